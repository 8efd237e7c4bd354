namespace LogisticsScreening.Screening.Rules;

/// <summary>Every kind of rule. A new kind is a file beside this one and a line here.</summary>
public static class RuleKinds
{
    public static IReadOnlyList<RuleKind> All { get; } =
    [
        RealNameRule.Kind,
        RiskListRule.Kind,
        PlausibilityRule.Kind,
        WildlifeWordsRule.Kind,
        ProhibitedGoodsRule.Kind,
        VagueDeclarationRule.Kind,
        UnreadableRule.Kind,
        PartyDetailsRule.Kind,
        BehaviourRule.Kind,
        InspectionRule.Kind,
        ConductRule.Kind,
        ControlSampleRule.Kind,
    ];

    public static IReadOnlyDictionary<string, FindingCode> Codes { get; } =
        All.SelectMany(k => k.Codes).ToDictionary(c => c.Code, StringComparer.Ordinal);
}
