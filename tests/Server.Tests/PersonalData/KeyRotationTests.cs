using System.Text;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.PersonalData;

public sealed class KeyRotationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_StoppedHalfWay_IsCarriedOnByTheNextWithoutAnotherKey()
    {
        await using var database = await FilledAsync(500);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var before = database.Ring.Newest(KeyUse.Encryption).Id;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rotation(database).RunAsync(new AtOnce(progress => Stop(progress, stop)), stop.Token));
        var half = await CountAsync(database);
        var report = await Rotation(database).RunAsync(new AtOnce(_ => { }), Ct);

        Assert.True(half.Old > 0 && half.New > 0, $"{half}");
        Assert.True(report.Resumed);
        Assert.Equal((half.Old, 0), (report.Rows, report.Left));
        Assert.NotEqual(before, database.Ring.Newest(KeyUse.Encryption).Id);
        Assert.Equal(2, database.Ring.Keys.Count(key => key.Use is KeyUse.Encryption));
        Assert.Equal((0, 500), await CountAsync(database));
        var found = await new RegistrationStore(database.Sql, database.Cipher, database.Index)
            .FindAsync(new(IdNumber.KeyOf("T00007"), null), Ct);
        Assert.Equal("试", Assert.Single(found).Name);
    }

    [Fact]
    public async Task Run_Twice_MakesTwoKeys()
    {
        await using var database = await FilledAsync(3);

        var first = await Rotation(database).RunAsync(new AtOnce(_ => { }), Ct);
        var second = await Rotation(database).RunAsync(new AtOnce(_ => { }), Ct);

        Assert.False(first.Resumed || second.Resumed);
        Assert.NotEqual(first.KeyName, second.KeyName);
        Assert.Equal((4, 4), (first.Rows, second.Rows)); // three registrations and the audit entry of their import
    }

    [Fact]
    public async Task Start_RingThatLacksAKeyOfTheDatabase_IsRefusedByName()
    {
        await using var database = await FilledAsync(1);
        await new KeyCheck(database.Ring, database.Sql, database.Clock).StartAsync(Ct);
        Directory.Delete(database.Ring.Directory, recursive: true);

        var fresh = KeyRing.Open(database.Ring.Directory, database.Clock);
        var problem = await Assert.ThrowsAsync<StartupException>(() => new KeyCheck(fresh, database.Sql, database.Clock).StartAsync(Ct));

        Assert.True(database.Ring.Keys.Any(key => problem.Message.Contains(key.Name, StringComparison.Ordinal)), problem.Message);
    }

    [Fact]
    public async Task EveryCipherColumn_OfTheSchema_IsRegisteredForRotation()
    {
        await using var server = await TestServer.StartAsync();
        await using var connection = await server.Database.OpenAsync(Ct);
        var tables = await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table'");
        var stored = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in tables)
            stored.UnionWith((await connection.QueryAsync<string>($"SELECT name FROM pragma_table_info('{table}') WHERE name LIKE '%\\_cipher' ESCAPE '\\'")).Select(column => $"{table}.{column}"));

        var registered = server.Services.GetRequiredService<EncryptedColumns>().Tables.SelectMany(table => table.Columns.Select(column => $"{table.Table}.{column.Column}"));

        Assert.Equal(stored, registered.Order(StringComparer.Ordinal));
        Assert.NotEmpty(stored);
    }

    private static void Stop(RotationProgress progress, CancellationTokenSource stop)
    {
        if (progress.Table == "registrations")
            stop.Cancel();
    }

    private static KeyRotation Rotation(MigratedDatabase database) => new(
        database.Ring,
        database.Cipher,
        new([RegistrationStore.Encrypted, LogisticsScreening.Server.Access.Audit.EncryptedEntries]),
        new(database.Ring, database.Sql, database.Clock),
        database.Sql,
        database.Audit);

    private static async Task<MigratedDatabase> FilledAsync(int rows)
    {
        var database = await MigratedDatabase.CreateAsync(TestDatabase.Sqlite(), Ct);
        var csv = new StringBuilder("idType,idNumber,name,phone,registeredAt,status\n");
        for (var i = 0; i < rows; i++)
            csv.Append(null, $"other,T{i:00000},试,1390000{i % 10000:0000},2026-01-01T02:00:00Z,active\n");
        var import = new RegistrationImport(new(database.Sql, database.Cipher, database.Index), database.Sql, database.Audit, database.Clock);
        await import.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), new Progress<long>(), Ct);
        return database;
    }

    private static async Task<(long Old, long New)> CountAsync(MigratedDatabase database)
    {
        await using var connection = await database.Sql.OpenAsync(Ct);
        var header = new { Header = database.Cipher.CurrentHeader() };
        return (
            await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM registrations WHERE SUBSTRING(name_cipher, 1, 5) <> @Header", header)
                + await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE SUBSTRING(detail_cipher, 1, 5) <> @Header", header),
            await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM registrations WHERE SUBSTRING(name_cipher, 1, 5) = @Header", header));
    }

    private sealed class AtOnce(Action<RotationProgress> act) : IProgress<RotationProgress>
    {
        public void Report(RotationProgress value) => act(value);
    }
}
