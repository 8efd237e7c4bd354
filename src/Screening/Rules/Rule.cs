using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Screening.Rules;

/// <summary>One configured rule. Instances are immutable and shared by all threads; what a screening needs to remember lives in its context.</summary>
public abstract class Rule
{
    public abstract void Apply(RuleContext context);
}

/// <summary>A kind of rule that a policy can use.</summary>
/// <param name="Name">As the policy file spells it.</param>
/// <param name="Codes">Every code its rules can produce.</param>
/// <param name="Create">Reads the parameters and builds the rule.</param>
public sealed record RuleKind(string Name, IReadOnlyList<FindingCode> Codes, Func<RuleParameters, Rule> Create);

/// <summary>A reason that can be found. What it leads to is the policy's decision, not the code's.</summary>
/// <param name="Title">A few words for lists and headings; the full explanation is made where the evidence is.</param>
public sealed record FindingCode(string Code, Check Check, LocalizedText Title)
{
    public FindingCode(string code, Check check, string zh, string en)
        : this(code, check, new(zh, en))
    {
    }

    /// <summary>About whoever handles the parcel, not about the parcel: told above the depot whatever its lane, and settled by no release of the parcel.</summary>
    public bool IsConduct { get; init; }

    /// <summary>Somebody said of a hit that it is another person's: in the hit's place, and never more than information.</summary>
    public bool IsSetAside { get; init; }
}
