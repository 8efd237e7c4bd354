using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.Registry.Gateway;
using LogisticsScreening.Server.Screenings;

namespace LogisticsScreening.Server.Intake;

/// <summary>
/// Screens parcels again whose sender or agent the authority has answered about since: as at their last scan, with the answer. A mismatch then raises its alert; a confirmation ends
/// what was found only for want of it, and the courier sees that at the next scan. What has been delivered is left alone.
/// The wait is taken away in the transaction that writes the decision, so a parcel is screened once for an answer whatever crashes. One that fails is told and looked at again later, after
/// a pause that grows: it holds back no other.
/// </summary>
internal sealed class ScreenAnsweredJob(
    IdentityWaits waits, WaybillStore waybills, ScanStore scans, ParcelScreening screening, ScreeningDesk desk, SqlDatabase database, ILogger<ScreenAnsweredJob> log) : IRecurringJob
{
    public const string Name = "screenAnswered";
    public const int MostPerRun = 200;
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>Times a parcel is looked at that is being corrected or scanned; the next run tries again.</summary>
    private const int MostLooks = 3;

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var (screened, left, failed) = (0, 0, 0);
        foreach (var wait in await waits.AnsweredAsync(MostPerRun, ct))
        {
            try
            {
                if (await ScreenAsync(wait, ct))
                    screened++;
                else
                    left++;
            }
            catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                // Type and stack only: a message may quote personal data. Where the database itself is away, putting it off fails too and ends the run.
                IntakeLog.NotScreenedAgain(log, wait.WaybillId, wait.Attempts + 1, error.GetType().FullName!, error.StackTrace ?? "");
                await waits.PutOffAsync(wait, ct);
                failed++;
            }
        }

        var forgotten = await waits.ForgetOldAsync(ct);
        return screened + left + failed + forgotten == 0 ? null : $"{screened} screened again, {left} not, {failed} failed, {forgotten} too old";
    }

    private async Task<bool> ScreenAsync(AnsweredWait wait, CancellationToken ct)
    {
        for (var look = 1; look <= MostLooks; look++)
        {
            var last = await LastScanAsync(wait.WaybillId, ct);
            if (last is null or { Kind: ScanKind.Delivery or ScanKind.Cancelled } || await waybills.FindAsync(wait.WaybillId, ct) is not { } waybill)
            {
                await database.WriteAsync((connection, transaction) => IdentityWaits.Remove(connection, transaction, wait), ct);
                return false;
            }

            var parcel = await screening.DecideAsync(waybill, last.Id, last.Kind, last.Depot, ct) with { IsAnswered = true };
            var (done, alerted) = await database.WriteAsync<(bool? Done, bool Alerted)>(
                (connection, transaction) =>
                {
                    if (!waybills.IsCurrent(connection, transaction, waybill) || LastScanId(connection, transaction, wait.WaybillId) != last.Id)
                        return (null, false);
                    if (!IdentityWaits.Remove(connection, transaction, wait))
                        return (false, false);
                    return (true, screening.Write(connection, transaction, parcel).Alerted);
                },
                ct);
            if (done == true)
                desk.Committed(parcel.Current, alerted);
            if (done is { } ended)
                return ended;
        }

        return false;
    }

    private async Task<StoredScan?> LastScanAsync(Guid waybillId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return LastScanId(connection, null, waybillId) is { } id ? await scans.FindAsync(id, ct) : null;
    }

    private static Guid? LastScanId(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction? transaction, Guid waybillId) =>
        connection.ExecuteScalar<byte[]?>("SELECT last_scan_id FROM waybills WHERE id = @Id", new { Id = waybillId }, transaction) is { } stored ? new Guid(stored, bigEndian: true) : null;
}
