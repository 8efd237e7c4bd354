using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Registry;

/// <summary>Loads registrations in batches, so that scans are never kept waiting for a whole file; what was taken before a stop stays taken.</summary>
internal sealed class RegistrationImport(RegistrationStore store, SqlDatabase database, Audit audit, TimeProvider time) : IFileImport
{
    private const int BatchRows = 500;

    /// <summary>As at scans. A registration of later than now would outdo every report of a loss until its day, and every true registration as well.</summary>
    private static readonly TimeSpan LargestLead = TimeSpan.FromDays(1);

    public Task<ImportReport> ImportAsync(Stream file, IProgress<long> rows, CancellationToken ct) => ImportAsync(RegistrationCsv.ReadAny(file), null, rows, ct);

    /// <param name="user">Null for the command line, whose user is whoever may read the key ring.</param>
    public async Task<ImportReport> ImportAsync(IEnumerable<CsvOutcome<RegistrationRow>> rows, CurrentUser? user, IProgress<long>? progress, CancellationToken ct)
    {
        var tally = new ImportTally();
        var read = 0L;
        try
        {
            foreach (var batch in rows.Select(NotOfTheFuture).Chunk(BatchRows))
            {
                foreach (var bad in batch.Where(row => row.Value is null))
                    tally.Refuse(bad.Line, bad.Problems);
                await PutAsync(new(ChangeKind.Imported, user), [.. batch.Select(row => row.Value).OfType<RegistrationRow>()], tally, ct);
                progress?.Report(read += batch.Length);
            }
        }
        finally
        {
            // Also when nothing changed: that a row is known already is told by the count.
            if (tally.Added + tally.Changed + tally.Unchanged > 0)
                await audit.WriteAsync(audit.Entry(AuditActions.RegistrationsImported, user) with { Detail = $"added {tally.Added}, changed {tally.Changed}, unchanged {tally.Unchanged}" }, CancellationToken.None);
        }

        return tally.ToReport();
    }

    private CsvOutcome<RegistrationRow> NotOfTheFuture(CsvOutcome<RegistrationRow> row) =>
        row.Value is { } read && read.RegisteredAt > time.GetUtcNow() + LargestLead ? new(row.Line, null, [new("registeredAt", "lies in the future")]) : row;

    private async Task PutAsync(RegistrationChange change, IReadOnlyList<RegistrationRow> rows, ImportTally tally, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        var now = time.GetUtcNow();
        var prepared = rows.Select(row => store.Prepare(row, now)).ToList();
        var outcomes = await database.WriteAsync(
            (connection, transaction) => prepared.Select(row => RegistrationWriter.Put(connection, transaction, row, change)).ToList(), ct);
        tally.Added += outcomes.Count(outcome => outcome is RegistrationOutcome.Added);
        tally.Changed += outcomes.Count(outcome => outcome is RegistrationOutcome.Changed);
        tally.Unchanged += outcomes.Count(outcome => outcome is RegistrationOutcome.Unchanged);
    }
}
