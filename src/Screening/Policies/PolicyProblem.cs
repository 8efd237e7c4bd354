namespace LogisticsScreening.Screening.Policies;

/// <summary>Why a policy or its reference data cannot be used. <paramref name="Place"/> is a file with line, or a path in the policy file.</summary>
public sealed record PolicyProblem(string Place, string Reason)
{
    public override string ToString() => $"{Place}: {Reason}";
}
