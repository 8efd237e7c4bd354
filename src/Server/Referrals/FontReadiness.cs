using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Referrals.Pdf;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LogisticsScreening.Server.Referrals;

/// <summary>Without fonts no referral can be made. Scanning goes on, so the server stays in service and names what is missing.</summary>
internal sealed class FontReadiness(FontFolder fonts) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        fonts.Problem is null
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(data: new Dictionary<string, object> { ["text"] = new LocalizedText("缺少生成 PDF 所需的字体（LS_FONTS）", "the fonts for PDFs are missing (LS_FONTS)") }));
}
