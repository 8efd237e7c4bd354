using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Jobs;

namespace LogisticsScreening.Server.Evidence;

internal static class EvidenceFeature
{
    public static void AddEvidence(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EvidenceLog>();
        builder.Services.AddSingleton<LogCheck>();
        builder.Services.AddRecurringJob<NumberLeavesJob>("numberLeaves", NumberLeavesJob.Interval);
    }

    public static void MapEvidence(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/evidence/check", (LogCheck check, CancellationToken ct) => check.RunAsync(ct))
            .WithTags("evidence")
            .RequireAuthorization(Policies.Audit);
}
