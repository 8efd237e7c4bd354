using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Rules;

public sealed class BehaviourRuleTests
{
    private static readonly PostingHistory Everything = new() { NamesOfPhone = 9, NumbersOfPerson = 9, PhonesOfNumber = 9, RegionsToday = 2, SmallOfSender = 99, SmallToRecipient = 99, SendersToRecipient = 99 };

    public static TheoryData<string, PostingHistory> JustBelow { get; } = new()
    {
        { "names", new() { NamesOfPhone = 1 } },
        { "phones", new() { PhonesOfNumber = 1 } },
        { "parcels", new() { SmallToRecipient = 4, SendersToRecipient = 9 } },
        { "senders", new() { SmallToRecipient = 9, SendersToRecipient = 3 } },
        { "often", new() { SmallOfSender = 13 } },
    };

    [Theory]
    [MemberData(nameof(JustBelow))]
    public void History_JustBelowItsNumber_SaysNothing(string what, PostingHistory history) => Assert.True(Codes(SampleParcel.Facts with { History = history }).Length == 0, what);

    [Fact]
    public void History_AboveAll_IsToldToTheRegion_AndTheCourierSeesNoMoreThanRed()
    {
        var decision = SampleParcel.Screen(SampleParcel.Facts with { History = Everything });
        var behaviour = decision.Findings.Where(f => f.Check == Check.Behaviour).ToList();
        Assert.Equal(6, behaviour.Count);
        Assert.All(behaviour, f => Assert.Equal(Audience.Region, f.Audience));
        Assert.Contains(behaviour, f => f.Explanation.En.Contains("Within 7 days 99 senders sent this recipient 100 parcels of at most 500 g.", StringComparison.Ordinal));
        Assert.Equal((Lane.Red, Shown.Red), (decision.Lane, decision.Courier.Shown));
    }

    [Fact]
    public void Trade_PostsForManyAndOften_AndIsAskedAboutItsDocumentsOnly()
    {
        string[] documents = ["behaviour.personOfManyNumbers"];
        Assert.Equal(documents, Codes(SampleParcel.Facts with { History = Everything, Waybill = SampleParcel.Waybill with { Channel = Channel.Agreement, Agreement = new("DEMO", null) } }));
        Assert.Equal(documents, Codes(SampleParcel.From(SampleParcel.Sender with { OrganisationCode = "91350100M000100Y43" }) with { History = Everything }));
    }

    [Fact]
    public void WeakSignals_Alone_SayNothing()
    {
        var waybill = SampleParcel.Waybill with { CashOnDelivery = new("880.00", "CNY"), Items = [SampleParcel.Waybill.Items[0] with { Value = new("9000.00", "CNY") }] };
        Assert.Empty(Codes(SampleParcel.Facts with { Waybill = waybill, SenderRegistration = SampleParcel.Registered with { RegisteredAt = SampleParcel.Now } }));
    }

    [Fact]
    public void WeakSignals_BesideTheControlDraw_SayNothing()
    {
        var facts = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { CashOnDelivery = new("880.00", "CNY") } };
        Assert.Equal(["control.sample"], SampleParcel.Screen(facts, seed: SampleParcel.Drawn).Findings.Select(f => f.Code));
    }

    [Fact]
    public void FirstTimeSender_AskedForHisPapers_IsNoSuspectForThat()
    {
        var facts = SampleParcel.Facts with { SenderRegistration = SampleParcel.Registered with { RegisteredAt = SampleParcel.Now, Confirmation = IdentityConfirmation.Waiting } };
        Assert.Equal(["realName.notConfirmed"], SampleParcel.Screen(facts).Findings.Select(f => f.Code));
    }

    [Theory]
    [InlineData("4999.99", null, 0)]
    [InlineData("5000", null, 1)]
    [InlineData("5000.00", "5000.00", 0)]
    public void Value_NotInsured_CountsFromItsNumberOn(string value, string? insured, int findings)
    {
        var waybill = SampleParcel.Declaring("礼品").Waybill;
        waybill = waybill with { Items = [waybill.Items[0] with { Value = new(value, "CNY") }], InsuredValue = insured is null ? null : new(insured, "CNY") };
        Assert.Equal(findings, Codes(SampleParcel.Facts with { Waybill = waybill }).Length);
    }

    [Theory]
    [InlineData("12", 1_200)]
    [InlineData("12.3", 1_230)]
    [InlineData("12.34", 1_234)]
    [InlineData("0.05", 5)]
    public void Money_Hundredths_AreWhole(string amount, long hundredths) => Assert.Equal(hundredths, new Money(amount, "CNY").Hundredths());

    private static string[] Codes(ParcelFacts facts) => [.. SampleParcel.Screen(facts).Findings.Where(f => f.Check == Check.Behaviour).Select(f => f.Code)];
}
