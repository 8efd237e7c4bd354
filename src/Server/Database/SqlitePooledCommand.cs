using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace LogisticsScreening.Server.Database;

/// <summary>What callers of a <see cref="SqlitePooledConnection"/> see as a command: it borrows the statement compiled for its text. The text must come before the parameters.</summary>
internal sealed class SqlitePooledCommand(SqlitePooledConnection connection) : DbCommand
{
    private SqliteStatement? statement;
    private SqliteDataReader? reader;
    private bool failed;

    [AllowNull]
    public override string CommandText
    {
        get => statement?.CommandText ?? "";
        set
        {
            var text = value ?? "";
            if (statement?.CommandText == text)
                return;

            // Dapper makes the parameters of a list first, and then writes their names into the text.
            var next = connection.Take(text);
            if (statement is not null)
                next.CopyParameters(statement);
            End();
            statement = next;
        }
    }

    public override int CommandTimeout { get; set; } = connection.DefaultTimeout;
    public override CommandType CommandType { get; set; } = CommandType.Text;
    public override bool DesignTimeVisible { get; set; }
    public override UpdateRowSource UpdatedRowSource { get; set; }
    protected override DbConnection? DbConnection { get; set; } = connection;
    protected override DbParameterCollection DbParameterCollection => Statement.Parameters;

    // A statement always belongs to the connection's one transaction; that it was handed over is for databases that need to be told.
    protected override DbTransaction? DbTransaction { get; set; }

    private SqliteStatement Statement => statement ?? throw new InvalidOperationException("The command has no text yet.");

    public override int ExecuteNonQuery()
    {
        using var all = ExecuteDbDataReader(CommandBehavior.Default);
        all.Close();
        return all.RecordsAffected;
    }

    public override object? ExecuteScalar()
    {
        using var rows = ExecuteDbDataReader(CommandBehavior.Default);
        return rows.Read() ? rows.GetValue(0) : null;
    }

    public override void Prepare() => Statement.Prepare();

    public override void Cancel()
    {
        // SQLite has no answer to wait for; the provider does nothing either.
    }

    protected override DbParameter CreateDbParameter() => Statement.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Statement.CommandTimeout = CommandTimeout;
        try
        {
            return reader = Statement.ExecuteReader(behavior);
        }
        catch
        {
            failed = true;
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            End();
        base.Dispose(disposing);
    }

    private void End()
    {
        // An open reader keeps the statement running, and with it the connection's view of the database.
        reader?.Dispose();
        reader = null;
        if (statement is null)
            return;
        if (failed)
            connection.Discard(statement);
        else
            connection.GiveBack(statement);
        (statement, failed) = (null, false);
    }
}
