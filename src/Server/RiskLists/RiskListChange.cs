using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>Another change of the list is under way, on this server or another.</summary>
internal sealed class RiskListBusyException() : Exception("Another change of the risk list is under way; try again when it has ended.");

/// <summary>
/// Changes the list: begins a version, writes rows in batches that no reader sees yet, publishes the version with its root. Only one change at a time;
/// one that was broken off is cleared away by the next after <see cref="AbandonedAfter"/>. What was on the list before stays in the table.
/// </summary>
internal sealed class RiskListChange(RiskListStore store, SqlDatabase database, FieldCipher cipher, BlindIndex index, Audit audit, TimeProvider time) : IFileImport
{
    public static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(2);

    private const int BatchRows = 500;

    public async Task<ImportReport> ImportAsync(Stream file, IProgress<long> rows, CancellationToken ct)
    {
        try
        {
            return await ImportAsync(RiskListCsv.Read(file), null, rows, ct);
        }
        catch (RiskListBusyException busy)
        {
            throw new StartupException(busy.Message, busy);
        }
    }

    /// <summary>Adds entries and replaces those whose id is on the list with other content. Nothing is published when nothing changed.</summary>
    /// <param name="user">Null for the command line.</param>
    /// <exception cref="RiskListBusyException">Another change is under way.</exception>
    public async Task<ImportReport> ImportAsync(IEnumerable<CsvOutcome<RiskListEntry>> rows, CurrentUser? user, IProgress<long>? progress, CancellationToken ct)
    {
        var tally = new ImportTally();
        var version = await BeginAsync(user, ct);
        try
        {
            var read = 0L;
            foreach (var batch in rows.Chunk(BatchRows))
            {
                foreach (var bad in batch.Where(row => row.Value is null))
                    tally.Refuse(bad.Line, bad.Problems);
                await PutAsync(version, [.. batch.Select(row => row.Value).OfType<RiskListEntry>()], tally, ct);
                progress?.Report(read += batch.Length);
            }

            if (tally.Added + tally.Changed > 0)
                await PublishAsync(version, tally, user, ct);
            else
                await DiscardAsync(version, CancellationToken.None);
            return tally.ToReport();
        }
        catch
        {
            // A list is published whole or not at all.
            await DiscardAsync(version, CancellationToken.None);
            throw;
        }
    }

    private async Task<OpenVersion> BeginAsync(CurrentUser? user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        try
        {
            return await database.WriteAsync(
                (connection, transaction) =>
                {
                    var open = connection.QuerySingleOrDefault<OpenVersion>("SELECT number, begun_at, touched_at FROM risk_list_versions WHERE published_at IS NULL", transaction: transaction);
                    if (open is not null && now - open.TouchedAt < AbandonedAfter)
                        throw new RiskListBusyException();
                    if (open is not null)
                        Clear(connection, transaction, open);
                    var number = 1 + connection.ExecuteScalar<long>("SELECT COALESCE(MAX(number), 0) FROM risk_list_versions", transaction: transaction);
                    connection.Execute(
                        """
                        INSERT INTO risk_list_versions (number, added, ended, begun_at, touched_at, user_name)
                        VALUES (@Number, 0, 0, @Now, @Now, @UserName)
                        """,
                        new { Number = number, Now = now, user?.UserName },
                        transaction);
                    return new OpenVersion { Number = number, BegunAt = now, TouchedAt = now };
                },
                ct);
        }
        catch (DbException duplicate) when (database.Dialect.IsDuplicate(duplicate))
        {
            throw new RiskListBusyException();
        }
    }

    private async Task PutAsync(OpenVersion version, IReadOnlyList<RiskListEntry> entries, ImportTally tally, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var prepared = entries.AsParallel().AsOrdered().Select(entry => PreparedEntry.Make(entry, cipher, index, now) with { Version = version.Number }).ToList();
        var (added, changed) = await database.WriteAsync(
            (connection, transaction) =>
            {
                Touch(connection, transaction, version, now);
                var outcomes = prepared.ConvertAll(entry => Put(connection, transaction, entry));
                return (outcomes.Count(replaced => replaced is false), outcomes.Count(replaced => replaced is true));
            },
            ct);
        tally.Added += added;
        tally.Changed += changed;
        tally.Unchanged += prepared.Count - added - changed;
    }

