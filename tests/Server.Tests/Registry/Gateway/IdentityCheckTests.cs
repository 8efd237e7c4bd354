using System.Text;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Registry.Gateway;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests.Registry.Gateway;

/// <summary>The queue of checks, its leases and its results, with a gateway that answers as the test says.</summary>
public abstract class IdentityCheckTests
{
    private const string Header = "idType,idNumber,name,phone,country,registeredAt,validUntil,status\n";
    private const string Number = "530102199003070017";
    private const string Li = $"residentId,{Number},李试一,13900000001,CN,2026-01-01T02:00:00Z,2036-01-01,active\n";
    private static readonly byte[] Body = "{\"result\":\"confirmed\"}"u8.ToArray();
    private static readonly GatewayReply Confirmed = new GatewayReply.Answered(IdentityConfirmation.Confirmed, Body);
    private static readonly GatewayReply Silent = new GatewayReply.NotAnswered(GatewayFailure.TimeOut);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task Registration_Imported_IsAskedOnceAndItsAnswerIsFound()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li);
        Assert.Equal(IdentityConfirmation.Waiting, await node.ConfirmationAsync());

        Assert.Equal(1, await node.Checker.RunOnceAsync(Ct));
        Assert.Equal(0, await node.Checker.RunOnceAsync(Ct));
        await node.ImportAsync(Li);
        Assert.Equal(0, await node.Checker.RunOnceAsync(Ct));

        Assert.Equal(new IdentityQuestion(IdType.ResidentId, Number, "李试一"), Assert.Single(node.Gateway.Asked));
        Assert.Equal(IdentityConfirmation.Confirmed, await node.ConfirmationAsync());
    }

    [Fact]
    public async Task Registration_NotActive_IsNotAskedAbout()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li);
        await node.ImportAsync(Li.Replace("active", "lost", StringComparison.Ordinal).Replace("2026-01-01T", "2026-02-01T", StringComparison.Ordinal));
        Assert.Equal(0, await node.Checker.RunOnceAsync(Ct));
        Assert.Empty(node.Gateway.Asked);
    }

    [Fact]
    public async Task Failure_OfEachReason_IsStoredWithItsNextAttempt()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li);
        foreach (var reason in Enum.GetValues<GatewayFailure>())
        {
            node.Gateway.Reply = _ => Task.FromResult<GatewayReply>(new GatewayReply.NotAnswered(reason));
            Assert.Equal(1, await node.Checker.RunOnceAsync(Ct));
            var row = await node.RowAsync();
            Assert.Equal(EnumText<GatewayFailure>.Of(reason), row.LastFailure);
            Assert.InRange(row.NextAttempt!.Value, node.Clock.Now + TimeSpan.FromSeconds(30), node.Clock.Now + TimeSpan.FromDays(181));
            Assert.Equal(0, await node.Checker.RunOnceAsync(Ct));
            node.Clock.Now = row.NextAttempt.Value;
        }

        Assert.Equal(IdentityConfirmation.Waiting, await node.ConfirmationAsync());
        node.Gateway.Reply = _ => Task.FromResult(Confirmed);
        Assert.Equal(1, await node.Checker.RunOnceAsync(Ct));
        Assert.Null((await node.RowAsync()).LastFailure);
    }

    [Fact]
    public async Task Name_ChangedWhileItWasAsked_MakesTheAnswerNobodys()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li);
        node.Gateway.Reply = async _ =>
        {
            await node.ImportAsync(Li.Replace("李试一", "李试二", StringComparison.Ordinal).Replace("2026-01-01T", "2026-02-01T", StringComparison.Ordinal));
            return Confirmed;
        };
        await node.Checker.RunOnceAsync(Ct);
        Assert.Equal(IdentityConfirmation.Waiting, await node.ConfirmationAsync());

        node.Gateway.Reply = _ => Task.FromResult(Confirmed);
        Assert.Equal(1, await node.Checker.RunOnceAsync(Ct));
        Assert.Equal("李试二", node.Gateway.Asked.Last().Name);
        Assert.Equal(IdentityConfirmation.Confirmed, await node.ConfirmationAsync());
    }

    [Fact]
    public async Task TwoNodes_NeverAskTheSameAtOnce()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li);
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<GatewayReply>();
        node.Gateway.Reply = _ =>
        {
            asked.SetResult();
            return answer.Task;
        };
        var first = node.Checker.RunOnceAsync(Ct);
        await asked.Task.WaitAsync(Ct);
        Assert.Equal(0, await node.NewChecker().RunOnceAsync(Ct));
        answer.SetResult(Confirmed);
        Assert.Equal(1, await first);
        Assert.Single(node.Gateway.Asked);
    }

    [Fact]
    public async Task Node_ThatDiedWhileAsking_IsFollowedByAnother_AndItsOwnLateAnswerIsNotStored()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li);
        var (dead, now) = (Guid.NewGuid(), node.Clock.Now);
        var taken = Assert.Single(await node.Store.TakeAsync(dead, now, now + TimeSpan.FromSeconds(30), 8, Ct));
        Assert.Equal(0, await node.Checker.RunOnceAsync(Ct));

        node.Clock.Now += TimeSpan.FromSeconds(30);
        Assert.Equal(1, await node.Checker.RunOnceAsync(Ct));
        Assert.Equal(2, taken.Attempts + 1);
        Assert.False(await node.Store.AnswerAsync(taken, dead, new(IdentityConfirmation.DocumentLost, Body), node.Clock.Now, Ct));
        Assert.Equal(IdentityConfirmation.Confirmed, await node.ConfirmationAsync());
    }

    [Fact]
    public async Task Answer_Old_IsRenewedAndCountsMeanwhile_ThenEnds()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li);
        await node.Checker.RunOnceAsync(Ct);
        Assert.Null(await node.Job.RunAsync(Ct));

        node.Clock.Now += node.Options.RenewAfter;
        Assert.NotNull(await node.Job.RunAsync(Ct));
        node.Gateway.Reply = _ => Task.FromResult(Silent);
        Assert.Equal(1, await node.Checker.RunOnceAsync(Ct));
        Assert.Equal(IdentityConfirmation.Confirmed, await node.ConfirmationAsync());

        node.Clock.Now += node.Options.AnswerLasts - node.Options.RenewAfter;
        Assert.Equal(IdentityConfirmation.Waiting, await node.ConfirmationAsync());
        await node.Job.RunAsync(Ct);
        Assert.Null((await node.RowAsync()).AnswerCipher);

        node.Gateway.Reply = _ => Task.FromResult(Confirmed);
        Assert.Equal(1, await node.Checker.RunOnceAsync(Ct));
        Assert.Equal(IdentityConfirmation.Confirmed, await node.ConfirmationAsync());
    }

    [Fact]
    public async Task Answer_ThatEndsBeforeItsRenewal_IsAskedForAgain()
    {
        await using var node = await StartAsync(Node.Defaults with { RenewAfter = TimeSpan.FromDays(400), AnswerLasts = TimeSpan.FromDays(30) });
        await node.ImportAsync(Li);
        await node.Checker.RunOnceAsync(Ct);
        node.Clock.Now += node.Options.AnswerLasts;
        await node.Job.RunAsync(Ct);
        Assert.Equal(IdentityConfirmation.Waiting, await node.ConfirmationAsync());
        Assert.Equal(1, await node.Checker.RunOnceAsync(Ct));
        Assert.Equal(IdentityConfirmation.Confirmed, await node.ConfirmationAsync());
    }

    [Fact]
    public async Task Registrations_OfATimeWithoutGateway_AreAskedOnceThereIsOne()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li, withGateway: false);
        Assert.Equal(0, await node.Checker.RunOnceAsync(Ct));
        Assert.NotNull(await node.Job.RunAsync(Ct));
        Assert.Null(await node.Job.RunAsync(Ct));
        Assert.Equal(1, await node.Checker.RunOnceAsync(Ct));
        // The same key as a registration made now would have: importing it again asks nothing.
        await node.ImportAsync(Li.Replace("13900000001", "13900000002", StringComparison.Ordinal).Replace("2026-01-01T", "2026-02-01T", StringComparison.Ordinal));
        Assert.Equal(0, await node.Checker.RunOnceAsync(Ct));
    }

    [Fact]
    public async Task WalkThroughTheRegistry_GoesOnWhereItEnded_AndBeginsAnew()
    {
        await using var node = await StartAsync();
        var rows = new StringBuilder();
        for (var i = 0; i < RenewIdentityChecksJob.MostPerRun + 20; i++)
            rows.Append(null, $"other,W{i:00000},李试一,13900000001,CN,2026-01-01T02:00:00Z,,active\n");
        await node.ImportAsync(rows.ToString(), withGateway: false);
        Assert.Equal("0 due for renewal, 0 answers too old, 500 not asked before", await node.Job.RunAsync(Ct));
        Assert.Equal("0 due for renewal, 0 answers too old, 20 not asked before", await node.Job.RunAsync(Ct));
        // One that was passed already and is missing now, as one that becomes active again.
        await node.Sql.WriteAsync((connection, transaction) => { connection.Execute("DELETE FROM identity_checks WHERE registration_id = (SELECT MIN(registration_id) FROM identity_checks)", transaction: transaction); }, Ct);
        Assert.Equal("0 due for renewal, 0 answers too old, 1 not asked before", await node.Job.RunAsync(Ct));
    }

    [Fact]
    public async Task Person_AtTheCounter_IsAskedAboutBeforeAllThatAnImportBrought()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(string.Concat(Enumerable.Range(10, 20).Select(i => $"passport,E900000{i},李试一,139000001{i},CN,2026-01-01T02:00:00Z,2036-01-01,active\n")));
        await node.RegisterAtCounterAsync(new(IdType.Passport, "E70000001", "李试二", "13900000200", "CN", node.Clock.Now, null, RegistrationStatus.Active));
        await node.Checker.RunOnceAsync(Ct);
        Assert.Equal(IdentityChecker.AtOnce, node.Gateway.Asked.Count);
        Assert.Contains(node.Gateway.Asked, question => question.Number == "E70000001");
    }

    [Fact]
    public async Task Question_WithoutAnswer_HoldsUpNoneBesideIt()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(string.Concat(Enumerable.Range(10, 30).Select(i => $"passport,E900000{i},李试一,139000001{i},CN,2026-01-01T02:00:00Z,2036-01-01,active\n")));
        var (never, all, answered) = (new TaskCompletionSource<GatewayReply>(), new TaskCompletionSource(), 0);
        // All but one of the places are taken by questions that hang.
        node.Gateway.Reply = async question =>
        {
            if (string.CompareOrdinal(question.Number, "E90000017") < 0)
                return await never.Task;
            if (Interlocked.Increment(ref answered) == 23)
                all.SetResult();
            return Confirmed;
        };
        using var checker = node.NewChecker();
        await checker.StartAsync(Ct);
        await all.Task.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        never.SetResult(Silent);
        await checker.StopAsync(Ct);
    }

    [Fact]
    public async Task Gateway_Off_StoredAnswersSayNothing()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li);
        await node.Checker.RunOnceAsync(Ct);
        Assert.Null(Assert.Single(await node.Registrations(withGateway: false).FindAsync(new(IdNumber.KeyOf(Number), null), Ct)).Confirmation);
    }

    [Fact]
    public async Task Stored_Check_HoldsNoPersonalDataInPlain()
    {
        await using var node = await StartAsync();
        await node.ImportAsync(Li);
        await node.Checker.RunOnceAsync(Ct);
        await using var connection = await node.Sql.OpenAsync(Ct);
        var row = (IDictionary<string, object>)await connection.QuerySingleAsync("SELECT * FROM identity_checks");
        var bytes = row.Values.SelectMany(value => value as byte[] ?? Encoding.UTF8.GetBytes(value?.ToString() ?? "")).ToArray();
        foreach (var secret in new[] { "李试一", Number, "result" })
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
    }

    private async Task<Node> StartAsync(GatewayOptions? options = null) => new(await MigratedDatabase.CreateAsync(await CreateAsync(), Ct), options ?? Node.Defaults);

    private sealed class ScriptedGateway : IIdentityGateway
    {
        private readonly Lock gate = new();

        public List<IdentityQuestion> Asked { get; } = [];
        public Func<IdentityQuestion, Task<GatewayReply>> Reply { get; set; } = _ => Task.FromResult(Confirmed);

        public Task<GatewayReply> AskAsync(IdentityQuestion question, CancellationToken ct)
        {
            lock (gate)
                Asked.Add(question);
            return Reply(question);
        }
    }

    private sealed record Row
    {
        public string? LastFailure { get; init; }
        public DateTimeOffset? NextAttempt { get; init; }
        public byte[]? AnswerCipher { get; init; }
    }

    private sealed class Node : IAsyncDisposable
    {
        private readonly MigratedDatabase database;

        public Node(MigratedDatabase database, GatewayOptions options)
        {
            (this.database, Options) = (database, options);
            Confirmations = new(Options, database.Index, database.Clock);
            Store = new(database.Sql, database.Cipher);
            Checker = NewChecker();
            Job = new(database.Sql, database.Cipher, Confirmations, Options, database.Clock);
        }

        public static GatewayOptions Defaults { get; } = new() { Url = new("https://authority.invalid/"), Client = "test", Key = new byte[32] };
        public GatewayOptions Options { get; }
        public ScriptedGateway Gateway { get; } = new();
        public SteppedClock Clock => database.Clock;
        public LogisticsScreening.Server.Database.SqlDatabase Sql => database.Sql;
        public IdentityCheckStore Store { get; }
        public IdentityChecker Checker { get; }
        public RenewIdentityChecksJob Job { get; }
        private Confirmations Confirmations { get; }

        public IdentityChecker NewChecker() => new(Gateway, Store, Options, new(), new(), Clock, () => 0.5, NullLogger<IdentityChecker>.Instance);

        public RegistrationStore Registrations(bool withGateway = true) => new(database.Sql, database.Cipher, database.Index, withGateway ? Confirmations : null);

        public Task<LogisticsScreening.Server.Web.ImportReport> ImportAsync(string csv, bool withGateway = true) =>
            new RegistrationImport(Registrations(withGateway), database.Sql, database.Audit, database.Clock)
                .ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(Header + csv)), new Progress<long>(), Ct);

        public Task RegisterAtCounterAsync(RegistrationRow row)
        {
            var prepared = Registrations().Prepare(row, Clock.Now) with { AtCounter = true };
            return database.Sql.WriteAsync((connection, transaction) => { RegistrationWriter.Put(connection, transaction, prepared, new(ChangeKind.Counter, null)); }, Ct);
        }

        public async Task<IdentityConfirmation?> ConfirmationAsync() =>
            Assert.Single(await Registrations().FindAsync(new(IdNumber.KeyOf(Number), null), Ct)).Confirmation;

        public async Task<Row> RowAsync()
        {
            await using var connection = await database.Sql.OpenAsync(Ct);
            return await connection.QuerySingleAsync<Row>("SELECT last_failure, next_attempt, answer_cipher FROM identity_checks");
        }

        public async ValueTask DisposeAsync()
        {
            Checker.Dispose();
            await database.DisposeAsync();
        }
    }
}

