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

    /// <summary>The number fits parcels of several carriers, or was typed in for one carrier and is another's.</summary>
    internal sealed record Ambiguous(IReadOnlyList<StoredWaybill> Candidates) : ScanOutcome;

    /// <summary>Too many different wordings were typed in and caught, or too many people named who took parcels: no answer before then. The waybill is kept, the scan may be sent again.</summary>
    internal sealed record Limited(TimeSpan RetryAfter, bool ForCollectors) : ScanOutcome;

    /// <summary>The waybill that came with the scan differs from the stored one.</summary>
    internal sealed record OtherWaybill(int Version) : ScanOutcome;

    /// <summary>The waybill was corrected each time it had been screened; the scan may be sent again.</summary>
    internal sealed record Changing : ScanOutcome;
}

/// <summary>Takes in one scan: finds or stores its waybill, decides, and writes scan, decision, leaf and alerts in one transaction.</summary>
internal sealed class ScanIntake(
    WaybillStore waybills, ScanStore scans, CollectionStore collections, CaughtWordings wordings, ParcelScreening screening, ScreeningDesk desk, SqlDatabase database, BlindIndex index, TimeProvider clock)
{
    /// <summary>Times a scan looks at a waybill that is being corrected. A look takes milliseconds, so a second correction within the next one is rare already.</summary>
    public const int MostLooks = 5;

    /// <inheritdoc cref="ScreeningDesk.Documents"/>
    public DocumentTypes Documents => desk.Documents;

    private const string BodyPurpose = "scans.body";

    [ThreadStatic]
    private static CanonicalJson? canonical;

    public async Task<ScanOutcome> PutAsync(IncomingScan incoming, CurrentUser user, CancellationToken ct)
    {
        var bodyKey = BodyKey(incoming);
        // A repeated scan is answered as before whatever became of its waybill. The common scan brings none, and a look into the
        // transaction finds its repetition; so the question is asked beforehand only where its answer would come too late.
        if (incoming.Waybill is { } inline)
        {
            if (await scans.FindAsync(incoming.ScanId, ct) is { } known)
                return Again(known, bodyKey);
            if (await waybills.OfAnotherDepotAsync(inline, user.MayUseDepot, ct) is { } theirs)
                return new ScanOutcome.OtherWaybill(theirs.Version);
            var put = await waybills.PutAsync(inline, new(user.UserId, user.UserName), incoming.Depot, ct);
            if (put.Outcome == PutOutcome.Conflict)
                return new ScanOutcome.OtherWaybill(put.Version);
            if (put.Outcome == PutOutcome.OtherCarrier)
                return new ScanOutcome.Ambiguous(await waybills.FindAsync(incoming.WaybillNumber, carrier: null, ct));
        }

        var candidates = await waybills.FindAsync(incoming.WaybillNumber, incoming.Carrier ?? incoming.Waybill?.Waybill.Carrier, ct);
        if (candidates.Count != 1)
        {
            if (incoming.Waybill is null && await scans.FindAsync(incoming.ScanId, ct) is { } known)
                return Again(known, bodyKey);
            return candidates.Count == 0 ? new ScanOutcome.Unknown() : new ScanOutcome.Ambiguous(candidates);
        }

        var waybill = candidates[0];
        for (var look = 1; ; look++)
        {
            if (await StoreAsync(incoming, waybill, bodyKey, user, ct) is { } outcome)
                return outcome;
            if (look == MostLooks)
                return new ScanOutcome.Changing();
            if (await waybills.FindAsync(waybill.Id, ct) is not { } corrected)
                return new ScanOutcome.Unknown();
            waybill = corrected;
        }
    }

    /// <summary>Decides on this version and stores the scan. Null when a correction was stored meanwhile: it would otherwise not be screened before the parcel's next scan.</summary>
    private async Task<ScanOutcome?> StoreAsync(IncomingScan incoming, StoredWaybill waybill, byte[] bodyKey, CurrentUser user, CancellationToken ct)
    {
        var parcel = await screening.DecideAsync(waybill, incoming.ScanId, incoming.Kind, incoming.Depot, ct, incoming.Collected?.Collector);
        var prepared = parcel.Current;
        var received = clock.GetUtcNow();
        var collection = incoming.Collected is { } collected ? collections.Prepare(incoming.ScanId, waybill.Id, waybill.Waybill, collected.Collector, collected.Number, received) : null;
        var typed = waybill.Typist?.UserId == user.UserId ? wordings.OfWords(waybill, incoming, user.UserId) : null;
        var named = wordings.OfCollector(waybill, incoming, user.UserId);
        var (scan, alerted, wait) = await database.WriteAsync<(StoredScan?, bool, ScanOutcome.Limited?)>(
            (connection, transaction) =>
            {
                if (ScanStore.Find(connection, transaction, incoming.ScanId) is { } meanwhile)
                    return (meanwhile, false, null);
                if (!waybills.IsCurrent(connection, transaction, waybill))
                    return (null, false, null);
                // Only the first answer to a wording teaches anything; asked inside the transaction, so that wordings sent all at once are counted one by one.
                var first = typed is not null && !ScanStore.IsAnswered(connection, transaction, waybill.Id, waybill.Version);
                if (first && wordings.Wait(connection, transaction, typed!, received) is { } until)
                    return (null, false, new(until, ForCollectors: false));
                if (named is not null && wordings.Wait(connection, transaction, named, received) is { } free)
                    return (null, false, new(free, ForCollectors: true));
                var before = named is null ? null : ScanStore.StrictestAnswer(connection, transaction, waybill.Id);
                var (state, raised) = screening.Write(connection, transaction, parcel);
                if (first && CaughtWordings.IsCaught(state.Courier, parcel.IsReworded) && wordings.Add(connection, transaction, typed!, state.Courier.Shown, received))
                {
                    desk.ReportLimit(connection, transaction, prepared, LimitReached(user), state.Courier.Shown);
                    raised = true;
                }

                if (named is not null && wordings.Add(connection, transaction, named, CaughtWordings.IsCaught(state.Courier, before), received))
                {
                    desk.ReportLimit(connection, transaction, prepared, CollectorsReached(user), state.Courier.Shown);
                    raised = true;
                }

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
                if (collection is not null)
                    CollectionStore.Write(connection, transaction, collection);
                return (stored, raised, null);
            },
            ct);
        if (scan is null)
            return wait;
        if (scan.DecisionId == prepared.Id)
            desk.Committed(prepared, alerted);
        return Again(scan, bodyKey);
    }

    private static LocalizedText LimitReached(CurrentUser user) =>
        new($"账号“{user.UserName}”短时间内多次改写申报，补录已受限", $"Account \"{user.UserName}\" tried many wordings in a short time; typing in is limited");

    private static LocalizedText CollectorsReached(CurrentUser user) =>
        new($"账号“{user.UserName}”派件时登记了过多取件人，登记已受限", $"Account \"{user.UserName}\" named many people at delivery; naming them is limited");

    private static ScanOutcome Again(StoredScan scan, byte[] bodyKey) =>
        scan.BodyKey.AsSpan().SequenceEqual(bodyKey) ? new ScanOutcome.Acknowledged(scan) : new ScanOutcome.OtherBody();

    /// <summary>Keyed hash of the request's canonical form.</summary>
    private byte[] BodyKey(IncomingScan scan)
    {
        var json = canonical ??= new();
        json.Clear();
        json.StartObject().Optional("carrier", scan.Carrier);
        if (scan.Collected is { } collected)
            DecisionContent.Write(json, collected.Collector);
        json.Text("depot", scan.Depot)
            .Text("device", scan.Device)
            .Text("kind", EnumText<ScanKind>.Of(scan.Kind))
            .Text("number", scan.WaybillNumber)
            .Number("scannedAt", DecisionContent.Microseconds(scan.ScannedAt));
        if (scan.Waybill is { } inline)
            DecisionContent.Write(json, "waybill", inline.Waybill);
        json.EndObject();
        return index.Compute(BodyPurpose, json.Written);
    }
}
