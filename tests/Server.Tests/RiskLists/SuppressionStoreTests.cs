using System.Text;
using System.Text.Json;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Tests.Database;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Tests.RiskLists;

/// <summary>Suppressions as rows of the list's versions: what the root covers, what a hand in the table or a killed server leaves behind.</summary>
public abstract class SuppressionStoreTests
{
    private const string Phone = "13900000118";
    private const string NumberKey = "sha256:0000000000000000000000000000000000000000000000000000000000000001";

    // Ids sort before and after those of suppressions, which begin with 0: a tree that mixed the two would have another root.
    private const string Entries =
        "id,kind,value,source,reason,lawfulBasis,confidence,from,until\n"
        + "t-1,phone,13900000118,test,a test,basis-1,0.9,2026-01-01,2027-12-31\n"
        + "00,phone,13900000119,test,a test,basis-1,0.9,2026-01-01,2027-12-31\n";

    private static readonly CurrentUser Officer = new(
        new() { Id = Guid.NewGuid(), UserName = "officer", DisplayName = "officer", Roles = new HashSet<Role> { Role.Compliance }, Units = [], Disabled = false },
        Guid.Empty,
        new([]),
        new(2026, 11, 22));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task Version_WithSuppressions_IsTheOneThatTheCoreComputes()
    {
        await using var database = await FilledAsync();
        await AddAsync(database, "t-1", new(null, Phone));
        await AddAsync(database, "00", new(NumberKey, null));

        var version = (await Store(database).CurrentAsync(Ct))!;

        await using var connection = await database.Sql.OpenAsync(Ct);
        var json = new Screening.Decisions.CanonicalJson();
        var entries = Read(await connection.QueryAsync<ContentRow>("SELECT content_cipher, salt FROM risk_list_entries"), RiskListStore.ContentPurpose, (RiskListEntry entry, byte[] salt) => (entry.Id, ListVersion.Leaf(entry, salt, json)));
        var suppressions = Read(await connection.QueryAsync<ContentRow>("SELECT content_cipher, salt FROM risk_list_suppressions"), RiskListStore.SuppressionPurpose, (Suppression suppression, byte[] salt) => (suppression.Id, ListVersion.Leaf(suppression, salt, json)));
        Assert.Equal((2, 2), (entries.Count, suppressions.Count));
        Assert.Equal(ListVersion.Root([.. entries, .. suppressions]), version.Root);
        Assert.Equal(version.Root, (await Loader(database).LoadAsync(Ct)).Version);
        Assert.Equal((2, 0, 0, 2, 1, 0), (version.EntryCount, version.Added, version.Ended, version.SuppressionCount, version.SuppressionsAdded, version.SuppressionsEnded));

        List<byte[]> Read<T>(IEnumerable<ContentRow> rows, string purpose, Func<T, byte[], (string Id, byte[] Leaf)> leaf) =>
            [.. rows.Select(row => leaf(JsonSerializer.Deserialize<T>(database.Cipher.DecryptBytes(row.ContentCipher, purpose), StrictJson.Options)!, row.Salt)).OrderBy(pair => pair.Id, StringComparer.Ordinal).Select(pair => pair.Leaf)];
    }

    [Fact]
    public async Task EveryVersion_KeepsItsRootAndItsProofs_WhateverWasAddedOrEndedSince()
    {
        await using var database = await FilledAsync();
        var store = Store(database);
        var id = await AddAsync(database, "t-1", new(null, Phone));
        var second = (await store.CurrentAsync(Ct))!;
        Assert.Equal(EndOutcome.Ended, await Change(database).EndAsync(id, "looked again", Officer, Ct));
        await AddAsync(database, "00", new(null, Phone));

        var versions = await store.VersionsAsync(10, Ct);

        Assert.Equal([4, 3, 2, 1], versions.Select(version => version.Number));
        Assert.Equal([1, 0, 1, 0], versions.Select(version => version.SuppressionCount));
        Assert.Equal([0, 1, 0, 0], versions.Select(version => version.SuppressionsEnded));
        foreach (var version in versions)
            Assert.Equal(version.Root, (await store.LeavesAsync(version.Number, Ct)).Root());
        foreach (var proved in (await new ListProofs(store, database.Sql, database.Cipher).FindAsync(second.Root, ["00", "t-1"], [], new(2026, 11, 22), Ct)).Entries)
        {
            Assert.Equal(3, proved.Count);
            Assert.Equal(second.Root, ListVersion.RootFrom(ListVersion.Leaf(proved.Entry, proved.Salt, new()), proved.Index, proved.Count, proved.Path));
        }
    }