public sealed class IdentityCheckOnSqliteTests : IdentityCheckTests
{
    [Fact]
    public async Task LookForMissingChecks_IsASearchByKey_AndNeverAScan()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), TestContext.Current.CancellationToken);
        await using var connection = await database.Sql.OpenAsync(TestContext.Current.CancellationToken);
        async Task<string> PlanAsync(string sql) => string.Join(
            '\n', (await connection.QueryAsync($"EXPLAIN QUERY PLAN {sql}", new { Active = "active", After = Guid.Empty, LookedAt = 1 })).Select(row => (string)row.detail));

        var plan = await PlanAsync(RenewIdentityChecksJob.LookSql(database.Sql.Dialect));
        Assert.Contains("SEARCH r USING INDEX sqlite_autoindex_registrations_1 (id>?)", plan, StringComparison.Ordinal);
        Assert.Contains("SEARCH c USING COVERING INDEX sqlite_autoindex_identity_checks_1 (registration_id=?)", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN r", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        // What it was before, for comparison: the words this test goes by do occur.
        Assert.Contains("SCAN r", await PlanAsync("SELECT r.id FROM registrations r WHERE r.status = @Active AND NOT EXISTS (SELECT 1 FROM identity_checks c WHERE c.registration_id = r.id) ORDER BY r.id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivingBackWhatAStoppingServerHolds_LooksAtWhatIsDueAlone()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), TestContext.Current.CancellationToken);
        await using var connection = await database.Sql.OpenAsync(TestContext.Current.CancellationToken);
        var plan = await connection.QueryAsync($"EXPLAIN QUERY PLAN {IdentityCheckStore.ReleaseSql}", new { Now = 0L, Holder = Guid.Empty });
        Assert.Equal("SEARCH identity_checks USING INDEX ix_identity_checks_due (next_attempt<?)", (string)plan.Single().detail);
    }

    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class IdentityCheckOnSqlServerTests : IdentityCheckTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}
