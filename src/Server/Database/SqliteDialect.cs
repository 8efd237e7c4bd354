using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LogisticsScreening.Server.Database;

/// <summary>SQLite in one file. Two processes may share the file: writes begin with the write lock, and wait for it.</summary>
internal sealed class SqliteDialect(string file, string backupDirectory) : SqlDialect
{
    /// <summary>How long a statement waits inside SQLite for another process before it reports busy.</summary>
    private const int BusyMilliseconds = 10_000;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    // Primary codes of a broken environment: READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB.
    private static readonly int[] StorageErrors = [8, 10, 11, 13, 14, 26];

    /// <summary>Page cache of a connection; negative: in KiB. The default of 2 MiB thrashes on an index of a million random keys.</summary>
    private const int CacheKiB = 16_384;

    /// <summary>Pages in the log at which a writer copies them into the file himself: only where <see cref="SqliteCheckpoints"/> cannot keep up.</summary>
    private const int LongestLog = 131_072;

    private static readonly TimeSpan MigrationLockWait = TimeSpan.FromMinutes(2);

    private readonly SqlitePool pool = new(ConnectionString(file), Prepare);
    private readonly Lazy<SqliteCheckpoints> checkpoints = new(() => new(Open(file), SqliteCheckpoints.LongLog, SqliteCheckpoints.Pause));

    private volatile bool opened;
    private volatile bool gone;

    static SqliteDialect()
    {
        // Counting every allocation takes one lock for the whole process twice. Only before SQLite starts, else it changes nothing.
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public override string Name => "sqlite";
    public override string ForUpdate => "";
    public override string Limit(string count, string? skip = null) => skip is null ? $"LIMIT {count}" : $"LIMIT {count} OFFSET {skip}";

    public override bool IsDuplicate(DbException error) =>
        error is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    public override bool IsTransient(DbException error) => error is SqliteException { SqliteErrorCode: Busy or Locked };

    /// <summary>The disk is full, read-only or broken, or the file is gone; null when the error means something else. Holds no value of a row.</summary>
    public static string? ExplainStorage(Exception error) => error switch
    {
        DatabaseGoneException => error.Message,
        SqliteException broken when StorageErrors.Contains(broken.SqliteErrorCode) => $"SQLite error {broken.SqliteErrorCode}, {broken.SqliteExtendedErrorCode}",
        _ => null,
    };

    public override ValueTask<DbConnection> OpenAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (gone)
            throw new DatabaseGoneException(file);
        if (!opened)
            CreateForOwner();
        var connection = pool.Take();
        opened = true;
        _ = checkpoints.Value;
        return new(connection);
    }

    public override void Dispose()
    {
        if (checkpoints.IsValueCreated)
            checkpoints.Value.Dispose();
        pool.Dispose();
    }

    private static string ConnectionString(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = BusyMilliseconds / 1000 }.ToString();

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(ConnectionString(file));
        connection.Open();
        Prepare(connection);
        return connection;
    }

    // synchronous=FULL: in WAL mode only FULL syncs the log at each commit, and a commit that was answered must survive a power cut.
    // secure_delete: what is erased is overwritten in the file, not merely unlinked.
    private static void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            PRAGMA busy_timeout = {BusyMilliseconds};
            PRAGMA foreign_keys = ON;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA secure_delete = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -{CacheKiB};
            PRAGMA wal_autocheckpoint = {LongestLog};
            """;
        command.ExecuteNonQuery();

        // Otherwise a statement with "LIMIT @Most" is compiled anew at each use, for a plan that might suit the number better.
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
    }

    public override ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken ct)
    {
        RefuseGone();
        checkpoints.Value.Finish((SqliteConnection)connection);
        return new(((SqliteConnection)connection).BeginTransaction(deferred: false));
    }

    // On Unix a deleted file lives on in the open connections: without this look, every scan would be answered and all of them lost at the stop.
    // Looked at before every transaction that writes, which costs a whole group of scans one look.
    // Once gone, always gone: a file that comes back under the name is another one, and the pool still holds the old.
    private void RefuseGone()
    {
        if (gone || !File.Exists(file))
        {
            gone = true;
            throw new DatabaseGoneException(file);
        }
    }

    // SQLite makes its file, and -wal and -shm after its pattern, readable for all; in a data directory made by hand that would count.
    private void CreateForOwner()
    {
        if (OperatingSystem.IsWindows() || File.Exists(file))
            return;
        try
        {
            new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was faster.
        }
    }

    // A lock on a file beside the database: the system drops it when the process dies, so no stale lock can stop a start.
    public override async ValueTask<IAsyncDisposable> LockForMigrationAsync(CancellationToken ct)
    {
        var lockFile = file + ".migrating";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(MigrationLockWait);
        while (true)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(lockFile))
            {
                await Wait(lockFile, patience.Token, ct);
            }
        }
    }

    private static async Task Wait(string lockFile, CancellationToken patience, CancellationToken ct)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new StartupException($"Another process has been migrating the database for {MigrationLockWait.TotalMinutes:0} minutes (lock file {lockFile}).");
        }
    }

    public override async Task<string?> BackUpAsync(DbConnection connection, string label, CancellationToken ct)
    {
        Directory.CreateDirectory(backupDirectory);
        var copy = Path.Combine(backupDirectory, $"{label}.db");
        File.Delete(copy);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @copy";
        command.Parameters.Add(new SqliteParameter("@copy", copy));
        await command.ExecuteNonQueryAsync(ct);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return copy;
    }
}
