using System.Text;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Tests.Rules;
using LogisticsScreening.Screening.Tests.Text;

namespace LogisticsScreening.Screening.Tests;

public sealed class ScreenerTests
{
    [Fact]
    public void Screen_OrdinaryParcel_IsGreen()
    {
        var decision = SampleParcel.Screen(SampleParcel.Facts);
        Assert.Empty(decision.Findings);
        Assert.Equal((Lane.Green, Instruction.InspectAsUsual, Shown.Green), (decision.Lane, decision.Instruction, decision.Courier.Shown));
    }

    [Fact]
    public void Screen_Repeated_GivesTheSameBytesOnEveryThread()
    {
        foreach (var sample in CodeSamples.All.Values)
        {
            var policy = SampleParcel.Policy(sample.List);
            var hashes = new string[8];
            Parallel.For(0, hashes.Length, i => hashes[i] = SampleParcel.Screen(sample.Facts, policy, sample.Seed).ContentHash);
            Assert.Single(hashes.Distinct());
        }
    }

    [Fact]
    public void Screen_AfterAnotherParcel_RemembersNothingOfIt()
    {
        var policy = SampleParcel.Policy();
        var alone = SampleParcel.Screen(SampleParcel.Facts, policy);
        SampleParcel.Screen(SampleParcel.Declaring("虎骨", "烟花", "礼品"), policy);
        Assert.Equal(alone.ContentHash, SampleParcel.Screen(SampleParcel.Facts, policy).ContentHash);
    }

    [Fact]
    public void Screen_NowBelowAMicrosecondOrInAnotherZone_IsTheSameInstant()
    {
        var policy = SampleParcel.Policy();
        var one = Screener.Screen(SampleParcel.Facts, policy, SampleParcel.Now.AddTicks(9), SampleParcel.Undrawn);
        var other = Screener.Screen(SampleParcel.Facts, policy, SampleParcel.Now.ToOffset(TimeSpan.FromHours(-5)), SampleParcel.Undrawn);
        Assert.Equal((SampleParcel.Now, one.ContentHash), (one.DecidedAt, other.ContentHash));
        Assert.NotEqual(one.ContentHash, Screener.Screen(SampleParcel.Facts, policy, SampleParcel.Now.AddMicroseconds(1), SampleParcel.Undrawn).ContentHash);
    }

    [Fact]
    public void Screen_FindingsInOneOrder_StrictestFirst()
    {
        var findings = SampleParcel.Screen(SampleParcel.Declaring("礼品", "烟花", "虎骨", "果冻手串")).Findings;
        Assert.Equal(findings.Select(f => f.Lane).OrderDescending(), findings.Select(f => f.Lane));
        Assert.Equal("contents.prohibited", findings[0].Code);
    }

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("连衣裙\udfff")]
    [InlineData("\0\0\0")]
    [InlineData("　")]
    [InlineData("\u200B\u200B")]
    [InlineData("🙂🙂🙂")]
    [InlineData("------")]
    public void Screen_UnreadableDeclaration_IsAtLeastYellow(string description) =>
        Assert.True(SampleParcel.Screen(SampleParcel.Declaring(description)).Lane >= Lane.Yellow);

    [Fact]
    public void Screen_HostileTextInEveryField_NeverThrowsAndSpansStayInside()
    {
        var hostile = new HostileText(20261122);
        var policy = SampleParcel.Policy(SampleParcel.List(SampleParcel.Entry));
        for (var round = 0; round < 300; round++)
        {
            string Text() => hostile.Text(40);
            var facts = SampleParcel.Facts with
            {
                Depot = Text(),
                Waybill = SampleParcel.Waybill with
                {
                    Remarks = Text(),
                    Items = [new() { Description = Text(), Nature = Text(), Quantity = 1 }],
                    Sender = new() { Name = Text(), Phone = Text(), Address = Text(), Accounts = [Text()], OrganisationCode = Text(), Agent = new() { Name = Text(), Phone = Text() } },
                    Recipient = new() { Name = Text(), Phone = Text(), Address = Text() },
                },
            };
            var decision = SampleParcel.Screen(facts, policy);
            Assert.True(decision.Lane >= Lane.Yellow);
            foreach (var finding in decision.Findings.Where(f => f.Start is not null))
            {
                var declared = finding.Field switch { "remarks" => facts.Waybill.Remarks!, "items[0].nature" => facts.Waybill.Items[0].Nature!, _ => facts.Waybill.Items[0].Description };
                Assert.Equal(finding.Text, declared.Substring(finding.Start!.Value, finding.Length!.Value));
            }
        }
    }

    [Fact]
    public void Screen_ParcelWithoutFindings_AllocatesLittle()
    {
        const int Rounds = 1_000, MostBytes = 2_048;
        var policy = SampleParcel.Policy(SampleParcel.List(Enum.GetValues<RiskListKind>().Select(kind => SampleParcel.Entry with
        {
            Id = "entry-" + kind,
            Kind = kind,
            Value = "13911111111",
            Address = "别处1号",
            OrganisationCode = "91350100M000100Y43",
        })));
        Assert.Empty(SampleParcel.Screen(SampleParcel.Facts, policy).Findings);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            SampleParcel.Screen(SampleParcel.Facts, policy);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, 1, MostBytes);
    }

    [Fact]
    public void EngineVersion_NamesTheUnicodeTables() => Assert.Contains("unicode", Screener.EngineVersion, StringComparison.Ordinal);
}
