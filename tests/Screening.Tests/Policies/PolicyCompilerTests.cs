using LogisticsScreening.Screening.Policies;

namespace LogisticsScreening.Screening.Tests.Policies;

public sealed class PolicyCompilerTests
{
    private static readonly PolicyDocument Shipped = SampleParcel.ShippedPolicy;

    public static TheoryData<string, string, string> Bad => new()
    {
        { "offset", "utcOffsetMinutes", "between" },
        { "unknownKind", "rules[0].kind", "\"frobnicate\" is none of" },
        { "twice", $"rules[{SampleParcel.ShippedPolicy.Rules.Count}].kind", "stands twice" },
        { "none", "rules", "is empty" },
        { "unknownParameter", "rules[1].parameters", "fullConfidance is not a parameter" },
        { "rangeParameter", "rules[1].parameters", "fullConfidence must be between 0 and 10000" },
        { "missingOutcome", "outcomes.riskList.phone", "is missing" },
        { "unknownOutcome", "outcomes.riskList.shoe", "is not a code" },
        { "severity", "outcomes.riskList.phone.severity", "must be one of info" },
        { "lane", "outcomes.riskList.phone.lane", "must be one of green" },
        { "instruction", "outcomes.riskList.phone.instruction", "for yellow" },
        { "yellowWithout", "outcomes.riskList.phone.instruction", "for yellow" },
        { "basis", "outcomes.riskList.phone.legalBasis", "\"unknown-basis\" is not in legal_bases.csv" },
    };

    [Fact]
    public void Compile_ShippedPolicy_HasNoProblem() => Assert.Empty(SampleParcel.Compile(Shipped).Problems);

    [Theory]
    [MemberData(nameof(Bad))]
    public void Compile_BadPolicy_NamesPlaceAndReason(string flaw, string place, string reason)
    {
        var (policy, problems) = SampleParcel.Compile(Flawed(flaw));
        Assert.Null(policy);
        Assert.Contains(problems, p => p.Place == place && p.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_SeveralFlaws_NamesAll()
    {
        var document = Flawed("offset") with { Outcomes = Flawed("lane").Outcomes, Rules = Flawed("unknownParameter").Rules };
        Assert.Equal(3, SampleParcel.Compile(document).Problems.Count);
    }

    [Fact]
    public void Compile_RulesInAnyOrder_DecideAlike()
    {
        var list = SampleParcel.List(SampleParcel.Entry);
        var facts = SampleParcel.Declaring("果冻");
        var reversed = Shipped with { Rules = [.. Shipped.Rules.Reverse()] };
        var findings = SampleParcel.Screen(facts, SampleParcel.Policy(list, reversed)).Findings;
        Assert.Contains(findings, f => f.Code == "riskList.codeWord");
        Assert.Equal(SampleParcel.Screen(facts, SampleParcel.Policy(list)).Findings.Select(f => f.Code), findings.Select(f => f.Code));
    }

    [Fact]
    public void Version_DependsOnEverySourceAndNotOnTheirOrder()
    {
        string Version(params (string, string)[] sources) => PolicyCompiler.Compile(Shipped, SampleParcel.Lexicon, SampleParcel.Documents, Screening.Lists.RiskList.Empty, AllBases(), sources).Policy!.Version;
        Assert.Equal(Version(("a", "1"), ("b", "2")), Version(("b", "2"), ("a", "1")));
        Assert.NotEqual(Version(("a", "1"), ("b", "2")), Version(("a", "1"), ("b", "3")));
        Assert.NotEqual(Version(("a", "1"), ("b", "2")), Version(("a", "1")));
    }

    private static HashSet<string> AllBases() => [.. Shipped.Outcomes.Values.Select(o => o.LegalBasis).OfType<string>()];

    private static PolicyDocument Flawed(string flaw)
    {
        var phone = Shipped.Outcomes["riskList.phone"];
        return flaw switch
        {
            "offset" => Shipped with { UtcOffsetMinutes = 900 },
            "unknownKind" => Shipped with { Rules = [new("frobnicate"), .. Shipped.Rules] },
            "twice" => Shipped with { Rules = [.. Shipped.Rules, new("realName")] },
            "none" => Shipped with { Rules = [] },
            "unknownParameter" => WithRiskList("fullConfidance", 1),
            "rangeParameter" => WithRiskList("fullConfidence", 10_001),
            "missingOutcome" => Shipped with { Outcomes = Shipped.Outcomes.Where(o => o.Key != "riskList.phone").ToDictionary() },
            "unknownOutcome" => Shipped with { Outcomes = Shipped.Outcomes.Append(new("riskList.shoe", phone)).ToDictionary() },
            "severity" => WithPhone(phone with { Severity = "High" }),
            "lane" => WithPhone(phone with { Lane = "blue" }),
            "instruction" => WithPhone(phone with { Instruction = "checkPapers" }),
            "yellowWithout" => WithPhone(phone with { Lane = "yellow" }),
            "basis" => WithPhone(phone with { LegalBasis = "unknown-basis" }),
            _ => throw new ArgumentOutOfRangeException(nameof(flaw)),
        };
    }

    private static PolicyDocument WithRiskList(string name, long value) => Shipped with
    {
        Rules = [.. Shipped.Rules.Select(r => r.Kind == "riskList" ? r with { Parameters = new Dictionary<string, long> { [name] = value } } : r)],
    };

    private static PolicyDocument WithPhone(PolicyOutcome outcome) => Shipped with
    {
        Outcomes = Shipped.Outcomes.ToDictionary(o => o.Key, o => o.Key == "riskList.phone" ? outcome : o.Value, StringComparer.Ordinal),
    };
}
