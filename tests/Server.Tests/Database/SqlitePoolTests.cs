using System.Data.Common;
using Dapper;
using LogisticsScreening.Server.Database;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LogisticsScreening.Server.Tests.Database;

/// <summary>What a connection may carry over to its next user (its compiled statements) and what it may not (anything else).</summary>
public sealed class SqlitePoolTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispose_AfterUse_KeepsTheConnectionForTheNext()
    {
        await using var database = await ShelvesAsync();
        var first = await UseAsync(database.Sql, c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM shelves"));
        var second = await UseAsync(database.Sql, c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM shelves"));
        Assert.Same(first, second);
    }

    [Fact]
    public async Task Open_Always_KeepsPlansWhateverIsBound()
    {
        await using var database = await ShelvesAsync();
        await using var connection = await database.Sql.OpenAsync(Ct);
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_config(((SqliteConnection)connection).Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, -1, out var isOn));
        Assert.Equal(1, isOn);
    }

    [Fact]
    public async Task Dispose_AfterAFailedStatement_ClosesTheConnection()
    {
        await using var database = await ShelvesAsync();
        var failed = await UseAsync(database.Sql, c => Assert.Throws<SqliteException>(() => c.Execute("INSERT INTO nowhere (id) VALUES (1)")));
        Assert.Equal(System.Data.ConnectionState.Closed, failed.State);
        Assert.NotSame(failed, await UseAsync(database.Sql, c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM shelves")));
    }

    [Fact]
    public async Task Dispose_WithACommandStillOpen_ClosesTheConnection()
    {
        await using var database = await ShelvesAsync();
        var connection = await database.Sql.OpenAsync(Ct);
        var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM shelves";
        var reader = await command.ExecuteReaderAsync(Ct);
        await connection.DisposeAsync();
        Assert.NotSame(connection, await UseAsync(database.Sql, c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM shelves")));
        await reader.DisposeAsync();
        await command.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_WithATransactionOpen_StoresNothing()
    {
        await using var database = await ShelvesAsync();
        await UseAsync(database.Sql, c => c.Execute("INSERT INTO shelves (id) VALUES (7)", transaction: c.BeginTransaction()));
        await UseAsync(database.Sql, c => Assert.Equal(0, c.ExecuteScalar<long>("SELECT COUNT(*) FROM shelves WHERE id = 7")));
    }

    [Fact]
    public async Task Query_SameTextInsideItself_GetsAStatementOfItsOwn()
    {
        const string Text = "SELECT id FROM shelves ORDER BY id";
        await using var database = await ShelvesAsync();
        await UseAsync(database.Sql, c =>
        {
            foreach (var outer in c.Query<int>(Text, buffered: false))
                Assert.Equal([1, 2, 3], c.Query<int>(Text));
        });
    }

    [Fact]
    public async Task Execute_WithAParameterLess_DoesNotSeeTheLastUsersValue()
    {
        const string Text = "SELECT COUNT(*) FROM shelves WHERE id > @Least AND id <> @Not";
        await using var database = await ShelvesAsync();
        await UseAsync(database.Sql, c => Assert.Equal(1, c.ExecuteScalar<long>(Text, new { Least = 1, Not = 2 })));
        await UseAsync(database.Sql, c => Assert.Throws<InvalidOperationException>(() => c.ExecuteScalar<long>(Text, new { Least = 1 })));
    }

    [Fact]
    public async Task Query_AfterTheSchemaChangedElsewhere_SeesTheNewColumn()
    {
        await using var database = await ShelvesAsync();
        const string Text = "SELECT * FROM shelves WHERE id = 1";
        await UseAsync(database.Sql, c => Assert.Single(((IDictionary<string, object>)c.QuerySingle(Text)).Keys));
        await database.Sql.WriteAsync((c, t) => c.Execute("ALTER TABLE shelves ADD COLUMN label TEXT NULL", transaction: t), Ct);
        await using var reopened = await database.Sql.OpenAsync(Ct);
        await using var command = reopened.CreateCommand();
        command.CommandText = Text;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        Assert.True(await reader.ReadAsync(Ct));
        Assert.Equal(2, reader.FieldCount);
    }

    [Fact]
    public async Task Query_ManyDifferentTexts_AllAnswer()
    {
        await using var database = await ShelvesAsync();
        await UseAsync(database.Sql, c =>
        {
            for (var round = 0; round < 2; round++)
            {
                for (var i = 0; i < 300; i++)
                    Assert.Equal(i, c.ExecuteScalar<long>($"SELECT {i}"));
            }
        });
    }

    private static async Task<TestDatabase> ShelvesAsync()
    {
        var database = TestDatabase.Sqlite();
        await database.Sql.WriteAsync((c, t) => c.Execute("CREATE TABLE shelves (id INTEGER NOT NULL PRIMARY KEY); INSERT INTO shelves (id) VALUES (1), (2), (3)", transaction: t), Ct);
        return database;
    }

    private static async Task<DbConnection> UseAsync(SqlDatabase database, Action<DbConnection> use)
    {
        await using var connection = await database.OpenAsync(Ct);
        use(connection);
        return connection;
    }
}
