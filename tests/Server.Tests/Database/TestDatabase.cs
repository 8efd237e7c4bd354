using LogisticsScreening.Server.Database;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests.Database;

/// <summary>A fresh database of one kind for one test; gone afterwards.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public const string SqlServerVariable = "LS_TEST_SQLSERVER";
    private readonly string? sqlServerName;

    private TestDatabase(string directory, SqlDialect dialect, string? sqlServerName)
    {
        Directory = directory;
        Dialect = dialect;
        this.sqlServerName = sqlServerName;
        Sql = new SqlDatabase(dialect, NullLogger<SqlDatabase>.Instance);
    }

    public string Directory { get; }
    public SqlDialect Dialect { get; }
    public SqlDatabase Sql { get; }
    public string BackupDirectory => Path.Combine(Directory, "backups");

    public static TestDatabase Sqlite()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("ls-test-").FullName;
        return new TestDatabase(directory, new SqliteDialect(Path.Combine(directory, "test.db"), Path.Combine(directory, "backups")), null);
    }

    /// <summary>A new database on the server that LS_TEST_SQLSERVER names; skips the test, visibly, where it names none.</summary>
    public static async Task<TestDatabase> SqlServerOrSkipAsync(CancellationToken ct)
    {
        var configured = Environment.GetEnvironmentVariable(SqlServerVariable);
        Assert.SkipWhen(string.IsNullOrWhiteSpace(configured), $"SQL Server: {SqlServerVariable} holds no connection string");
        var name = $"ls_test_{Guid.NewGuid():N}";
        await ExecuteOnMasterAsync(configured!, $"CREATE DATABASE {name}", ct);
        var connection = new SqlConnectionStringBuilder(configured) { InitialCatalog = name }.ConnectionString;
        return new TestDatabase(System.IO.Directory.CreateTempSubdirectory("ls-test-").FullName, new SqlServerDialect(connection), name);
    }

    public async ValueTask DisposeAsync()
    {
        await Sql.DisposeAsync();
        Dialect.Dispose();
        if (sqlServerName is not null)
        {
            SqlConnection.ClearAllPools();
            var configured = Environment.GetEnvironmentVariable(SqlServerVariable)!;
            await ExecuteOnMasterAsync(configured, $"ALTER DATABASE {sqlServerName} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {sqlServerName}", CancellationToken.None);
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static async Task ExecuteOnMasterAsync(string configured, string statement, CancellationToken ct)
    {
        await using var connection = new SqlConnection(configured);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(ct);
    }
}
