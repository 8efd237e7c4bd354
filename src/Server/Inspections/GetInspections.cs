using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Inspections;

internal sealed record InspectionList(IReadOnlyList<InspectionView> Items);

/// <summary>
/// GET /api/inspections?waybillId=: every inspection of a parcel, for those who may see one of its alerts or the depot that made it. What a find was assessed at is for those who see the findings
/// that follow from it: a depot in collusion must not learn that its sender's finds are being added up.
/// </summary>
internal static class GetInspections
{
    public static async Task<Ok<InspectionList>> HandleAsync(Guid waybillId, InspectionStore store, AlertStore alerts, CurrentUser user, CancellationToken ct)
    {
        var all = await store.OfWaybillAsync(waybillId, ct);
        var concerns = all.Count > 0 && (await alerts.StreamsOfWaybillAsync(waybillId, ct)).Any(stream => user.MaySee(stream.AudienceValue, stream.Depot));
        return TypedResults.Ok(new InspectionList([.. all.Where(inspection => concerns || user.SeesDepot(inspection.Depot)).Select(inspection => user.MaySee(Audience.Region, inspection.Depot) ? inspection : WithoutAssessments(inspection))]));
    }

    private static InspectionView WithoutAssessments(InspectionView inspection) => inspection with
    {
        Found = [.. inspection.Found.Select(find => find with { Basis = null, Value = null, Source = null, AssessedBy = null, AssessedAt = null })],
    };
}
