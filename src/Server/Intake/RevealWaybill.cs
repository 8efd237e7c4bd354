using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Intake;

internal sealed record RevealRequest(string Reason);

internal sealed record PlainParty(string Name, string Phone, string? Address);

internal sealed record PlainParties(Guid WaybillId, PlainParty Sender, PlainParty Recipient, PlainParty? Agent, PlainCollector? Collector);

/// <summary>Who took the parcel for its recipient, as the latest delivery scan says.</summary>
internal sealed record PlainCollector(CollectorRelation Relation, string Name, string? Phone, IdType? IdType, string? IdNumber);

/// <summary>POST /api/waybills/{id}/reveal: the parties in plain, for a reason that the audit trail keeps.</summary>
internal static class RevealWaybill
{
    private const int ShortestReason = 4;
    private const int LongestReason = 500;

    public static async Task<Results<Ok<PlainParties>, NotFound, ProblemHttpResult>> HandleAsync(
        Guid id, RevealRequest request, WaybillStore waybills, ScanStore scans, CollectionStore collections, DocumentTypes documents, AlertStore alerts, Audit audit, CurrentUser user, CancellationToken ct)
    {
        if (request.Reason.Trim().Length is < ShortestReason or > LongestReason)
            return Problems.Invalid("reason", $"must have {ShortestReason} to {LongestReason} characters");
        if (await waybills.FindAsync(id, ct) is not { } stored || !await IsVisibleAsync(stored, scans, alerts, user, ct))
            return TypedResults.NotFound();
        // Written before anything is shown: what cannot be logged is not revealed.
        await audit.WriteAsync(audit.Entry(AuditActions.Revealed, user) with { SubjectKind = "waybill", Subject = id.ToString(), Detail = request.Reason.Trim() }, ct);
        var waybill = stored.Waybill;
        var collected = await collections.OfWaybillAsync(id, documents, ct);
        return TypedResults.Ok(new PlainParties(
            id,
            Plain(waybill.Sender),
            Plain(waybill.Recipient),
            waybill.Sender.Agent is { } agent ? Plain(agent) : null,
            collected.Count == 0 ? null : Plain(collected[0].Collector, collected[0].Number)));
    }

    // One's own scan gives no right: whoever has a number could scan it at his own depot and read whom it concerns.
    private static async Task<bool> IsVisibleAsync(StoredWaybill stored, ScanStore scans, AlertStore alerts, CurrentUser user, CancellationToken ct) =>
        (stored.Waybill.Depot is { } depot && user.SeesDepot(depot))
        || (await scans.OfWaybillAsync(stored.Id, ct)).Any(scan => scan.UserId != user.UserId && user.SeesDepot(scan.Depot))
        || (await alerts.StreamsOfWaybillAsync(stored.Id, ct)).Any(stream => user.MaySee(stream.AudienceValue, stream.Depot));

    private static PlainCollector Plain(Collector collector, string? number)
    {
        var person = collector.Person!;
        return new(collector.Relation, person.Name, person.Phone.Length == 0 ? null : person.Phone, person.Document?.Type, number);
    }

    private static PlainParty Plain(Party party) => new(party.Name, party.Phone, party.Address);
}
