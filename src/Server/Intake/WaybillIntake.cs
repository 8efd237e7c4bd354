using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Screenings;

namespace LogisticsScreening.Server.Intake;

/// <summary>Takes in one waybill: validates, stores, and screens the parcel again when it was already scanned.</summary>
internal sealed class WaybillIntake(
    WaybillStore waybills, ScanStore scans, DecisionStore decisions, ParcelScreening screening, ScreeningDesk desk, SqlDatabase database)
{
    /// <param name="row">Position in the request, from 1.</param>
    /// <param name="mayUseDepot">Whether a depot named on the waybill is the caller's.</param>
    /// <inheritdoc cref="WaybillStore.PutAsync" path="/param[@name='typist']"/>
    public async Task<WaybillAnswer> PutAsync(int row, RowInput input, Typist? typist, Func<string, bool> mayUseDepot, CancellationToken ct)
    {
        var errors = input.Errors ?? new FieldErrors();
        var incoming = input.Element is { } element ? WaybillJson.Read(element, "", errors, desk.Documents) : null;
        if (incoming?.Waybill.Depot is { } depot && !mayUseDepot(depot))
            errors.Add("depot", "is not one of your depots");
        if (incoming is not null && await waybills.OfAnotherDepotAsync(incoming, mayUseDepot, ct) is not null)
            errors.Add("supersedes", "names a waybill of a depot that is not yours");
        if (incoming is null || errors.Any)
            return new(row, WaybillStatus.Invalid, incoming?.Waybill.Number, null, null, errors.ToDictionary());

        var result = await waybills.PutAsync(incoming, typist, depot: null, ct);
        // Not given up with the caller: the version is stored, and the parcel may be on its way. Asked also when nothing changed, for the request that
        // stored the version may have died before it came to this.
        if (result is { Outcome: PutOutcome.NewVersion or PutOutcome.Unchanged, LastScan: { } scanId })
            await ScreenAgainAsync(result.WaybillId, scanId, CancellationToken.None);
        if (result.Outcome == PutOutcome.Conflict)
            errors.Add("number", $"is taken by other content (version {result.Version}): name it in supersedes and give a reason");
        if (result.Outcome == PutOutcome.OtherCarrier)
            errors.Add("carrier", "is not the one whose parcel has this number: scan that one, or have the order system send this one");
        var status = result.Outcome switch
        {
            PutOutcome.Created => WaybillStatus.Created,
            PutOutcome.Unchanged => WaybillStatus.Unchanged,
            PutOutcome.NewVersion => WaybillStatus.NewVersion,
            PutOutcome.Conflict or PutOutcome.OtherCarrier => WaybillStatus.Conflict,
        };
        return new(row, status, incoming.Waybill.Number, result.WaybillId, result.Version, errors.Any ? errors.ToDictionary() : null);
    }

    private async Task ScreenAgainAsync(Guid waybillId, Guid scanId, CancellationToken ct)
    {
        if (await waybills.FindAsync(waybillId, ct) is not { } waybill || await decisions.HasDecidedAsync(waybill.Id, waybill.Version, ct) || await scans.FindAsync(scanId, ct) is not { } last)
            return;
        var parcel = await screening.DecideAsync(waybill, scanId, last.Kind, last.Depot, ct);
        // A version that was replaced meanwhile keeps its decision; of one that was erased nothing may come back.
        var (isStored, alerted) = await database.WriteAsync(
            (connection, transaction) => waybills.IsErased(connection, transaction, waybill.Id) ? (false, false) : (true, screening.Write(connection, transaction, parcel).Alerted), ct);
        if (isStored)
            desk.Committed(parcel.Current, alerted);
    }
}
