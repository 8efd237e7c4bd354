using LogisticsScreening.Server.Access;

namespace LogisticsScreening.Server.Insights;

internal static class InsightsFeature
{
    public static void MapInsights(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/insights/couriers", GetCouriers.HandleAsync).WithTags("insights").RequireAuthorization(Policies.Insights);
}
