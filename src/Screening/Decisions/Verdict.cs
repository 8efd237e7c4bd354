using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Decisions;

/// <summary>
/// From findings to lane, instruction and the courier's answer.
/// Precedence: the strictest lane wins; within it the strictest instruction. A hold means "do not accept" only at acceptance and only when at least
/// one open finding asks for it; otherwise "stop and secure". No tip-off: findings of riskList, behaviour and control never show the courier more than red.
/// </summary>
public static class Verdict
{
    /// <summary>Open findings are about what lies on the counter anyway (papers, identity, declared words); the others would tell a colluding courier what is known.</summary>
    public static bool IsOpen(Check check) => check switch
    {
        Check.RealName or Check.Contents => true,
        Check.RiskList or Check.Behaviour or Check.Control => false,
        _ => throw new ArgumentOutOfRangeException(nameof(check)),
    };

    public static (Lane Lane, Instruction Instruction, CourierAnswer Courier) Of(IReadOnlyList<Finding> findings, ScanKind scan)
    {
        var (lane, instruction) = (Lane.Green, Instruction.InspectAsUsual);
        var (shown, told) = (Lane.Green, Instruction.InspectAsUsual);
        foreach (var finding in findings)
        {
            Raise(ref lane, ref instruction, finding.Lane, finding.Instruction);
            if (IsOpen(finding.Check))
                Raise(ref shown, ref told, finding.Lane, finding.Instruction);
            else if (finding.Lane >= Lane.Red)
                Raise(ref shown, ref told, Lane.Red, Instruction.InspectThoroughly);
            else
                Raise(ref shown, ref told, finding.Lane, finding.Instruction);
        }

        if (shown == Lane.Hold)
            told = scan == ScanKind.Acceptance ? Instruction.DoNotAccept : Instruction.StopAndSecure;
        if (lane == Lane.Hold)
            instruction = shown == Lane.Hold ? told : Instruction.StopAndSecure;
        return (lane, instruction, new((Shown)shown, told));
    }

    private static void Raise(ref Lane lane, ref Instruction instruction, Lane otherLane, Instruction otherInstruction)
    {
        if (otherLane > lane || (otherLane == lane && otherInstruction > instruction))
            (lane, instruction) = (otherLane, otherInstruction);
    }
}
