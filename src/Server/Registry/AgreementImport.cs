using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Registry;

/// <summary><c>import agreements FILE</c>, in batches as <see cref="RegistrationImport"/>; what was taken before a stop stays taken.</summary>
internal sealed class AgreementImport(AgreementStore store, SqlDatabase database, Audit audit, TimeProvider time) : IFileImport
{
    private const int BatchRows = 500;

    public async Task<ImportReport> ImportAsync(Stream file, IProgress<long> rows, CancellationToken ct)
    {
        var tally = new ImportTally();
        var read = 0L;
        try
        {
            foreach (var batch in AgreementCsv.Read(file).Chunk(BatchRows))
            {
                foreach (var bad in batch.Where(row => row.Value is null))
                    tally.Refuse(bad.Line, bad.Problems);
                var now = time.GetUtcNow();
                var prepared = batch.Select(row => row.Value).OfType<AgreementRow>().Select(row => store.Prepare(row, now)).ToList();
                var outcomes = await database.WriteAsync((connection, transaction) => prepared.Select(row => AgreementStore.Put(connection, transaction, row)).ToList(), ct);
                tally.Added += outcomes.Count(outcome => outcome is RegistrationOutcome.Added);
                tally.Changed += outcomes.Count(outcome => outcome is RegistrationOutcome.Changed);
                tally.Unchanged += outcomes.Count(outcome => outcome is RegistrationOutcome.Unchanged);
                rows.Report(read += batch.Length);
            }
        }
        finally
        {
            // Also when nothing changed: that a row is known already is told by the count.
            if (tally.Added + tally.Changed + tally.Unchanged > 0)
                await audit.WriteAsync(audit.Entry(AuditActions.AgreementsImported) with { Detail = $"added {tally.Added}, changed {tally.Changed}, unchanged {tally.Unchanged}" }, CancellationToken.None);
        }

        return tally.ToReport();
    }
}
