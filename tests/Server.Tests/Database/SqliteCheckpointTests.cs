using System.Buffers.Binary;
using System.Text;
using Dapper;
using LogisticsScreening.Server.Database;
using Microsoft.Data.Sqlite;

namespace LogisticsScreening.Server.Tests.Database;

/// <summary>SQLite's log beside the file: it begins again while writing goes on, waits for whoever reads it, and keeps nothing of what was erased.</summary>
public sealed class SqliteCheckpointTests
{
    private const int PageBytes = 4_096;
    private static readonly string[] Files = ["test.db", "test.db-wal"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_WhenNothingIsWrittenAnyMore_HoldsNothingOfWhatWasErased()
    {
        await using var database = await NotesAsync();
        var secret = $"erased-{Guid.NewGuid():N}";
        await database.Sql.WriteAsync((c, t) => c.Execute("INSERT INTO notes (id, text) VALUES (1, @secret)", new { secret }, t), Ct);
        Assert.True(IsIn(database, secret));
        await database.Sql.WriteAsync((c, t) => c.Execute("UPDATE notes SET text = NULL WHERE id = 1", transaction: t), Ct);
        await UntilAsync(() => LogBytes(database) == 0);
        Assert.False(IsIn(database, secret));
    }

    [Fact]
    public async Task Log_WhileWritingGoesOn_BeginsAgain()
    {
        await using var database = await NotesAsync();
        await WriteAsync(database, pages: 40_000);
        var begun = Beginnings(database);
        // So slowly that SQLite itself, at four times this length, would not be the one to do it within a minute.
        await UntilAsync(() => Beginnings(database) != begun, () => WriteAsync(database, pages: 10));
    }

    [Fact]
    public async Task Log_ThatSomebodyReads_LetsWritersGoOn()
    {
        await using var database = await NotesAsync();
        await using var reader = await database.Sql.OpenAsync(Ct);
        await using var reading = ((SqliteConnection)reader).BeginTransaction(deferred: true);
        Assert.Equal(0, await reader.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM notes", transaction: reading));
        await WriteAsync(database, pages: 40_000);
        await Task.Delay(TimeSpan.FromSeconds(3), Ct);
        await WriteAsync(database, pages: 10);
        Assert.Equal(0, await reader.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM notes", transaction: reading));
        await reading.RollbackAsync(Ct);
        await UntilAsync(() => LogBytes(database) == 0);
        Assert.Equal(40_010, await reader.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM notes"));
    }

    /// <summary>The thread never gets the last pages of a log that is being written to; then the writer copies them, once for each log that grew long, and the log begins again.</summary>
    [Fact]
    public async Task Writer_OfALongLog_CopiesItsRestOnce()
    {
        var directory = Directory.CreateTempSubdirectory("ls-checkpoints-").FullName;
        try
        {
            var file = Path.Combine(directory, "test.db");
            await using var writer = await OpenAsync(file);
            await writer.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NULL)");
            var checkpoints = new SqliteCheckpoints(await OpenAsync(file), longLog: 50, pause: TimeSpan.FromMilliseconds(50));
            await writer.ExecuteAsync("INSERT INTO notes (text) VALUES ('short')");
            await UntilAsync(() => IsInFile("short"));
            await AddAsync("seen by the thread", pages: 100);
            await UntilAsync(() => IsInFile("seen by the thread"));
            // It ends what it is at and does no more.
            checkpoints.Dispose();

            await AddAsync("left to the writer", pages: 1);
            Assert.False(IsInFile("left to the writer"));
            checkpoints.Finish(writer);
            Assert.True(IsInFile("left to the writer"));
            await AddAsync("of the next log", pages: 1);
            checkpoints.Finish(writer);
            Assert.False(IsInFile("of the next log"));

            Task<int> AddAsync(string text, int pages) => writer.ExecuteAsync(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @pages) INSERT INTO notes (text) SELECT @text || hex(randomblob(@half)) FROM n",
                new { text, pages, half = PageBytes * 9 / 20 });
            bool IsInFile(string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        static async Task<SqliteConnection> OpenAsync(string file)
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
            await connection.OpenAsync(Ct);
            return connection;
        }
    }

    private static async Task<TestDatabase> NotesAsync()
    {
        var database = TestDatabase.Sqlite();
        await database.Sql.WriteAsync((c, t) => c.Execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NULL)", transaction: t), Ct);
        return database;
    }

    /// <summary>A row on a page of its own each.</summary>
    private static Task<int> WriteAsync(TestDatabase database, int pages) => database.Sql.WriteAsync(
        (c, t) => c.Execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @pages) INSERT INTO notes (text) SELECT hex(randomblob(@half)) FROM n",
            new { pages, half = PageBytes * 9 / 20 },
            t),
        Ct);

    private static long LogBytes(TestDatabase database) => new FileInfo(Path.Combine(database.Directory, "test.db-wal")).Length;

    /// <summary>How often the log began again: SQLite counts it at the twelfth byte of the log.</summary>
    private static uint Beginnings(TestDatabase database)
    {
        using var file = Open(database, "test.db-wal");
        var header = new byte[16];
        file.ReadExactly(header);
        return BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
    }

    private static FileStream Open(TestDatabase database, string name) => new(Path.Combine(database.Directory, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private static bool IsIn(TestDatabase database, string text) => Files.Any(name =>
    {
        using var file = Open(database, name);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });

    private static async Task UntilAsync(Func<bool> isSo, Func<Task>? meanwhile = null)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "not within a minute");
            if (meanwhile is not null)
                await meanwhile();
            await Task.Delay(TimeSpan.FromMilliseconds(50), Ct);
        }
    }
}
