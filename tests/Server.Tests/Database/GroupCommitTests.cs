using System.Diagnostics.Metrics;
using Dapper;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Tests.Database;

/// <summary>Many callers, one transaction: what each may rely on. The same for both databases.</summary>
public abstract class GroupCommitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task Write_WhenAnswered_IsSeenByAnotherConnection()
    {
        await using var database = await WithNotesAsync();
        var position = await database.Sql.WriteAsync((c, t) => { Insert(c, t, 7); return 7; }, Ct);
        Assert.Equal(7, position);
        Assert.Equal([7], await ReadAsync(database));
    }

    [Fact]
    public async Task Write_ManyAtOnce_ShareTransactionsAndAllArrive()
    {
        await using var database = await WithNotesAsync();
        var groups = new List<int>();
        using var listener = Listen(groups);
        await Task.WhenAll(Enumerable.Range(1, 500).Select(i => database.Sql.WriteAsync((c, t) => Insert(c, t, i), Ct)));
        Assert.Equal(Enumerable.Range(1, 500), (await ReadAsync(database)).Order());
        lock (groups)
            Assert.Contains(groups, size => size > 1);
    }

    [Fact]
    public async Task Write_WhenSomeFail_NeighboursAreStoredAndOnlyTheGuiltyHear()
    {
        await using var database = await WithNotesAsync();
        var tasks = Enumerable.Range(1, 100).Select(i => database.Sql.WriteAsync(
            (c, t) =>
            {
                Insert(c, t, i);
                if (i % 10 == 3)
                    throw new InvalidOperationException($"unit {i}");
            },
            Ct)).ToList();
        for (var i = 1; i <= 100; i++)
        {
            if (i % 10 == 3)
                Assert.Equal($"unit {i}", (await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[i - 1])).Message);
            else
                await tasks[i - 1];
        }

        Assert.Equal(Enumerable.Range(1, 100).Where(i => i % 10 != 3), (await ReadAsync(database)).Order());
    }

    [Fact]
    public async Task Write_WhenSqlFails_NeighboursAreStored()
    {
        await using var database = await WithNotesAsync();
        await database.Sql.WriteAsync((c, t) => Insert(c, t, 5), Ct);
        var tasks = Enumerable.Range(1, 20).Select(i => database.Sql.WriteAsync((c, t) => Insert(c, t, i), Ct)).ToList();
        var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => tasks[4]);
        Assert.True(database.Dialect.IsDuplicate(error));
        await Task.WhenAll(tasks.Where((_, i) => i != 4));
        Assert.Equal(Enumerable.Range(1, 20), (await ReadAsync(database)).Order());
    }

    [Fact]
    public async Task Write_FromOneCaller_KeepsItsOrderEvenRoundAFailure()
    {
        await using var database = await WithNotesAsync();
        var seen = new List<int>();
        var tasks = Enumerable.Range(1, 50).Select(i => database.Sql.WriteAsync(
            (c, t) =>
            {
                if (i == 25)
                    throw new InvalidOperationException();
                c.Execute("INSERT INTO notes (id, position) SELECT @i, COUNT(*) + 1 FROM notes", new { i }, t);
            },
            Ct)).ToList();
        await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[24]);
        await Task.WhenAll(tasks.Where((_, i) => i != 24));
        await using var connection = await database.Sql.OpenAsync(Ct);
        seen.AddRange(await connection.QueryAsync<int>("SELECT id FROM notes ORDER BY position"));
        Assert.Equal(Enumerable.Range(1, 50).Where(i => i != 25), seen);
    }

    [Fact]
    public async Task Write_CancelledBeforeItsTurn_StoresNothing()
    {
        await using var database = await WithNotesAsync();
        using var cancelled = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        var first = database.Sql.WriteAsync((_, _) => gate.Wait(Ct), Ct);
        var second = database.Sql.WriteAsync((c, t) => Insert(c, t, 1), cancelled.Token);
        await cancelled.CancelAsync();
        gate.Set();
        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Empty(await ReadAsync(database));
    }

    [Fact]
    public async Task Dispose_FinishesWhatWasAcceptedThenRefuses()
    {
        await using var database = await WithNotesAsync();
        var tasks = Enumerable.Range(1, 200).Select(i => database.Sql.WriteAsync((c, t) => Insert(c, t, i), Ct)).ToList();
        await database.Sql.DisposeAsync();
        await Task.WhenAll(tasks);
        Assert.Equal(200, (await ReadAsync(database)).Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.Sql.WriteAsync((c, t) => Insert(c, t, 999), Ct));
    }

    [Fact]
    public async Task Write_FromTwoProcessesOnOneDatabase_AllArrive()
    {
        await using var database = await WithNotesAsync();
        await using var other = new SqlDatabase(database.Dialect, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqlDatabase>.Instance);
        await Task.WhenAll(Enumerable.Range(1, 300).Select(i => (i % 2 == 0 ? database.Sql : other).WriteAsync((c, t) => Insert(c, t, i), Ct)));
        Assert.Equal(300, (await ReadAsync(database)).Count);
    }

    [Fact]
    public async Task Values_GuidInstantDuration_RoundTripAndSortAsStored()
    {
        await using var database = await CreateAsync();
        var blob = database.Dialect.Name == "sqlite" ? "BLOB" : "BINARY(16)";
        await database.Sql.WriteAsync(
            (c, t) => c.Execute($"CREATE TABLE things (id {blob} NOT NULL PRIMARY KEY, made_at BIGINT NOT NULL, lasted BIGINT NULL, parent {blob} NULL)", transaction: t), Ct);
        var start = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero).AddMicroseconds(123456);
        var things = Enumerable.Range(0, 5).Select(i => new Thing { Id = Guid.CreateVersion7(start.AddSeconds(i)), MadeAt = start.AddSeconds(i), Lasted = i == 0 ? null : TimeSpan.FromMilliseconds(i) }).ToList();
        await database.Sql.WriteAsync(
            (c, t) =>
            {
                foreach (var thing in things.AsEnumerable().Reverse())
                    c.Execute("INSERT INTO things (id, made_at, lasted, parent) VALUES (@Id, @MadeAt, @Lasted, @Parent)", thing, t);
            },
            Ct);
        await using var connection = await database.Sql.OpenAsync(Ct);
        Assert.Equal(things, await connection.QueryAsync<Thing>("SELECT id, made_at, lasted, parent FROM things ORDER BY id"));
        Assert.Equal(things[2], await connection.QuerySingleAsync<Thing>("SELECT id, made_at, lasted, parent FROM things WHERE id = @Id", new { things[2].Id }));
        Assert.Equal(things[1].Id, await connection.ExecuteScalarAsync<Guid>($"SELECT id FROM things ORDER BY made_at {database.Dialect.Limit("@Count", "@Skip")}", new { Count = 1, Skip = 1 }));
        Assert.Equal(2, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM things WHERE id IN @Ids", new { Ids = things.Take(2).Select(thing => thing.Id.ToStored()) }));
    }

    private async Task<TestDatabase> WithNotesAsync()
    {
        var database = await CreateAsync();
        await database.Sql.WriteAsync((c, t) => c.Execute("CREATE TABLE notes (id INT NOT NULL PRIMARY KEY, position INT NULL)", transaction: t), Ct);
        return database;
    }

    private static void Insert(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction transaction, int id) =>
        connection.Execute("INSERT INTO notes (id) VALUES (@id)", new { id }, transaction);

    private static async Task<IReadOnlyList<int>> ReadAsync(TestDatabase database)
    {
        await using var connection = await database.Sql.OpenAsync(Ct);
        return (await connection.QueryAsync<int>("SELECT id FROM notes ORDER BY id")).AsList();
    }

    private static MeterListener Listen(List<int> groups)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "logistics_screening.group_commit.size")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
        {
            lock (groups)
                groups.Add(size);
        });
        listener.Start();
        return listener;
    }

    private sealed record Thing
    {
        public Guid Id { get; init; }
        public DateTimeOffset MadeAt { get; init; }
        public TimeSpan? Lasted { get; init; }
        public Guid? Parent { get; init; }
    }
}

public sealed class SqliteGroupCommitTests : GroupCommitTests
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class SqlServerGroupCommitTests : GroupCommitTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}