    [Theory]
    [InlineData("DELETE FROM risk_list_suppressions WHERE entry_id = 't-1'")]
    [InlineData("UPDATE risk_list_suppressions SET removed_in = 2 WHERE entry_id = 't-1'")]
    [InlineData("UPDATE risk_list_suppressions SET until_day = '2027-12-31'")]
    [InlineData("UPDATE risk_list_suppressions SET entry_id = CASE entry_id WHEN 't-1' THEN '00' ELSE 't-1' END")]
    [InlineData("UPDATE risk_list_suppressions SET content_cipher = (SELECT other.content_cipher FROM risk_list_suppressions other WHERE other.entry_id <> risk_list_suppressions.entry_id)")]
    [InlineData("UPDATE risk_list_suppressions SET salt = leaf")]
    public async Task Load_ChangedByHand_IsNoticed(string byHand)
    {
        await using var database = await FilledAsync();
        await AddAsync(database, "t-1", new(null, Phone));
        await AddAsync(database, "00", new(NumberKey, null));
        Assert.Equal(2, (await Loader(database).LoadAsync(Ct)).Count);
        Assert.Empty(await Check(database).RunAsync(Ct));

        await database.Sql.WriteAsync((connection, transaction) => Assert.InRange(connection.Execute(byHand, transaction: transaction), 1, 2), Ct);

        await Assert.ThrowsAsync<InvalidDataException>(() => Loader(database).LoadAsync(Ct));
        Assert.NotEmpty(await Check(database).RunAsync(Ct));
    }

    [Fact]
    public async Task Change_BrokenOffHalfWay_IsSeenByNobodyAndClearedAwayByTheNext()
    {
        await using var database = await FilledAsync();
        var id = await AddAsync(database, "t-1", new(null, Phone));
        var before = await Store(database).CurrentAsync(Ct);
        await database.Sql.WriteAsync(
            (connection, transaction) =>
            {
                // What a server leaves behind that was killed between writing its rows and publishing them: one ended, one added.
                connection.Execute("INSERT INTO risk_list_versions (number, added, ended, begun_at, touched_at) VALUES (3, 0, 0, @Now, @Now)", new { database.Clock.Now }, transaction);
                connection.Execute("UPDATE risk_list_suppressions SET removed_in = 3, ended_at = @Now, ended_by_name = 'officer', end_reason_cipher = content_cipher", new { database.Clock.Now }, transaction);
                connection.Execute(
                    """
                    INSERT INTO risk_list_suppressions (id, entry_id, until_day, person_key, added_in, content_cipher, salt, leaf, decision_id, person_cipher, created_at)
                    SELECT @Id, entry_id, until_day, @Key, 3, content_cipher, salt, leaf, decision_id, person_cipher, created_at FROM risk_list_suppressions
                    """,
                    new { Id = Guid.CreateVersion7(), Key = new byte[] { 1 } },
                    transaction);
            },
            Ct);

        var only = Assert.Single(await Read(database).PageAsync(null, null, 10, Ct));
        Assert.Equal((id, SuppressionState.InForce, null, null, null), (only.Id, only.State, only.EndedAt, only.EndedBy, only.EndReason));
        Assert.Equal(before, await Store(database).CurrentAsync(Ct));
        Assert.Equal(before!.Root, (await Loader(database).LoadAsync(Ct)).Version);
        await Assert.ThrowsAsync<RiskListBusyException>(() => AddAsync(database, "00", new(null, Phone)));
        database.Clock.Now += ListPublication.AbandonedAfter;
        await AddAsync(database, "00", new(null, Phone));

        Assert.Equal([SuppressionState.InForce, SuppressionState.InForce], (await Read(database).PageAsync(null, null, 10, Ct)).Select(suppression => suppression.State));
        Assert.Equal((3, 2), ((await Store(database).CurrentAsync(Ct))!.Number, (await Store(database).CurrentAsync(Ct))!.SuppressionCount));
        await Loader(database).LoadAsync(Ct);
    }

