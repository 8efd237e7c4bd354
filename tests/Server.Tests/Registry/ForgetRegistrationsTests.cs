using System.Text;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests.Registry;

/// <summary>The registry forgets what is neither used, nor valid, nor evidence, and nothing else; run twice it does nothing more.</summary>
public abstract class ForgetRegistrationsTests
{
    private static readonly RegistryRetention Retention = new() { Keep = TimeSpan.FromDays(1095) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task Registration_UnusedAndEnded_IsForgotten_AndTheRestStays()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, "UNUSED", "");
        await ImportAsync(database, "VALID", "2027-06-01");
        await ImportAsync(database, "ENDED", "2026-12-01");
        await ImportAsync(database, "USED", "");
        await ImportAsync(database, "HELD", "");
        await ImportAsync(database, "LOST", "", "lost");
        await UseAsync(database, "HELD", database.Clock.Now, "acknowledged");
        await UseAsync(database, "USED", database.Clock.Now, "released");
        var begun = database.Clock.Now;

        database.Clock.Now = begun.AddDays(1094);
        Assert.Null(await RunAsync(database));

        await UseAsync(database, "USED", database.Clock.Now, null);
        database.Clock.Now = begun.AddDays(1096);
        await ImportAsync(database, "FRESH", "");
        // ENDED has its last day within the period still.
        Assert.Equal("forgotten: 2 registrations, 0 changes, 0 counter rows, 1 uses, 0 answers, 0 agreements, 0 statuses", await RunAsync(database));
        Assert.Equal(["ENDED", "FRESH", "HELD", "USED", "VALID"], await LeftAsync(database));
        Assert.Null(await RunAsync(database));

        // The lost document is still known to be lost, without anything that could be read.
        Assert.Equal(1, await ScalarAsync(database, "SELECT COUNT(*) FROM document_statuses WHERE status = 'lost' AND until_at IS NOT NULL"));
        await ImportAsync(database, "LOST", "");
        Assert.Equal(RegistrationStatus.Lost, Assert.Single(await Store(database).FindAsync(new(IdNumber.KeyOf("LOST"), null), Ct)).Status);

