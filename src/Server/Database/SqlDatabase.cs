using System.Data.Common;

namespace LogisticsScreening.Server.Database;

/// <summary>
/// The database of this installation. Reads open a connection; every write goes through <see cref="WriteAsync{T}"/>.
/// (Named so because the namespace is called Database.)
/// </summary>
internal sealed class SqlDatabase : IAsyncDisposable
{
    private readonly GroupCommit writer;

    public SqlDatabase(SqlDialect dialect, ILogger<SqlDatabase> log)
    {
        TypeHandlers.Register();
        Dialect = dialect;
        writer = new GroupCommit(dialect, log);
    }

    public SqlDialect Dialect { get; }

    /// <summary>For reads. On SQLite the connection sees one consistent state per statement, or per transaction if the caller begins one.</summary>
    public ValueTask<DbConnection> OpenAsync(CancellationToken ct) => Dialect.OpenAsync(ct);

    /// <summary>
    /// Runs <paramref name="work"/> together with other callers' work in one transaction; the task ends after the commit is durable.
    /// The work is synchronous SQL and nothing else: it may run twice, when a neighbour in the group fails and the group is redone.
    /// An exception it throws reaches only its own caller, and nothing of that caller is stored.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled before the work began, or the server is stopping; nothing is stored.</exception>
    public Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken ct) => writer.WriteAsync(work, ct);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<DbConnection, DbTransaction> work, CancellationToken ct) =>
        writer.WriteAsync<object?>(
            (connection, transaction) =>
            {
                work(connection, transaction);
                return null;
            },
            ct);

    /// <summary>Finishes what was accepted, then refuses.</summary>
    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
