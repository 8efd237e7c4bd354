using Microsoft.Data.Sqlite;

namespace LogisticsScreening.Server.Database;

/// <summary>
/// Copies SQLite's log into the file, on a thread and a connection of its own: the writer would otherwise stop for it between two groups of scans, and in a file of millions of parcels nearly every page of
/// a group is another one (docs/decisions/0042). Only the last few pages of a long log are the writer's, for the log begins again when all of it is in the file. When nothing more is written it is
/// emptied, so that what was erased stands in neither file.
/// </summary>
internal sealed class SqliteCheckpoints : IDisposable
{
    /// <summary>A page that was written several times meanwhile is copied once.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Pages in a log that is to begin again, 128 MiB: every read looks for its page there first.</summary>
    public const int LongLog = 32_768;

    /// <summary>Pages that are best left to the writer, some tens of milliseconds.</summary>
    private const int ShortRest = 1_000;

    /// <summary>Passes that try to catch up with the writer.</summary>
    private const int MostPasses = 4;

    /// <summary>How long emptying the log may keep a writer waiting, when somebody such as a backup still reads it.</summary>
    private const int PatienceMilliseconds = 100;

    /// <summary>Pauses before that is tried again.</summary>
    private const int PausesAfterBusy = 10;

    private readonly SqliteConnection connection;
    private readonly int longLog;
    private readonly TimeSpan pause;
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread thread;
    private long lastLog;
    private int waits;
    private volatile bool isDue;

    /// <param name="connection">Open, and used for nothing else: opened by its name later, a file that is gone would be made anew.</param>
    /// <param name="longLog">Pages.</param>
    public SqliteCheckpoints(SqliteConnection connection, int longLog, TimeSpan pause)
    {
        (this.connection, this.longLog, this.pause) = (connection, longLog, pause);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"PRAGMA busy_timeout = {PatienceMilliseconds}";
            command.ExecuteNonQuery();
        }

        thread = new(Run) { IsBackground = true, Name = "SQLite checkpoints" };
        thread.Start();
    }

    /// <summary>For the writer, between two transactions.</summary>
    public void Finish(SqliteConnection writer)
    {
        if (!isDue)
            return;
        isDue = false;
        Checkpoint(writer, "PASSIVE");
    }

    public void Dispose()
    {
        stopping.Set();
        thread.Join();
        stopping.Dispose();
        connection.Dispose();
    }

    private void Run()
    {
        while (!stopping.Wait(pause))
        {
            try
            {
                Copy();
            }
            catch (SqliteException)
            {
                // Whatever is wrong with the disk or the file, the writer meets it too, and reports it.
            }
        }
    }

    private void Copy()
    {
        var (_, log, copied) = Checkpoint(connection, "PASSIVE");
        var isQuiet = log > 0 && log == lastLog && copied == log;
        lastLog = log;
        if (isQuiet && waits-- <= 0)
            waits = Checkpoint(connection, "TRUNCATE").Busy ? PausesAfterBusy : 0;
        if (log < longLog)
            return;
        for (var pass = 1; pass < MostPasses && log - copied > ShortRest; pass++)
            (_, log, copied) = Checkpoint(connection, "PASSIVE");
        isDue = true;
    }

    /// <returns>Whether somebody was in the way, the pages in the log, and how many of them are in the file.</returns>
    private static (bool Busy, long Log, long Copied) Checkpoint(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA wal_checkpoint({mode})";
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0) != 0, row.GetInt64(1), row.GetInt64(2));
    }
}
