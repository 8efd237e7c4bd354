using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests.Alerts;

/// <summary>Numbers of the streams: what a screen relies on to know that it missed nothing. The same for both databases.</summary>
public abstract class AlertOutboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    internal static NewAlert Example(string depot = "KMG-01", Audience audience = Audience.Depot)
    {
        var now = DateTimeOffset.UtcNow;
        return new NewAlert
        {
            Id = Guid.CreateVersion7(now),
            WaybillId = Guid.CreateVersion7(now),
            ScanId = Guid.CreateVersion7(now),
            DecisionId = Guid.CreateVersion7(now),
            Depot = depot,
            Audience = audience,
            Type = AlertTypes.Contents.Code,
            ReasonKey = [1],
            Severity = Severity.High,
            Lane = Lane.Red,
            Carrier = "SF",
            WaybillNumber = "SF1390000000017",
            RaisedAt = now,
            Headline = new("申报含濒危物种词语", "Declaration names a protected species"),
        };
    }

    [Fact]
    public async Task Write_PerDepotAndAudience_NumbersWithoutGaps()
    {
        await using var database = await MigratedAsync();
        var outbox = new AlertOutbox(database.Dialect);
        var streams = new[] { ("KMG-01", Audience.Depot), ("KMG-01", Audience.Compliance), ("KMG-02", Audience.Depot) };
        var numbers = await Task.WhenAll(Enumerable.Range(0, 90).Select(async i =>
        {
            var (depot, audience) = streams[i % 3];
            return (i % 3, await database.Sql.WriteAsync((c, t) => outbox.Write(c, t, Example(depot, audience)), Ct));
        }));
        for (var stream = 0; stream < 3; stream++)
            Assert.Equal(Enumerable.Range(1, 30).Select(n => (long)n), numbers.Where(n => n.Item1 == stream).Select(n => n.Item2).Order());
    }

    [Fact]
    public async Task Write_WhenTheDecisionFails_LeavesNoAlertAndNoGap()
    {
        await using var database = await MigratedAsync();
        var outbox = new AlertOutbox(database.Dialect);
        await database.Sql.WriteAsync((c, t) => outbox.Write(c, t, Example()), Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Sql.WriteAsync(
            (c, t) =>
            {
                outbox.Write(c, t, Example());
                throw new InvalidOperationException();
            },
            Ct));
        Assert.Equal(2, await database.Sql.WriteAsync((c, t) => outbox.Write(c, t, Example()), Ct));
        await using var connection = await database.Sql.OpenAsync(Ct);
        Assert.Equal([1L, 2L], await connection.QueryAsync<long>("SELECT sequence FROM alerts ORDER BY sequence"));
    }

    [Fact]
    public async Task Write_FromTwoServers_NumbersWithoutGaps()
    {
        await using var database = await MigratedAsync();
        await using var other = new SqlDatabase(database.Dialect, NullLogger<SqlDatabase>.Instance);
        var outbox = new AlertOutbox(database.Dialect);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            (i % 2 == 0 ? database.Sql : other).WriteAsync((c, t) => outbox.Write(c, t, Example()), Ct)));
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), numbers.Order());
    }

    [Fact]
    public async Task Write_UnknownType_IsABug()
    {
        await using var database = await MigratedAsync();
        var outbox = new AlertOutbox(database.Dialect);
        await Assert.ThrowsAsync<ArgumentException>(() => database.Sql.WriteAsync((c, t) => outbox.Write(c, t, Example() with { Type = "rumour" }), Ct));
    }

    [Fact]
    public void Types_EachHasItsOwnCodeAndBothLanguages()
    {
        Assert.Equal(AlertTypes.All.Count, AlertTypes.All.Select(type => type.Code).Distinct().Count());
        Assert.All(AlertTypes.All.SelectMany(type => new[] { type.Text, type.Next }), text =>
        {
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", text.Zh);
            Assert.Matches("^[A-Z][ -~]+$", text.En);
        });
        Assert.All(Enum.GetValues<Check>(), check => Assert.Contains(AlertTypes.For(check), AlertTypes.All));
    }

    private async Task<TestDatabase> MigratedAsync()
    {
        var database = await CreateAsync();
        await new Migrator(database.Dialect, Migration.Embedded(database.Dialect.Name), TimeProvider.System, NullLogger.Instance).RunAsync(Ct);
        return database;
    }
}

public sealed class SqliteAlertOutboxTests : AlertOutboxTests
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class SqlServerAlertOutboxTests : AlertOutboxTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}
