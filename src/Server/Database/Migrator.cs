using System.Data.Common;
using Dapper;

namespace LogisticsScreening.Server.Database;

/// <summary>
/// Brings the database to this server's schema. Each migration is one transaction together with its journal row, under a lock,
/// so a crash leaves a whole older schema and the next start goes on. A database that is newer than the server, or whose
/// journal does not match the embedded texts, is refused untouched.
/// </summary>
internal sealed class Migrator(SqlDialect dialect, IReadOnlyList<Migration> migrations, TimeProvider clock, ILogger log)
{
    /// <summary>Number of migrations applied by this call.</summary>
    /// <exception cref="StartupException">The database cannot be opened, is newer, or was migrated with other texts.</exception>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        TypeHandlers.Register();
        try
        {
            await using var exclusive = await dialect.LockForMigrationAsync(ct);
            await using var connection = await dialect.OpenAsync(ct);
            var applied = await ReadJournalAsync(connection);
            Check(applied);
            if (applied.Count > 0 && applied.Count < migrations.Count)
                await BackUpAsync(connection, applied.Count, ct);
            foreach (var migration in migrations.Skip(applied.Count))
                await ApplyAsync(connection, migration, ct);
            return migrations.Count - applied.Count;
        }
        catch (Exception error) when (error is DbException or UnauthorizedAccessException or IOException)
        {
            throw new StartupException($"The {dialect.Name} database cannot be opened or migrated: {error.Message}", error);
        }
    }

    private static async Task<IReadOnlyList<JournalRow>> ReadJournalAsync(DbConnection connection)
    {
        try
        {
            return (await connection.QueryAsync<JournalRow>("""
                SELECT number, name, hash
                FROM schema_journal
                ORDER BY number
                """)).AsList();
        }
        catch (DbException error) when (error.Message.Contains("schema_journal", StringComparison.Ordinal))
        {
            return [];
        }
    }

    private void Check(IReadOnlyList<JournalRow> applied)
    {
        if (applied.Count > 0 && applied[^1].Number > (migrations.Count == 0 ? 0 : migrations[^1].Number))
            throw new StartupException($"The database is newer than this server (schema {applied[^1].Number}, this server knows {migrations.Count}): start the newer server, or restore a copy.");
        foreach (var (row, migration) in applied.Zip(migrations))
        {
            if (row.Number != migration.Number || row.Hash != migration.Hash)
                throw new StartupException($"The database was migrated with another text of migration {row.Number:0000}_{row.Name}: this server does not fit it.");
        }
    }

    private async Task BackUpAsync(DbConnection connection, int version, CancellationToken ct)
    {
        var label = $"schema-{version:0000}-{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        if (await dialect.BackUpAsync(connection, label, ct) is { } copy)
            DatabaseLog.BackedUp(log, copy);
    }

    private async Task ApplyAsync(DbConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await dialect.BeginWriteAsync(connection, ct);
        if (migration == migrations[0])
            await connection.ExecuteAsync(CreateJournal, transaction: transaction);
        // Without a time limit: filling a new table from millions of rows takes minutes, and a start that gives up after the 30 seconds of a query gives up at every start.
        await connection.ExecuteAsync(migration.Sql, transaction: transaction, commandTimeout: 0);
        await connection.ExecuteAsync(
            """
            INSERT INTO schema_journal (number, name, hash, applied_at)
            VALUES (@Number, @Name, @Hash, @Now)
            """,
            new { migration.Number, migration.Name, migration.Hash, Now = clock.GetUtcNow() },
            transaction);
        await transaction.CommitAsync(ct);
        DatabaseLog.Migrated(log, migration.Number, migration.Name);
    }

    private const string CreateJournal = """
        CREATE TABLE schema_journal (
          number     INT          NOT NULL PRIMARY KEY,
          name       VARCHAR(100) NOT NULL,
          hash       CHAR(64)     NOT NULL,
          applied_at BIGINT       NOT NULL
        )
        """;

    private sealed record JournalRow
    {
        public int Number { get; init; }
        public string Name { get; init; } = "";
        public string Hash { get; init; } = "";
    }

    /// <summary>Deletes database copies older than <paramref name="age"/>: they hold personal data that may have been erased since.</summary>
    public static void ExpireCopies(string directory, TimeSpan age, TimeProvider clock, ILogger log)
    {
        if (!Directory.Exists(directory))
            return;
        foreach (var copy in Directory.EnumerateFiles(directory, "schema-*.db"))
        {
            if (clock.GetUtcNow() - File.GetLastWriteTimeUtc(copy) <= age)
                continue;
            File.Delete(copy);
            DatabaseLog.CopyExpired(log, copy);
        }
    }
}
