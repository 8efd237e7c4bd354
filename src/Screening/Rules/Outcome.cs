using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Screening.Rules;

/// <summary>What a finding code leads to.</summary>
public sealed record Outcome(Severity Severity, Lane Lane, Instruction Instruction, string? LegalBasis);
