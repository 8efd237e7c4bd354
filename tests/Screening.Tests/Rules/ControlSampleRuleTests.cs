using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Policies;

namespace LogisticsScreening.Screening.Tests.Rules;

public sealed class ControlSampleRuleTests
{
    private const int Parcels = 100_000;
    private static readonly byte[] ControlKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(50)]
    [InlineData(1_000)]
    public void Rate_OverManyParcels_IsCloseToNominal(int rate)
    {
        var expected = Parcels * rate / 10_000;
        var deviation = Math.Sqrt(expected * (1 - (rate / 10_000.0)));
        Assert.InRange(Drawn(WithRate(("rate", rate)), "KMG-01"), expected - (5 * deviation), expected + (5 * deviation));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10_000, 2_000)]
    public void Rate_AtItsEnds_IsExact(int rate, int drawn) => Assert.Equal(drawn, Drawn(WithRate(("rate", rate)), "KMG-01", parcels: 2_000));

    [Fact]
    public void Rate_OfOneDepot_IsItsOwn()
    {
        var policy = WithRate(("rate", 0), ("depot:JH-01", 10_000));
        Assert.Equal((0, 500), (Drawn(policy, "KMG-01", 500), Drawn(policy, "JH-01", 500)));
    }

    [Fact]
    public void Finding_OfADrawnParcel_IsForComplianceOnly()
    {
        var finding = Assert.Single(SampleParcel.Screen(SampleParcel.Facts, seed: SampleParcel.Drawn).Findings);
        Assert.Equal(("control.sample", Screening.Decisions.Audience.Compliance), (finding.Code, finding.Audience));
    }

    [Fact]
    public void Draw_EveryScanOfAParcel_IsTheSame()
    {
        var policy = WithRate(("rate", 5_000));
        for (var i = 0; i < 200; i++)
        {
            var facts = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Number = "SF" + i } };
            var draws = Enum.GetValues<ScanKind>().Select(scan => SampleParcel.Screen(facts with { Scan = scan, Version = i }, policy, Seed(facts)).Findings.Count);
            Assert.Single(draws.Distinct());
        }
    }

    [Fact]
    public void Seed_DependsOnTheWholeIdentityAndTheKey()
    {
        byte[][] seeds =
        [
            Screener.SeedOf(ControlKey, "SF", "1234", 1), Screener.SeedOf(ControlKey, "SF", "1234", 2), Screener.SeedOf(ControlKey, "SF1", "234", 1),
            Screener.SeedOf(ControlKey, "SF", "12341", 1), Screener.SeedOf(new byte[32], "SF", "1234", 1),
        ];
        Assert.Equal(seeds.Length, seeds.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(seeds[0], Screener.SeedOf(ControlKey, "SF", "1234", 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleParcel.Screen(SampleParcel.Facts, seed: new byte[31]));
    }

    private static int Drawn(ScreeningPolicy policy, string depot, int parcels = Parcels)
    {
        var drawn = 0;
        for (var i = 0; i < parcels; i++)
        {
            var facts = SampleParcel.Facts with { Depot = depot, Waybill = SampleParcel.Waybill with { Number = "SF" + i } };
            drawn += SampleParcel.Screen(facts, policy, Seed(facts)).Findings.Count;
        }

        return drawn;
    }

    private static byte[] Seed(ParcelFacts facts) => Screener.SeedOf(ControlKey, facts.Waybill.Carrier, facts.Waybill.Number, facts.Issue);

    private static ScreeningPolicy WithRate(params (string Name, long Value)[] parameters) => SampleParcel.Policy(document: SampleParcel.ShippedPolicy with
    {
        Rules = [new("controlSample", parameters.ToDictionary(p => p.Name, p => p.Value))],
        Outcomes = SampleParcel.ShippedPolicy.Outcomes.Where(o => o.Key == "control.sample").ToDictionary(StringComparer.Ordinal),
    });
}
