using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Alerts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Screenings;

/// <param name="Erased">Facts and findings were erased; the public part is all there is.</param>
internal sealed record DecisionView(
    Guid Id,
    Guid WaybillId,
    Guid? ScanId,
    string Depot,
    Lane? Lane,
    Instruction? Instruction,
    IReadOnlyList<AlertFinding> Findings,
    DateTimeOffset DecidedAt,
    string? PolicyVersion,
    string? ListVersion,
    string? EngineVersion,
    string? ContentHash,
    string DecisionHash,
    bool Erased);

/// <summary>GET /api/decisions/{id}: lane and findings for those who may see them.</summary>
internal static class GetDecision
{
    public static async Task<Results<Ok<DecisionView>, NotFound>> HandleAsync(Guid id, DecisionStore decisions, CurrentUser user, CancellationToken ct)
    {
        var details = await decisions.FindAsync(id, ct);
        if (details is null || user.AudienceAt(details.Depot) is not { } highest)
            return TypedResults.NotFound();
        var content = details.Content;
        var findings = content?.Decision.Findings.Where(f => f.Audience <= highest).ToList() ?? [];
        // What is for stricter eyes must not shine through the lane; and a hash that were missing only then would tell of it,
        // so it is for those who see everything.
        var all = highest == Audience.Compliance;
        var verdict = content is null ? default : Verdict.Of(findings, content.Facts.Scan);
        return TypedResults.Ok(new DecisionView(
            details.Id,
            details.WaybillId,
            details.ScanId,
            details.Depot,
            content is null ? null : verdict.Lane,
            content is null ? null : verdict.Instruction,
            [.. findings.Select(AlertSubjects.Shown)],
            details.DecidedAt,
            content?.Decision.PolicyVersion,
            content?.Decision.ListVersion,
            content?.Decision.EngineVersion,
            all ? details.ContentHash : null,
            details.DecisionHash,
            Erased: content is null));
    }
}
