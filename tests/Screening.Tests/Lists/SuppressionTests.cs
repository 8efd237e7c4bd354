using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Lists;

public sealed class SuppressionTests
{
    private static readonly string Document = SampleParcel.Registered.NumberKey!;

    private static readonly RiskListEntry ByPhone = SampleParcel.Entry;

    private static readonly RiskListEntry ByDocument = SampleParcel.Entry with { Kind = RiskListKind.IdNumber, Value = "530102198503120118" };

    private static readonly Suppression Sample = new()
    {
        Id = "s-1",
        EntryId = ByPhone.Id,
        NumberKey = Document,
        Reason = "换号 / new owner of the number",
        Author = "test",
        Until = new(2026, 11, 22),
    };

    [Fact]
    public void Screen_EntrySetAsideForThisPerson_IsGreenAndSaysWhy()
    {
        var decision = Screen(ByPhone, Sample);
        var finding = Assert.Single(decision.Findings);
        Assert.Equal(("riskList.suppressed", Lane.Green, ByPhone.Id), (finding.Code, finding.Lane, finding.Entry));
        Assert.Contains(Sample.Reason, finding.Explanation.En, StringComparison.Ordinal);
        Assert.Equal(Lane.Green, decision.Lane);
    }

    [Fact]
    public void Screen_EntrySetAside_IsNoSecondSignalForACodeWord()
    {
        var codeWord = SampleParcel.Declaring("果冻");
        Assert.Contains("riskList.codeWord", SampleParcel.Codes(codeWord, RiskList.Compile([ByPhone], "test")));
        Assert.DoesNotContain("riskList.codeWord", SampleParcel.Codes(codeWord, RiskList.Compile([ByPhone], "test", [Sample])));
    }

    [Fact]
    public void Screen_EndedOrOtherPersonOrOtherEntry_StaysAHit()
    {
        foreach (var other in new[]
        {
            Sample with { Until = new(2026, 11, 21) },
            Sample with { NumberKey = "sha256:other" },
            Sample with { EntryId = "entry-2" },
            Sample with { NumberKey = null, PhoneKey = "+8613900000102" },
        })
            Assert.Equal("riskList.phone", Assert.Single(Screen(ByPhone, other).Findings).Code);
    }

    [Fact]
    public void Screen_ByPhone_SetsAsidePhoneHitsButNoDocumentHits()
    {
        var byPhone = Sample with { NumberKey = null, PhoneKey = ListKeys.Phone(SampleParcel.Sender.Phone) };
        Assert.Equal("riskList.suppressed", Assert.Single(Screen(ByPhone, byPhone).Findings).Code);
        Assert.Equal("riskList.idNumber", Assert.Single(Screen(ByDocument, byPhone).Findings).Code);
        Assert.Equal("riskList.suppressed", Assert.Single(Screen(ByDocument, Sample).Findings).Code);
    }

    /// <summary>The number that was set aside in its own field is none in the remarks.</summary>
    [Fact]
    public void Screen_NumberSetAside_IsNoHitInTheRemarks()
    {
        var facts = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Remarks = $"退回{SampleParcel.Sender.Phone}" } };
        Assert.Equal(["riskList.suppressed"], SampleParcel.Codes(facts, RiskList.Compile([ByPhone], "test", [Sample])));
    }

    [Fact]
    public void Compile_NoOrTwoKeysOfThePerson_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => RiskList.Compile([], "test", [Sample with { NumberKey = null }]));
        Assert.Throws<ArgumentException>(() => RiskList.Compile([], "test", [Sample with { PhoneKey = "+8613900000101" }]));
    }

    [Fact]
    public void Leaf_EveryField_ChangesTheVersionAndProvesItsPlace()
    {
        byte[] salt = [1, 2, 3];
        var json = new CanonicalJson();
        Suppression[] variants =
        [
            Sample,
            Sample with { Id = "s-2" },
            Sample with { EntryId = "entry-2" },
            Sample with { NumberKey = null, PhoneKey = Document },
            Sample with { Reason = "other" },
            Sample with { Author = "other" },
            Sample with { Until = new(2026, 11, 23) },
        ];
        var leaves = variants.Select(v => ListVersion.Leaf(v, salt, json)).ToList();
        Assert.Equal(variants.Length, leaves.Select(Convert.ToHexString).Distinct().Count());
        leaves.Insert(0, ListVersion.Leaf(ByPhone, salt, json));
        for (var i = 0; i < leaves.Count; i++)
            Assert.Equal(ListVersion.Root(leaves), ListVersion.RootFrom(leaves[i], i, leaves.Count, ListVersion.Path(leaves, i)));
    }

    private static Screening.Decisions.Decision Screen(RiskListEntry entry, Suppression suppression) =>
        SampleParcel.Screen(SampleParcel.Facts, SampleParcel.Policy(RiskList.Compile([entry], "test", [suppression])));
}
