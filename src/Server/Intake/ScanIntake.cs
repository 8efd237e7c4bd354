using System.Text;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Screenings;

namespace LogisticsScreening.Server.Intake;

/// <summary>How a scan ended: an acknowledged scan, or one of the ways in which nothing was stored.</summary>
internal abstract record ScanOutcome
{
    /// <summary>Stored and durable; or stored before with the same body.</summary>
    internal sealed record Acknowledged(StoredScan Scan) : ScanOutcome;

    /// <summary>This scanId was used with another body.</summary>
    internal sealed record OtherBody : ScanOutcome;

    /// <summary>No waybill with this number is known, and none came with the scan.</summary>
    internal sealed record Unknown : ScanOutcome;

    /// <summary>The number fits parcels of several carriers.</summary>
    internal sealed record Ambiguous(IReadOnlyList<StoredWaybill> Candidates) : ScanOutcome;

    /// <summary>The waybill that came with the scan differs from the stored one.</summary>
    internal sealed record OtherWaybill(int Version) : ScanOutcome;
}

/// <summary>Takes in one scan: finds or stores its waybill, decides, and writes scan, decision, leaf and alerts in one transaction.</summary>
internal sealed class ScanIntake(WaybillStore waybills, ScanStore scans, ScreeningDesk desk, SqlDatabase database, BlindIndex index, TimeProvider clock)
{
    private const string BodyPurpose = "scans.body";

    public async Task<ScanOutcome> PutAsync(IncomingScan incoming, CurrentUser user, CancellationToken ct)
    {
        var bodyKey = index.Compute(BodyPurpose, Canonical(incoming));
        // A repeated scan is answered as before whatever became of its waybill. The common scan brings none, and a look into the
        // transaction finds its repetition; so the question is asked beforehand only where its answer would come too late.
        if (incoming.Waybill is { } inline)
        {
            if (await scans.FindAsync(incoming.ScanId, ct) is { } known)
                return Again(known, bodyKey);
            if (await waybills.PutAsync(inline, WaybillOrigin.Inline, ct) is { Outcome: PutOutcome.Conflict } conflict)
                return new ScanOutcome.OtherWaybill(conflict.Version);
        }

        var candidates = await waybills.FindAsync(incoming.WaybillNumber, incoming.Carrier ?? incoming.Waybill?.Waybill.Carrier, ct);
        if (candidates.Count != 1)
        {
            if (incoming.Waybill is null && await scans.FindAsync(incoming.ScanId, ct) is { } known)
                return Again(known, bodyKey);
            return candidates.Count == 0 ? new ScanOutcome.Unknown() : new ScanOutcome.Ambiguous(candidates);
        }

        var waybill = candidates[0];
        var prepared = await desk.DecideAsync(new(waybill.Id, waybill.Waybill, waybill.Issue, waybill.Version, incoming.ScanId, incoming.Kind, incoming.Depot), ct);
        var received = clock.GetUtcNow();
        var (scan, alerted) = await database.WriteAsync(
            (connection, transaction) =>
            {
                if (ScanStore.Find(connection, transaction, incoming.ScanId) is { } meanwhile)
                    return (meanwhile, false);
                var (state, raised) = desk.Write(connection, transaction, prepared);
                var stored = new StoredScan
                {
                    Id = incoming.ScanId,
                    BodyKey = bodyKey,
                    WaybillId = waybill.Id,
                    Kind = incoming.Kind,
                    Depot = incoming.Depot,
                    Device = incoming.Device,
                    UserId = user.UserId,
                    ScannedAt = incoming.ScannedAt,
                    ReceivedAt = received,
                    DecisionId = prepared.Id,
                    Answer = state.Courier,
                };
                ScanStore.Insert(connection, transaction, stored);
                return (stored, raised);
            },
            ct);
        if (scan.DecisionId == prepared.Id)
            desk.Committed(prepared, alerted);
        return Again(scan, bodyKey);
    }

    private static ScanOutcome Again(StoredScan scan, byte[] bodyKey) =>
        scan.BodyKey.AsSpan().SequenceEqual(bodyKey) ? new ScanOutcome.Acknowledged(scan) : new ScanOutcome.OtherBody();

    private static string Canonical(IncomingScan scan)
    {
        var json = new CanonicalJson();
        json.StartObject()
            .Optional("carrier", scan.Carrier)
            .Text("depot", scan.Depot)
            .Text("device", scan.Device)
            .Text("kind", EnumText<ScanKind>.Of(scan.Kind))
            .Text("number", scan.WaybillNumber)
            .Number("scannedAt", DecisionContent.Microseconds(scan.ScannedAt));
        if (scan.Waybill is { } inline)
            DecisionContent.Write(json, "waybill", inline.Waybill);
        json.EndObject();
        return Encoding.UTF8.GetString(json.Written);
    }
}
