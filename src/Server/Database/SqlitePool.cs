using Microsoft.Data.Sqlite;

namespace LogisticsScreening.Server.Database;

/// <summary>
/// Connections that wait open for their next use, with the statements compiled on them (<see cref="SqliteStatements"/>). The provider's own pool keeps only the
/// file open: it drops every compiled statement, and compiling costs several times what running the short statements of a scan does (docs/decisions/0042).
/// </summary>
internal sealed class SqlitePool(string connectionString, Action<SqliteConnection> prepare) : IDisposable
{
    /// <summary>Connections kept idle. Reads are short and run on the threads of the processors, so few are ever in use at once.</summary>
    private const int MostIdle = 32;

    private readonly Lock gate = new();

    // The last one used is the next one used: its page cache is the warmest.
    private readonly Stack<SqlitePooledConnection> idle = new();
    private bool closed;

    public SqlitePooledConnection Take()
    {
        lock (gate)
        {
            if (idle.TryPop(out var kept))
                return kept.Begin();
        }

        var connection = new SqlitePooledConnection(connectionString, this);
        try
        {
            connection.Open();
            prepare(connection);
            return connection.Begin();
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>False when there is no room: the connection must close.</summary>
    public bool TryKeep(SqlitePooledConnection connection)
    {
        lock (gate)
        {
            if (closed || idle.Count >= MostIdle)
                return false;
            idle.Push(connection);
            return true;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            while (idle.TryPop(out var connection))
                connection.Dispose();
        }
    }
}
