using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Screening.Rules;

namespace LogisticsScreening.Screening.Tests.Rules;

/// <summary>Walks the registry: whoever adds a rule kind or a code gets these tests without writing one.</summary>
public sealed class RuleKindsTests
{
    public static TheoryData<string> Kinds => [.. RuleKinds.All.Select(k => k.Name)];

    public static TheoryData<string> Codes => [.. RuleKinds.Codes.Keys];

    [Fact]
    public void All_NamesAndCodes_AreUniqueAndCoveredByThePolicyAndTheSamples()
    {
        Assert.Equal(RuleKinds.All.Count, RuleKinds.All.Select(k => k.Name).Distinct().Count());
        Assert.Equal(RuleKinds.Codes.Keys.Order(), CodeSamples.All.Keys.Order());
        Assert.Equal(RuleKinds.Codes.Keys.Order(), SampleParcel.ShippedPolicy.Outcomes.Keys.Order());
        Assert.Equal(RuleKinds.All.Select(k => k.Name).Order(), SampleParcel.ShippedPolicy.Rules.Select(r => r.Kind).Order());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_BelongsToItsCheckAndSpeaksBothLanguages(string code)
    {
        var known = RuleKinds.Codes[code];
        Assert.StartsWith(EnumText<Check>.Of(known.Check) + ".", code, StringComparison.Ordinal);
        AssertBoth(known.Title);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_ItsSample_IsFoundAndExplained(string code)
    {
        var sample = CodeSamples.All[code];
        var decision = SampleParcel.Screen(sample.Facts, SampleParcel.Policy(sample.List), sample.Seed);
        var finding = Assert.Single(decision.Findings, f => f.Code == code);
        var outcome = SampleParcel.ShippedPolicy.Outcomes[code];
        Assert.Equal((outcome.Lane, outcome.Severity, outcome.LegalBasis), (EnumText<Lane>.Of(finding.Lane), EnumText<Severity>.Of(finding.Severity), finding.LegalBasis));
        AssertBoth(finding.Explanation);
        AssertSpan(finding, sample.Facts.Waybill);
        AssertTellsNothingPersonal(finding, sample.Facts.Waybill);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_EvenWhenThePolicyHolds_NeverTipsOff(string code)
    {
        var sample = CodeSamples.All[code];
        var policy = SampleParcel.Policy(sample.List, OnlyHolding(code));
        foreach (var scan in Enum.GetValues<ScanKind>())
        {
            var decision = SampleParcel.Screen(sample.Facts with { Scan = scan }, policy, sample.Seed);
            Assert.Equal(Lane.Hold, decision.Lane);
            if (RuleKinds.Codes[code].Check is Check.RealName or Check.Contents)
            {
                Assert.Equal(scan == ScanKind.Acceptance ? Instruction.DoNotAccept : Instruction.StopAndSecure, decision.Instruction);
                Assert.Equal(new CourierAnswer(Shown.Refuse, decision.Instruction), decision.Courier);
            }
            else
            {
                Assert.Equal(Instruction.StopAndSecure, decision.Instruction);
                Assert.Equal(new CourierAnswer(Shown.Red, Instruction.InspectThoroughly), decision.Courier);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_OrdinaryParcel_FindsNothing(string kind) =>
        Assert.Empty(SampleParcel.Screen(SampleParcel.Facts, SampleParcel.Policy(SampleParcel.List(SampleParcel.Entry with { Value = "13911111111" }), Only(kind))).Findings);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_PolicyJson_RoundTripsToTheSameDecisions(string kind)
    {
        var document = Only(kind);
        var read = JsonSerializer.Deserialize<PolicyDocument>(JsonSerializer.Serialize(document, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;
        foreach (var code in RuleKinds.All.Single(k => k.Name == kind).Codes.Select(c => c.Code).Where(c => c != "riskList.codeWord"))
        {
            var sample = CodeSamples.All[code];
            var written = SampleParcel.Screen(sample.Facts, SampleParcel.Policy(sample.List, document), sample.Seed);
            Assert.Equal(written.ContentHash, SampleParcel.Screen(sample.Facts, SampleParcel.Policy(sample.List, read), sample.Seed).ContentHash);
            Assert.Contains(written.Findings, f => f.Code == code);
        }
    }

    private static PolicyDocument Only(string kind)
    {
        var codes = RuleKinds.All.Single(k => k.Name == kind).Codes.Select(c => c.Code).ToHashSet();
        return SampleParcel.ShippedPolicy with
        {
            Rules = [.. SampleParcel.ShippedPolicy.Rules.Where(r => r.Kind == kind)],
            Outcomes = SampleParcel.ShippedPolicy.Outcomes.Where(o => codes.Contains(o.Key)).ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>That code leads to hold, every other to green.</summary>
    private static PolicyDocument OnlyHolding(string code) => SampleParcel.ShippedPolicy with
    {
        Outcomes = SampleParcel.ShippedPolicy.Outcomes.ToDictionary(
            o => o.Key,
            o => o.Value with { Lane = o.Key == code ? "hold" : "green", Instruction = null },
            StringComparer.Ordinal),
    };

    private static void AssertBoth(LocalizedText text)
    {
        Assert.Contains(text.Zh, c => c is >= '\u4E00' and <= '\u9FFF');
        Assert.Contains(text.En, char.IsAsciiLetter);
        Assert.NotEqual(text.Zh, text.En);
        Assert.DoesNotContain(text.En, c => c is '“' or '”' or '。' or '，');
    }

    private static void AssertSpan(Finding finding, Waybill waybill)
    {
        if (finding.Start is not { } start)
        {
            Assert.Null(finding.Text);
            return;
        }

        var declared = finding.Field == "remarks" ? waybill.Remarks! : waybill.Items[0].Description;
        Assert.Equal(finding.Text, declared.Substring(start, finding.Length!.Value));
    }

    private static void AssertTellsNothingPersonal(Finding finding, Waybill waybill)
    {
        var told = finding.Explanation.Zh + finding.Explanation.En + finding.Text;
        foreach (var party in new[] { waybill.Sender, waybill.Recipient })
        {
            Assert.DoesNotContain(party.Name, told, StringComparison.Ordinal);
            Assert.DoesNotContain(party.Phone, told, StringComparison.Ordinal);
            Assert.DoesNotContain(party.Address!, told, StringComparison.Ordinal);
        }
    }
}
