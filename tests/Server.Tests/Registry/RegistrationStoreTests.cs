using System.Text;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Tests.Database;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Tests.Registry;

public abstract class RegistrationStoreTests
{
    private const string Header = "idType,idNumber,name,phone,country,registeredAt,validUntil,status\n";
    private const string Li = "residentId,530102199003070017,李试一,13900000001,CN,2026-01-01T02:00:00Z,2036-01-01,active\n";
    private const string Wang = "passport,E12345678,王试二,+86 139-0000-0001,CN,2026-02-01T02:00:00Z,,active\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task Find_ByDocumentOrPhone_GivesTheRecordsDecrypted()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, Header + Li + Wang);
        var store = Store(database);

        var byDocument = await store.FindAsync(new(IdNumber.KeyOf("530102199003070017"), null), Ct);
        var byPhone = await store.FindAsync(new(null, ListKeys.Phone("008613900000001")), Ct);

        Assert.Equal("李试一", Assert.Single(byDocument).Name);
        Assert.Equal(new(2036, 1, 1), byDocument[0].ValidUntil);
        Assert.Equal(ListKeys.Phone("13900000001"), byDocument[0].PhoneKey);
        Assert.Equal(["李试一", "王试二"], byPhone.Select(record => record.Name).Order(StringComparer.Ordinal).OrderBy(name => name == "王试二"));
        Assert.Empty(await store.FindAsync(new(IdNumber.KeyOf("530102199003070018"), null), Ct));
        Assert.Empty(await store.FindAsync(default, Ct));
    }

    [Fact]
    public async Task Import_SameFileAgain_ChangesNothing_AndTheLatestRegistrationWins()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        var first = await ImportAsync(database, Header + Li + Wang);
        var again = await ImportAsync(database, Header + Li + Wang);
        var newer = await ImportAsync(database, Header + Li.Replace("active", "lost", StringComparison.Ordinal).Replace("2026-01-01T", "2026-03-01T", StringComparison.Ordinal));
        var older = await ImportAsync(database, Header + Li);

        Assert.Equal((2, 0, 0), (first.Added, first.Changed, first.Unchanged));
        Assert.Equal((0, 0, 2), (again.Added, again.Changed, again.Unchanged));
        Assert.Equal((0, 1, 0), (newer.Added, newer.Changed, newer.Unchanged));
        Assert.Equal((0, 0, 1), (older.Added, older.Changed, older.Unchanged));
        var stored = await Store(database).FindAsync(new(IdNumber.KeyOf("530102199003070017"), null), Ct);
        Assert.Equal(RegistrationStatus.Lost, Assert.Single(stored).Status);
    }

    [Fact]
    public async Task ActiveNames_GivesThoseAndNoOthers()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, Header + Li + Wang.Replace("active", "lost", StringComparison.Ordinal));
        await using var connection = await database.Sql.OpenAsync(Ct);
        Assert.Equal(1, await RegistrationStore.CountActiveAsync(connection));
        Assert.Equal(["李试一"], Store(database).ActiveNames(connection));
    }

    [Fact]
    public async Task Import_BadRows_AreNamedByLineAndFieldAndTheRestIsTaken()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        var report = await ImportAsync(database, Header + Li + "residentId,,=cmd(),1,china,yesterday,2026-13-01,maybe\n" + Wang);

        Assert.Equal(2, report.Added);
        var row = Assert.Single(report.Refused);
        Assert.Equal(3, row.Line);
        Assert.Equal(["country", "idNumber", "name", "registeredAt", "status", "validUntil"], row.Problems.Select(problem => problem.Field).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(row.Problems, problem => problem.Reason.Contains("cmd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stored_Rows_HoldNoPersonalDataInPlain()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, Header + Li);

        await using var connection = await database.Sql.OpenAsync(Ct);
        var row = (IDictionary<string, object>)await connection.QuerySingleAsync("SELECT * FROM registrations");
        var bytes = row.Values.SelectMany(value => value as byte[] ?? Encoding.UTF8.GetBytes(value?.ToString() ?? "")).ToArray();
        foreach (var secret in new[] { "李试一", "13900000001", "530102199003070017" })
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
    }

    private static RegistrationStore Store(MigratedDatabase database) => new(database.Sql, database.Cipher, database.Index);

    private static async Task<ImportReport> ImportAsync(MigratedDatabase database, string csv) =>
        await new RegistrationImport(Store(database), database.Sql, database.Audit, database.Clock)
            .ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), new Progress<long>(), Ct);
}

public sealed class RegistrationStoreOnSqliteTests : RegistrationStoreTests
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class RegistrationStoreOnSqlServerTests : RegistrationStoreTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}
