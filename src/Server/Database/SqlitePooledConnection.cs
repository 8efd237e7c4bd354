using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LogisticsScreening.Server.Database;

/// <summary>
/// A connection that goes back to its pool when its user disposes it. Its commands are compiled once for each text. After a failed statement it closes instead:
/// what state it is in then is not worth finding out.
/// </summary>
internal sealed class SqlitePooledConnection(string connectionString, SqlitePool pool) : SqliteConnection(connectionString)
{
    private readonly SqliteStatements statements = new();
    private int borrowed;
    private bool inUse;
    private bool failed;

    public SqlitePooledConnection Begin()
    {
        inUse = true;
        return this;
    }

    public SqliteStatement Take(string text)
    {
        var statement = statements.Take(text) ?? new SqliteStatement(text, this);
        statement.Transaction = Transaction;
        borrowed++;
        return statement;
    }

    public void GiveBack(SqliteStatement statement)
    {
        borrowed--;
        statements.Keep(statement);
    }

    /// <summary>The statement is not used again, nor is the connection after its present user.</summary>
    public void Discard(SqliteStatement statement)
    {
        borrowed--;
        failed = true;
        statement.Dispose();
    }

    protected override DbCommand CreateDbCommand() => new SqlitePooledCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing && inUse && State == ConnectionState.Open)
        {
            inUse = false;
            Transaction?.Dispose();
            // A command that outlives its connection would run on the next user's; so such a connection closes, and its commands with it.
            if (!failed && borrowed == 0 && pool.TryKeep(this))
                return;
        }

        // Closing the connection disposes the statements.
        base.Dispose(disposing);
    }
}
