using System.Text;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Cases;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Screenings;

namespace LogisticsScreening.Server.Referrals;

/// <summary>What was gathered of one alert. It becomes <see cref="ReferralMaterial"/> when the reference is known.</summary>
internal sealed record GatheredAlert(DecisionMaterial Decision, ProvedLeaves Proved, IReadOnlyList<LegalBasis> LegalBases, IReadOnlyList<ReferralEvent> Timeline)
{
    public override string ToString() => $"material of decision {Decision.Id}";
}

/// <summary>Gathers from all features what a referral says of an alert, its decision and its parcel.</summary>
internal sealed class ReferralSources(DecisionStore decisions, EvidenceLog log, ReferenceData reference, ListProofs proofs, ReferralTimeline timeline)
{
    /// <summary>Null when the decision's facts were erased: then there is nothing left to refer.</summary>
    public async Task<GatheredAlert?> GatherAsync(CaseAlert alert, CancellationToken ct)
    {
        if (await decisions.FindAsync(alert.DecisionId, ct) is not { CanonicalContent: { } canonical, Content: { } stored, Salt: { } salt, ContentHash: { } contentHash } details)
            return null;
        var decision = new DecisionMaterial
        {
            Id = details.Id,
            PublicPart = Encoding.UTF8.GetBytes(details.PublicPart),
            Hash = details.DecisionHash,
            Salt = Convert.FromHexString(salt),
            Content = Encoding.UTF8.GetBytes(canonical),
            ContentHash = contentHash,
            Chain = await ChainAsync(details.Id, ct),
        };
        using var content = JsonDocument.Parse(decision.Content);
        var findings = content.RootElement.GetProperty("decision").GetProperty("findings");
        var proved = await proofs.FindAsync(
            stored.Decision.ListVersion,
            [.. Members(findings.EnumerateArray().Where(IsAboutTheList), "entry")],
            [.. stored.Decision.Findings.Where(FindingReason.IsSetAside).Select(finding => new SetAsideHit(finding.Entry!, [.. PersonKey.For(finding, stored.Facts)]))],
            LocalDay.Of(details.DecidedAt),
            ct);
        return new(decision, proved, LegalBases(findings), await timeline.ReadAsync(alert, details.DecidedAt, ct));
    }

    private async Task<ChainMaterial?> ChainAsync(Guid decisionId, CancellationToken ct)
    {
        if (await log.FindAsync(decisionId, ct) is not { } position)
            return null;
        var before = await log.ChainAtAsync(position.Sequence - 1, ct);
        return new(position.Sequence, Convert.ToHexStringLower(before), Convert.ToHexStringLower(position.Chain));
    }

    private List<LegalBasis> LegalBases(JsonElement findings) =>
    [
        .. Members(findings.EnumerateArray(), "legalBasis")
            .Select(id => reference.LegalBases.GetValueOrDefault(id))
            .OfType<LegalBasis>(),
    ];

    /// <summary>Other findings name terms of the lexicon or prohibited words.</summary>
    private static bool IsAboutTheList(JsonElement finding) => finding.GetProperty("check").GetString() == EnumText<Check>.Of(Check.RiskList);

    /// <summary>Distinct values of a member over all findings that have it, in their order.</summary>
    private static IEnumerable<string> Members(IEnumerable<JsonElement> findings, string member) => findings
        .Select(finding => finding.TryGetProperty(member, out var value) ? value.GetString() : null)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);
}
