using System.Text;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Tests.Database;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Tests.RiskLists;

public abstract class RiskListStoreTests
{
    private const string Header = "id,kind,value,name,phone,idNumber,organisationCode,account,address,source,reason,lawfulBasis,confidence,from,until,reviewDate,audience\n";
    private const string Phone = "t-1,phone,13900000118,,,,,,,test,a test,basis-1,0.9,2026-01-01,2027-12-31,2027-06-30,region\n";
    private const string Person = "t-2,person,秦试北,,13900000119,,,wechat:qin_test,,test,a test,basis-1,0.95,2020-01-01,2020-12-31,,compliance\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task Load_AfterImport_GivesEveryEntryWithAllItsColumns()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        Assert.Equal(RiskList.Empty.Version, (await Loader(database).LoadAsync(Ct)).Version);
        await ImportAsync(database, Header + Phone + Person);

        var list = await Loader(database).LoadAsync(Ct);

        Assert.Equal(2, list.Count);
        var phone = list.Find(KeyKind.Phone, ListKeys.Phone("13900000118"))[0];
        Assert.Equal((Audience.Region, 9000, new(2026, 1, 1), new(2027, 12, 31), new DateOnly(2027, 6, 30)), (phone.Audience, phone.Confidence, phone.From, phone.Until, phone.ReviewDate!.Value));
        Assert.Equal(("test", "a test", "basis-1"), (phone.Source, phone.Reason, phone.LawfulBasis));
        Assert.Equal("t-2", list.Find(KeyKind.Account, ListKeys.Account("WeChat:qin_test"))[0].Id);
        Assert.Equal("秦试北", list.Find(KeyKind.Phone, ListKeys.Phone("13900000119"))[0].Value);
    }

    [Fact]
    public async Task Import_SameFileAgain_PublishesNoVersion_AndAChangeKeepsTheHistory()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        var store = Store(database);
        await ImportAsync(database, Header + Phone + Person);
        var first = (await store.CurrentAsync(Ct))!;
        var again = await ImportAsync(database, Header + Person + Phone);
        Assert.Equal(first, await store.CurrentAsync(Ct));
        Assert.Equal((0, 0, 2), (again.Added, again.Changed, again.Unchanged));

        var changed = await ImportAsync(database, Header + Phone.Replace("2027-12-31", "2026-11-01", StringComparison.Ordinal).Replace("2027-06-30", "", StringComparison.Ordinal));
        var second = (await store.CurrentAsync(Ct))!;

        Assert.Equal((0, 1, 0), (changed.Added, changed.Changed, changed.Unchanged));
        Assert.Equal((2, 2), (second.Number, second.EntryCount));
        Assert.NotEqual(first.Root, second.Root);
        Assert.Equal(first.Root, (await store.LeavesAsync(first.Number, Ct)).Root());
        Assert.Equal(new(2026, 11, 1), (await Loader(database).LoadAsync(Ct)).Find(KeyKind.Phone, ListKeys.Phone("13900000118"))[0].Until);
        Assert.Equal([2, 1], (await store.VersionsAsync(10, Ct)).Select(version => version.Number));
    }

    [Fact]
    public async Task Import_BrokenFile_PublishesNothing()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, Header + Phone);
        var before = (await Store(database).CurrentAsync(Ct))!;

        await Assert.ThrowsAsync<CsvFormatException>(() => ImportAsync(database, Header + Person + new string('x', 20_000)));

        Assert.Equal(before, await Store(database).CurrentAsync(Ct));
        Assert.Equal(1, (await Loader(database).LoadAsync(Ct)).Count);
        await ImportAsync(database, Header + Person);
        Assert.Equal(2, (await Loader(database).LoadAsync(Ct)).Count);
    }

    [Fact]
    public async Task Import_WhileAnotherIsUnderWay_IsRefusedUntilThatOneIsAbandoned()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, Header + Phone);
        await database.Sql.WriteAsync(
            (connection, transaction) =>
            {
                // What a server leaves behind that was killed half-way through a change.
                connection.Execute("INSERT INTO risk_list_versions (number, added, ended, begun_at, touched_at) VALUES (2, 0, 0, @Now, @Now)", new { database.Clock.Now }, transaction);
                connection.Execute("UPDATE risk_list_entries SET removed_in = 2", transaction: transaction);
            },
            Ct);

        Assert.Equal(1, (await Loader(database).LoadAsync(Ct)).Count);
        await Assert.ThrowsAsync<StartupException>(() => ImportAsync(database, Header + Person));
        database.Clock.Now += ListPublication.AbandonedAfter;
        await ImportAsync(database, Header + Person);

        Assert.Equal(2, (await Loader(database).LoadAsync(Ct)).Count);
    }

    /// <summary>The new change takes the number of the one that it cleared away; the old one, waking up, must neither write into it nor clear it.</summary>
    [Fact]
    public async Task Import_ThoughtAbandonedThatGoesOn_IsRefusedAndHurtsNothing()
    {
        const int Batch = 500;
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        using var takenOver = new ManualResetEventSlim();
        using var oldEnded = new ManualResetEventSlim();
        Task<ImportReport>? next = null;

        IEnumerable<CsvOutcome<RiskListEntry>> Slow()
        {
            foreach (var row in Rows("old", Batch))
                yield return row;
            database.Clock.Now += ListPublication.AbandonedAfter;
            next = Task.Run(() => Change(database).ImportAsync(Next(), null, null, Ct), Ct);
            takenOver.Wait(Ct);
            yield return Rows("late", 1).Single();
        }

        IEnumerable<CsvOutcome<RiskListEntry>> Next()
        {
            foreach (var row in Rows("new", Batch))
                yield return row;
            takenOver.Set();
            oldEnded.Wait(Ct);
            yield return Rows("last", 1).Single();
        }

        await Assert.ThrowsAsync<RiskListBusyException>(() => Change(database).ImportAsync(Slow(), null, null, Ct));
        oldEnded.Set();

        Assert.Equal(Batch + 1, (await next!).Added);
        Assert.Equal(Batch + 1, (await Loader(database).LoadAsync(Ct)).Count);
    }

    [Fact]
    public async Task Load_RowRemovedByHand_IsNoticed()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, Header + Phone + Person);
        await database.Sql.WriteAsync((connection, transaction) => connection.Execute("DELETE FROM risk_list_entries WHERE entry_id = 't-1'", transaction: transaction), Ct);

        await Assert.ThrowsAsync<InvalidDataException>(() => Loader(database).LoadAsync(Ct));
    }

    [Fact]
    public async Task Load_ContentsExchangedByHand_IsNoticed()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, Header + Phone + Person);
        await database.Sql.WriteAsync(
            (connection, transaction) =>
            {
                var contents = connection.Query<byte[]>("SELECT content_cipher FROM risk_list_entries ORDER BY entry_id", transaction: transaction).AsList();
                var ids = connection.Query<string>("SELECT entry_id FROM risk_list_entries ORDER BY entry_id DESC", transaction: transaction).AsList();
                foreach (var (id, content) in ids.Zip(contents))
                    connection.Execute("UPDATE risk_list_entries SET content_cipher = @Content WHERE entry_id = @Id", new { Content = content, Id = id }, transaction);
            },
            Ct);

        await Assert.ThrowsAsync<InvalidDataException>(() => Loader(database).LoadAsync(Ct));
    }

    [Fact]
    public async Task Import_BadRows_AreNamedAndTheRestIsTaken()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        var report = await ImportAsync(database, Header + Phone + Person.Replace("t-2", "t-1", StringComparison.Ordinal).Replace("0.95", "95", StringComparison.Ordinal) + Person.Replace("2020-12-31", "2019-12-31", StringComparison.Ordinal));

        Assert.Equal(1, report.Added);
        Assert.Equal([(3, "confidence,id"), (4, "until")], report.Refused.Select(row => (row.Line, string.Join(',', row.Problems.Select(problem => problem.Field).Order(StringComparer.Ordinal)))));
    }

    [Fact]
    public async Task Stored_Rows_HoldNoPersonalDataInPlain()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, Header + Person);

        await using var connection = await database.Sql.OpenAsync(Ct);
        var row = (IDictionary<string, object>)await connection.QuerySingleAsync("SELECT * FROM risk_list_entries");
        var bytes = row.Values.SelectMany(value => value as byte[] ?? Encoding.UTF8.GetBytes(value?.ToString() ?? "")).ToArray();
        foreach (var secret in new[] { "秦试北", "13900000119", "qin_test" })
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
    }

    private static RiskListStore Store(MigratedDatabase database) => new(database.Sql);

    private static RiskListLoader Loader(MigratedDatabase database) => new(Store(database), database.Sql, database.Cipher);

    private static RiskListChange Change(MigratedDatabase database) =>
        new(new(Store(database), database.Sql, database.Audit, database.Clock), database.Cipher, database.Index, database.Clock);

    private static Task<ImportReport> ImportAsync(MigratedDatabase database, string csv) =>
        Change(database).ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), new Progress<long>(), Ct);

    private static IEnumerable<CsvOutcome<RiskListEntry>> Rows(string name, int count) => RiskListCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(
        Header + string.Concat(Enumerable.Range(0, count).Select(i => Phone.Replace("t-1", $"{name}-{i}", StringComparison.Ordinal))))));
}

public sealed class RiskListStoreOnSqliteTests : RiskListStoreTests
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class RiskListStoreOnSqlServerTests : RiskListStoreTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}