        database.Clock.Now = begun.AddDays(5 * 365);
        await RunAsync(database);
        Assert.Contains("HELD", await LeftAsync(database));
        Assert.DoesNotContain("ENDED", await LeftAsync(database));
    }

    [Fact]
    public async Task HistoryCounterAnswersAndAgreements_EndWithThePeriod()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, "KEPT", "2099-01-01");
        await ImportAsync(database, "KEPT", "2099-01-02", day: "2026-02-01");
        var id = (await Store(database).FindIdAsync(IdType.Other, "KEPT", Ct))!.Value;
        await database.Sql.WriteAsync(
            (connection, transaction) =>
            {
                connection.Execute(
                    "INSERT INTO counter_registrations (client_id, body_key, registration_id, user_id, depot, device, registered_at) VALUES (@Id, @Key, @Id, @Id, 'D', 'd', @Now)",
                    new { Id = id, Key = new byte[37], database.Clock.Now }, transaction);
                connection.Execute(
                    "INSERT INTO identity_checks (registration_id, state, asked_key, attempts, answered_at, lease_until) VALUES (@Id, 'confirmed', @Key, 0, @Now, 0)",
                    new { Id = id, Key = new byte[37], database.Clock.Now }, transaction);
                var agreements = new AgreementStore(database.Sql, database.Cipher, database.Index);
                AgreementStore.Put(connection, transaction, agreements.Prepare(new("A1", IdType.Other, "KEPT", new(2026, 1, 1), new(2026, 11, 22)), database.Clock.Now));
                AgreementStore.Put(connection, transaction, agreements.Prepare(new("A2", IdType.Other, "KEPT", new(2026, 1, 1), null), database.Clock.Now));
            },
            Ct);
        database.Clock.Now = database.Clock.Now.AddDays(1094);
        Assert.Null(await RunAsync(database));
        database.Clock.Now = database.Clock.Now.AddDays(2);
        Assert.Equal("forgotten: 0 registrations, 1 changes, 1 counter rows, 0 uses, 1 answers, 1 agreements, 0 statuses", await RunAsync(database));
        Assert.Null(await RunAsync(database));
        Assert.Equal(["KEPT"], await LeftAsync(database));
    }

    [Fact]
    public async Task Run_StoppedHalfWay_IsCarriedOnByTheNext()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        var csv = new StringBuilder("idType,idNumber,name,phone,registeredAt,status\n");
        for (var i = 0; i < 1_200; i++)
            csv.Append(null, $"other,T{i:00000},试,1390000{i:0000},2026-01-01T02:00:00Z,active\n");
        await new RegistrationImport(Store(database), database.Sql, database.Audit, database.Clock).ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), new Progress<long>(), Ct);
        database.Clock.Now = database.Clock.Now.AddDays(1096);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var job = new ForgetRegistrationsJob(database.Sql, Retention, database.Clock, new StoppingLog(stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job.RunAsync(stop.Token));
        Assert.Equal(700, await ScalarAsync(database, "SELECT COUNT(*) FROM registrations"));

        Assert.StartsWith("forgotten: 700 registrations", await RunAsync(database), StringComparison.Ordinal);
        Assert.Equal(0, await ScalarAsync(database, "SELECT COUNT(*) FROM registrations"));
    }

    [Fact]
    public void LegalHold_NamesTheStateThatAlertsHave() =>
        Assert.Contains($"'{EnumText<AlertState>.Of(AlertState.Released)}'", LegalHold.On("x.id"), StringComparison.Ordinal);

    private static RegistrationStore Store(MigratedDatabase database) => new(database.Sql, database.Cipher, database.Index);

    private static Task<string?> RunAsync(MigratedDatabase database) =>
        new ForgetRegistrationsJob(database.Sql, Retention, database.Clock, NullLogger<ForgetRegistrationsJob>.Instance).RunAsync(Ct);

    private static Task<LogisticsScreening.Server.Web.ImportReport> ImportAsync(MigratedDatabase database, string number, string validUntil, string status = "active", string day = "2026-01-01") =>
        new RegistrationImport(Store(database), database.Sql, database.Audit, database.Clock).ImportAsync(
            new MemoryStream(Encoding.UTF8.GetBytes($"idType,idNumber,name,phone,registeredAt,validUntil,status\nother,{number},{number},13900000001,{day}T02:00:00Z,{validUntil},{status}\n")), new Progress<long>(), Ct);

    /// <summary>A parcel of that registration; with an alert in that state, where one is given.</summary>
    private static Task UseAsync(MigratedDatabase database, string number, DateTimeOffset at, string? alert) => database.Sql.WriteAsync(
        (connection, transaction) =>
        {
            var id = Guid.CreateVersion7(at);
            connection.Execute(
                "INSERT INTO waybills (id, carrier, number, issue, version, created_at, lane, shown, instruction) VALUES (@Id, 'SF', @Number, 1, 1, @At, 0, 0, 0)",
                new { Id = id, Number = id.ToString(), At = at }, transaction);
            RegistrationUses.Add(connection, transaction, id, [new("other", database.Index.Compute(RegistrationStore.ByNumber, IdNumber.KeyOf(number)))], at);
            if (alert is null)
                return;
            connection.Execute(
                """
                INSERT INTO alert_streams (depot, audience, last_sequence, last_change)
                SELECT 'D', @Number, 1, 1
                """,
                new { Number = number }, transaction);
            connection.Execute(
                """
                INSERT INTO alerts (
                  id, depot, audience, sequence, change_number, type, severity, lane, state, version, carrier, waybill_number, waybill_id, decision_id, headline_zh, headline_en, raised_at)
                VALUES (@Id, 'D', @Number, 1, 1, 't', 'high', 'red', @Alert, 1, 'SF', 'n', @Id, @Id, 'z', 'e', @At)
                """,
                new { Id = id, Number = number, Alert = alert, At = at }, transaction);
        },
        Ct);

    private static async Task<List<string>> LeftAsync(MigratedDatabase database)
    {
        await using var connection = await database.Sql.OpenAsync(Ct);
        return [.. (await connection.QueryAsync<byte[]>("SELECT name_cipher FROM registrations")).Select(name => database.Cipher.Decrypt(name, RegistrationStore.NamePurpose)).Order(StringComparer.Ordinal)];
    }

    private static async Task<long> ScalarAsync(MigratedDatabase database, string sql)
    {
        await using var connection = await database.Sql.OpenAsync(Ct);
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    /// <summary>Stops the run with its first line of progress.</summary>
    private sealed class StoppingLog(CancellationTokenSource stop) : Microsoft.Extensions.Logging.ILogger<ForgetRegistrationsJob>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(
            Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => stop.Cancel();
    }
}

public sealed class ForgetRegistrationsOnSqliteTests : ForgetRegistrationsTests
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class ForgetRegistrationsOnSqlServerTests : ForgetRegistrationsTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}
