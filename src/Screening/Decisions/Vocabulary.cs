namespace LogisticsScreening.Screening.Decisions;

/// <summary>处置等级: what is done beyond the inspection that every parcel gets by law. Ordered: a later one is stricter.</summary>
public enum Lane
{
    Green,
    Yellow,
    Red,
    Hold,
}

public enum Severity
{
    Info,
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>Which check produced a finding.</summary>
public enum Check
{
    RealName,
    RiskList,
    Contents,
    Behaviour,
    Control,
}

/// <summary>What to do, weakest first. Codes of contract.md.</summary>
public enum Instruction
{
    InspectAsUsual,
    CheckPapers,
    CheckIdentity,
    InspectThoroughly,
    StopAndSecure,
    DoNotAccept,
}

/// <summary>What the courier's screen says. There is no "hold": a courier is told to refuse, or sees red and the stop happens silently.</summary>
public enum Shown
{
    Green,
    Yellow,
    Red,
    Refuse,
}

/// <summary>Who may see a finding, an alert or a list hit, widest first. A franchisee's depot may itself collude, so some hits stay above it.</summary>
public enum Audience
{
    Depot,
    Region,
    Compliance,
}

/// <summary>A text for people, always in both languages.</summary>
public sealed record LocalizedText(string Zh, string En);
