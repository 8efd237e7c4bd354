using System.Data.Common;

namespace LogisticsScreening.Server.Database;

/// <summary>
/// What differs between the two databases, and nothing else: at most ten members (a test counts). A statement that cannot be
/// written once with these is a pair X.sqlite.sql / X.sqlserver.sql.
/// </summary>
internal abstract class SqlDialect : IDisposable
{
    /// <summary>Name of the database, of the migrations folder and of the statement pairs: sqlite or sqlserver.</summary>
    public abstract string Name { get; }

    /// <summary>End of a SELECT that has an ORDER BY: the first <paramref name="count"/> rows. Both arguments are parameter names such as @Limit.</summary>
    public abstract string Limit(string count, string? skip = null);

    /// <summary>After a table name in a SELECT inside a write: nobody else changes these rows until the commit.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>A unique index or primary key refused the row: for the caller an expected outcome.</summary>
    public abstract bool IsDuplicate(DbException error);

    /// <summary>Another writer was in the way (lock, deadlock, lost connection): the same work may succeed when tried again.</summary>
    public abstract bool IsTransient(DbException error);

    /// <summary>A connection ready for use: settings applied, open.</summary>
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>Starts a write; on SQLite the write lock is taken here and not at the first statement, so no upgrade can fail half-way.</summary>
    public abstract ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Taken while migrating, so that two processes do not migrate at once; ends when disposed or when the process dies.</summary>
    public abstract ValueTask<IAsyncDisposable> LockForMigrationAsync(CancellationToken ct);

    /// <summary>A copy of the whole database, or null where the operator's own backups take that part (SQL Server).</summary>
    public abstract Task<string?> BackUpAsync(DbConnection connection, string label, CancellationToken ct);

    /// <summary>Closes the connections that wait for their next use.</summary>
    public abstract void Dispose();
}
