namespace LogisticsScreening.Screening.Policies;

/// <summary>
/// The policy file as written: which rules run with which parameters, and what each finding code leads to. Severities, lanes and instructions are spelled as in
/// contract.md. Nothing here is trusted before <see cref="PolicyCompiler"/> has read it.
/// </summary>
public sealed record PolicyDocument
{
    public required string Name { get; init; }

    /// <summary>Days, expiry and validity are counted at this offset from UTC, in minutes; China: 480.</summary>
    public required int UtcOffsetMinutes { get; init; }

    public required IReadOnlyList<PolicyRule> Rules { get; init; }

    /// <summary>One outcome for every code of the rules used.</summary>
    public required IReadOnlyDictionary<string, PolicyOutcome> Outcomes { get; init; }
}

/// <param name="Kind">Name of a rule kind (<c>RuleKinds</c>).</param>
/// <param name="Parameters">Whole numbers by name; what a kind knows and their defaults stand in its file.</param>
public sealed record PolicyRule(string Kind, IReadOnlyDictionary<string, long>? Parameters = null);

/// <param name="Instruction">Needed for yellow only (checkIdentity or checkPapers); every other lane has one instruction.</param>
/// <param name="LegalBasis">Id in legal_bases.csv, or null.</param>
public sealed record PolicyOutcome(string Severity, string Lane, string? Instruction = null, string? LegalBasis = null);