    [Fact]
    public async Task Add_WhatIsInForce_PublishesNothing()
    {
        await using var database = await FilledAsync();
        var id = await AddAsync(database, "t-1", new(null, Phone));
        var before = await Store(database).CurrentAsync(Ct);

        Assert.Equal((id, false), await Change(database).AddAsync(Wanted("t-1", new(null, Phone)), Officer, Ct));
        Assert.Equal(EndOutcome.Unknown, await Change(database).EndAsync(Guid.NewGuid(), "looked again", Officer, Ct));

        Assert.Equal(before, await Store(database).CurrentAsync(Ct));
        // Nothing is left open in the next one's way.
        Assert.Equal(EndOutcome.Ended, await Change(database).EndAsync(id, "looked again", Officer, Ct));
        Assert.Equal(EndOutcome.NotInForce, await Change(database).EndAsync(id, "looked again", Officer, Ct));
    }

    [Fact]
    public async Task InForce_AsksByAnyOfThePersonsKeysAndForTheEntryAlone()
    {
        await using var database = await FilledAsync();
        var id = await AddAsync(database, "t-1", new(null, Phone));
        var read = Read(database);

        Assert.Equal(id, (await read.InForceAsync("t-1", [new(NumberKey, null), new(null, Phone)], Ct))?.Id);
        Assert.Null(await read.InForceAsync("t-1", [new(NumberKey, null)], Ct));
        Assert.Null(await read.InForceAsync("00", [new(null, Phone)], Ct));
        Assert.Null(await read.InForceAsync("t-1", [], Ct));
        database.Clock.Now += TimeSpan.FromDays(40);
        Assert.Null(await read.InForceAsync("t-1", [new(null, Phone)], Ct));
        Assert.Equal(id, Assert.Single(await read.PageAsync(SuppressionState.Ended, null, 10, Ct)).Id);
    }

    [Fact]
    public async Task Stored_Rows_HoldNeitherPersonNorReasonNorAuthorInPlain()
    {
        await using var database = await FilledAsync();
        await AddAsync(database, "t-1", new(null, Phone));

        await using var connection = await database.Sql.OpenAsync(Ct);
        var row = (IDictionary<string, object>)await connection.QuerySingleAsync("SELECT * FROM risk_list_suppressions");
        var bytes = row.Values.SelectMany(value => value as byte[] ?? Encoding.UTF8.GetBytes(value?.ToString() ?? "")).ToArray();
        foreach (var secret in new[] { Phone, "139****0118", "秦", "looked at her papers", "officer" })
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
    }

    private async Task<MigratedDatabase> FilledAsync()
    {
        var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        var report = await new RiskListChange(Publication(database), database.Cipher, database.Index, database.Clock).ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(Entries)), new Progress<long>(), Ct);
        Assert.Equal(2, report.Added);
        return database;
    }

    private static async Task<Guid> AddAsync(MigratedDatabase database, string entryId, PersonKey key)
    {
        var (id, added) = await Change(database).AddAsync(Wanted(entryId, key), Officer, Ct);
        Assert.True(added);
        return id;
    }

    private static NewSuppression Wanted(string entryId, PersonKey key) =>
        new(Guid.NewGuid(), entryId, key, new(PartyRole.Recipient, "秦**", "139****0118"), "looked at her papers", new(2026, 12, 22));

    private static RiskListStore Store(MigratedDatabase database) => new(database.Sql);

    private static RiskListLoader Loader(MigratedDatabase database) => new(Store(database), database.Sql, database.Cipher);

    private static SuppressionCheck Check(MigratedDatabase database) => new(Store(database), database.Sql, database.Cipher);

    private static SuppressionStore Read(MigratedDatabase database) => new(database.Sql, database.Cipher, database.Index, database.Clock);

    private static ListPublication Publication(MigratedDatabase database) => new(Store(database), database.Sql, database.Audit, database.Clock);

    private static SuppressionChange Change(MigratedDatabase database) => new(Publication(database), database.Cipher, database.Index, database.Audit, database.Clock);

    private sealed record ContentRow
    {
        public byte[] ContentCipher { get; init; } = [];
        public byte[] Salt { get; init; } = [];
    }
}

public sealed class SuppressionStoreOnSqliteTests : SuppressionStoreTests
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class SuppressionStoreOnSqlServerTests : SuppressionStoreTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}