    /// <summary>Null when the same is on the list, true when it replaced something, false when it is new.</summary>
    private static bool? Put(DbConnection connection, DbTransaction transaction, PreparedEntry entry)
    {
        var current = connection.QuerySingleOrDefault<byte[]>(
            "SELECT content_key FROM risk_list_entries WHERE entry_id = @EntryId AND removed_in IS NULL", entry, transaction);
        if (current is not null && current.AsSpan().SequenceEqual(entry.ContentKey))
            return null;
        if (current is not null)
            connection.Execute("UPDATE risk_list_entries SET removed_in = @Version WHERE entry_id = @EntryId AND removed_in IS NULL", entry, transaction);
        connection.Execute(
            """
            INSERT INTO risk_list_entries (
              id, entry_id, added_in, kind, audience, from_day, until_day, review_day,
              value_key, content_key, content_cipher, salt, leaf)
            VALUES (
              @Id, @EntryId, @Version, @Kind, @Audience, @FromDay, @UntilDay, @ReviewDay,
              @ValueKey, @ContentKey, @ContentCipher, @Salt, @Leaf)
            """,
            entry,
            transaction);
        return current is not null;
    }

    private async Task PublishAsync(OpenVersion version, ImportTally tally, CurrentUser? user, CancellationToken ct)
    {
        // Nobody else changes these rows while the version is open, so the root is taken outside the one writer.
        var (root, count) = await store.RootAsync(version.Number, ct);
        var now = time.GetUtcNow();
        var entry = audit.Entry(AuditActions.ListChanged, user) with
        {
            SubjectKind = "listVersion",
            Subject = root,
            Detail = $"added {tally.Added}, changed {tally.Changed}",
        };
        await database.WriteAsync(
            (connection, transaction) =>
            {
                Touch(connection, transaction, version, now);
                connection.Execute(
                    """
                    UPDATE risk_list_versions
                    SET root = @Root,
                        entry_count = @Count,
                        added = @Added,
                        ended = @Changed,
                        published_at = @Now
                    WHERE number = @Version
                    """,
                    new { Root = root, Count = count, tally.Added, tally.Changed, Now = now, Version = version.Number },
                    transaction);
                audit.Write(connection, transaction, entry);
            },
            ct);
    }

    private Task DiscardAsync(OpenVersion version, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) =>
        {
            if (connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM risk_list_versions WHERE {IsOurs}", version, transaction) > 0)
                Clear(connection, transaction, version);
        },
        ct);

    /// <summary>Shows that the change is alive; refuses when it took so long that another one cleared it away.</summary>
    private static void Touch(DbConnection connection, DbTransaction transaction, OpenVersion version, DateTimeOffset now)
    {
        if (connection.Execute($"UPDATE risk_list_versions SET touched_at = @TouchedAt WHERE {IsOurs}", version with { TouchedAt = now }, transaction) == 0)
            throw new RiskListBusyException();
    }

    private static void Clear(DbConnection connection, DbTransaction transaction, OpenVersion version)
    {
        connection.Execute("DELETE FROM risk_list_entries WHERE added_in = @Number", version, transaction);
        connection.Execute("UPDATE risk_list_entries SET removed_in = NULL WHERE removed_in = @Number", version, transaction);
        connection.Execute($"DELETE FROM risk_list_versions WHERE {IsOurs}", version, transaction);
    }

    // Whoever clears an abandoned change away begins his own under the same number: only number and beginning together say whose it is.
    private const string IsOurs = "number = @Number AND begun_at = @BegunAt AND published_at IS NULL";

    private sealed record OpenVersion
    {
        public long Number { get; init; }
        public DateTimeOffset BegunAt { get; init; }
        public DateTimeOffset TouchedAt { get; init; }
    }
}
