using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Decisions;

/// <summary>One reason produced by one check, with its evidence.</summary>
public sealed record Finding
{
    public required Check Check { get; init; }

    /// <summary>Stable code such as "riskList.phone"; the full list is <c>RuleKinds.Codes</c>.</summary>
    public required string Code { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The lane this finding alone asks for.</summary>
    public required Lane Lane { get; init; }

    /// <summary>What this finding alone asks to do, before the moment of the scan is considered.</summary>
    public required Instruction Instruction { get; init; }

    public PartyRole? Party { get; init; }

    /// <summary>Path of the declared field, for example "items[0].description".</summary>
    public string? Field { get; init; }

    /// <summary>The declared text at the span; null when the evidence is not a text or is personal data.</summary>
    public string? Text { get; init; }

    /// <summary>Offset in the field's original text, UTF-16 code units.</summary>
    public int? Start { get; init; }

    public int? Length { get; init; }

    public required LocalizedText Explanation { get; init; }

    /// <summary>Id in legal_bases.csv.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>Id of the risk list entry, lexicon term or prohibited word that matched.</summary>
    public string? Entry { get; init; }

    /// <summary>0-10000; outside shown as 0-1.</summary>
    public int? Score { get; init; }

    /// <summary>How the match was made: a layer of words (exact, variant, separated, homophone ...), key, nameAndKey, or what the names have in common (same, variant, homophone, lookAlike, oneEdit, romanised, shown).</summary>
    public string? Tier { get; init; }

    public Audience Audience { get; init; }
}
