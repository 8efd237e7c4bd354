using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.SqlClient;

namespace LogisticsScreening.Server.Database;

/// <summary>SQL Server, for installations of several servers. The connection is always encrypted and never multiplexed.</summary>
internal sealed class SqlServerDialect : SqlDialect
{
    private const int DuplicateKey = 2627;
    private const int DuplicateIndexRow = 2601;

    /// <summary>Deadlock victim, lock timeout, failover, throttling, broken connection: sys.messages numbers and SqlClient's own negatives.</summary>
    private static readonly HashSet<int> Transient = [-2, 20, 64, 233, 1205, 1222, 4060, 10053, 10054, 10060, 10928, 10929, 40197, 40501, 40613];

    private static readonly TimeSpan MigrationLockWait = TimeSpan.FromMinutes(2);
    private readonly string connectionString;

    /// <exception cref="StartupException">The connection string is malformed, or the assembly or the cultures SqlClient needs are missing.</exception>
    public SqlServerDialect(string configured)
    {
        try
        {
            connectionString = new SqlConnectionStringBuilder(configured)
            {
                Encrypt = SqlConnectionEncryptOption.Mandatory,
                MultipleActiveResultSets = false,
            }.ConnectionString;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The provider's own message may repeat the value, and the value holds a password.
            throw new StartupException("LS_DATABASE is not a SQL Server connection string.", error);
        }

        RequireTypesAssembly();
        RequireCultures();
    }

    public override string Name => "sqlserver";
    public override string ForUpdate => " WITH (UPDLOCK, ROWLOCK)";
    public override string Limit(string count, string? skip = null) => $"OFFSET {skip ?? "0"} ROWS FETCH NEXT {count} ROWS ONLY";
    public override bool IsDuplicate(DbException error) => error is SqlException { Number: DuplicateKey or DuplicateIndexRow };
    public override bool IsTransient(DbException error) => error is SqlException sql && Transient.Contains(sql.Number);

    /// <summary>A closed one, for a library that opens its own.</summary>
    public SqlConnection Connection() => new(connectionString);

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = Connection();
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken ct) =>
        connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);

    public override async ValueTask<IAsyncDisposable> LockForMigrationAsync(CancellationToken ct)
    {
        var connection = await OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            DECLARE @result INT;
            EXEC @result = sp_getapplock @Resource = 'LogisticsScreening.migrate', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = @wait;
            SELECT @result;
            """;
        command.CommandTimeout = (int)MigrationLockWait.TotalSeconds + 10;
        command.Parameters.Add(new SqlParameter("@wait", (int)MigrationLockWait.TotalMilliseconds));
        if (await command.ExecuteScalarAsync(ct) is int and >= 0)
            return connection;
        await connection.DisposeAsync();
        throw new StartupException($"Another process has been migrating the database for {MigrationLockWait.TotalMinutes:0} minutes.");
    }

    public override Task<string?> BackUpAsync(DbConnection connection, string label, CancellationToken ct) => Task.FromResult<string?>(null);

    public override void Dispose()
    {
        // The provider pools by connection string for the whole process, and keeps plans on the server by text.
    }

    // Restores on every feed without it, then fails at the first list parameter: better to say so before the first request.
    private static void RequireTypesAssembly()
    {
        try
        {
            Assembly.Load("Microsoft.SqlServer.Server");
        }
        catch (FileNotFoundException error)
        {
            throw new StartupException(
                "SQL Server needs the assembly Microsoft.SqlServer.Server, which this build lacks: build with ./dev publish on a feed that has it, or remove LS_DATABASE to use SQLite.",
                error);
        }
    }

    // The build asks the runtime for its invariant mode, so that the host's language settings decide nothing; but SqlClient opens no connection in
    // it. The environment wins over the build. SqlClient reads the build's switch by itself, so that is taken back once the mode is known.
    private static void RequireCultures()
    {
        try
        {
            _ = new CultureInfo("en-US");
        }
        catch (CultureNotFoundException error)
        {
            throw new StartupException(
                "SQL Server needs the ICU library of the operating system: install it (libicu) and set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 in the server's environment, or remove LS_DATABASE to use SQLite.",
                error);
        }

        AppContext.SetSwitch("System.Globalization.Invariant", false);
    }
}
