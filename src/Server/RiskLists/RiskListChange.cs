using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>Changes the entries of the list: writes them in batches into a version of <see cref="ListPublication"/>.</summary>
internal sealed class RiskListChange(ListPublication publication, FieldCipher cipher, BlindIndex index, TimeProvider time) : IFileImport
{
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

    /// <summary>Adds entries and replaces those whose id is on the list with other content. Nothing is published when nothing changed; warned is in any case.</summary>
    /// <param name="user">Null for the command line.</param>
    /// <exception cref="RiskListBusyException">Another change is under way.</exception>
    public async Task<ImportReport> ImportAsync(IEnumerable<CsvOutcome<RiskListEntry>> rows, CurrentUser? user, IProgress<long>? progress, CancellationToken ct)
    {
        var (tally, crowds) = (new ImportTally(), new KeyCrowds());
        await publication.RunAsync(
            user,
            async version =>
            {
                var read = 0L;
                foreach (var batch in rows.Chunk(BatchRows))
                {
                    foreach (var bad in batch.Where(row => row.Value is null))
                        tally.Refuse(bad.Line, bad.Problems);
                    foreach (var row in batch)
                    {
                        if (row.Value is { } entry)
                            crowds.Add(row.Line, entry);
                    }

                    await PutAsync(version, [.. batch.Select(row => row.Value).OfType<RiskListEntry>()], tally, ct);
                    progress?.Report(read += batch.Length);
                }

                return new() { EntriesAdded = tally.Added, EntriesChanged = tally.Changed };
            },
            ct);
        return tally.ToReport() with { Warnings = crowds.Warnings() };
    }

    private async Task PutAsync(OpenVersion version, IReadOnlyList<RiskListEntry> entries, ImportTally tally, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var prepared = entries.AsParallel().AsOrdered().Select(entry => PreparedEntry.Make(entry, cipher, index, now) with { Version = version.Number }).ToList();
        var (added, changed) = await publication.WriteAsync(
            version,
            (connection, transaction) =>
            {
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
}
