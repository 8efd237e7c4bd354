using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Rules;

public sealed class RealNameRuleTests
{
    private static readonly RegistrationFact NobodyFound = new() { Answer = RegistryAnswer.NotFound };

    [Fact]
    public void Sender_Registered_IsGreen() => Assert.Equal(Lane.Green, SampleParcel.Screen(SampleParcel.Facts).Lane);

    [Fact]
    public void Registry_NotAsked_ReportsNothing() => Assert.Empty(SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = null }));

    [Fact]
    public void Sender_NotRegistered_IsYellow()
    {
        var decision = SampleParcel.Screen(SampleParcel.Facts with { SenderRegistration = NobodyFound });
        Assert.Equal((Lane.Yellow, Instruction.CheckIdentity, "realName.notRegistered"), (decision.Lane, decision.Instruction, decision.Findings[0].Code));
    }

    [Fact]
    public void Sender_NotCheckable_IsYellow() =>
        Assert.Equal(["realName.notCheckable"], SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = new() { Answer = RegistryAnswer.NotCheckable } }));

    [Fact]
    public void Letter_IsExempt() =>
        Assert.Empty(SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = NobodyFound, Waybill = SampleParcel.Waybill with { ContentKind = ContentKind.Letter } }));

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2027-12-31")]
    [InlineData(null)]
    public void Agreement_Running_IsExempt(string? until) => Assert.Empty(SampleParcel.Codes(WithAgreement(new("DEMO", until is null ? null : DateOnly.Parse(until)))));

    [Fact]
    public void Agreement_Expired_IsCheckedLikeAnyOther() =>
        Assert.Equal(["realName.agreementExpired", "realName.notRegistered"], SampleParcel.Codes(WithAgreement(new("DEMO", SampleParcel.Today.AddDays(-1)))).Order());

    [Fact]
    public void Agreement_Missing_IsCheckedLikeAnyOther() => Assert.Equal(["realName.agreementMissing", "realName.notRegistered"], SampleParcel.Codes(WithAgreement(null)).Order());

    [Fact]
    public void Agreement_OnAnotherChannel_ExemptsNobody() => Assert.Equal(
        ["realName.notRegistered"],
        SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = NobodyFound, Waybill = SampleParcel.Waybill with { Agreement = new("DEMO", null) } }));

    [Theory]
    [InlineData("钱演二", true)]
    [InlineData("赵演一", false)]
    [InlineData("趙演一", false)]
    [InlineData("赵*一", false)]
    [InlineData("赵**", false)]
    [InlineData("钱**", true)]
    public void Name_OtherThanRegistered_IsRefused(string declared, bool refused)
    {
        var decision = SampleParcel.Screen(SampleParcel.From(SampleParcel.Sender with { Name = declared }));
        Assert.Equal(refused ? [("realName.nameDiffers", Shown.Refuse)] : [], decision.Findings.Select(f => (f.Code, decision.Courier.Shown)));
    }

    [Fact]
    public void Name_WhollyHidden_IsUnreadableNotDifferent() =>
        Assert.Equal(["realName.partyUnreadable"], SampleParcel.Codes(SampleParcel.From(SampleParcel.Sender with { Name = "***" })));

    [Theory]
    [InlineData(RegistrationStatus.Active, "2026-11-22", null)]
    [InlineData(RegistrationStatus.Active, "2026-11-21", "realName.documentExpired")]
    [InlineData(RegistrationStatus.Active, null, null)]
    [InlineData(RegistrationStatus.Expired, null, "realName.documentExpired")]
    [InlineData(RegistrationStatus.Lost, "2032-01-01", "realName.documentInvalid")]
    [InlineData(RegistrationStatus.Revoked, "2020-01-01", "realName.documentInvalid")]
    public void Record_StatusAndValidity_AreChecked(RegistrationStatus status, string? validUntil, string? code)
    {
        var record = SampleParcel.Registered with { Status = status, ValidUntil = validUntil is null ? null : DateOnly.Parse(validUntil) };
        Assert.Equal(code is null ? [] : [code], SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = record }));
    }

    [Fact]
    public void Agent_IsCheckedBesideTheSender()
    {
        var facts = SampleParcel.From(SampleParcel.Sender with { Agent = new() { Name = "许演青", Phone = "13900000120" } }) with { AgentRegistration = NobodyFound };
        var finding = Assert.Single(SampleParcel.Screen(facts).Findings);
        Assert.Equal(("realName.notRegistered", PartyRole.Agent, "sender.agent"), (finding.Code, finding.Party!.Value, finding.Field));
    }

    [Theory]
    [InlineData(IdType.ResidentId, IdNumberProblem.CheckDigit, "realName.numberInvalid", Lane.Yellow)]
    [InlineData(IdType.ResidentId, IdNumberProblem.Area, "realName.numberInvalid", Lane.Yellow)]
    [InlineData(IdType.ResidentId, IdNumberProblem.BirthDate, "realName.numberInvalid", Lane.Yellow)]
    [InlineData(IdType.Passport, IdNumberProblem.Shape, "realName.numberInvalid", Lane.Yellow)]
    [InlineData(IdType.Organisation, IdNumberProblem.Shape, "realName.numberInvalid", Lane.Yellow)]
    [InlineData(IdType.Organisation, IdNumberProblem.CheckDigit, "realName.organisationCodeDoubtful", Lane.Green)]
    public void Document_BadNumber_IsSaidWithoutARegistry(IdType type, IdNumberProblem problem, string code, Lane lane)
    {
        var facts = SampleParcel.From(SampleParcel.Sender with { Document = new(type, "sha256:0", problem) }) with { SenderRegistration = null };
        var decision = SampleParcel.Screen(facts);
        Assert.Equal((code, lane), (Assert.Single(decision.Findings).Code, decision.Lane));
    }

    [Fact]
    public void Recipient_NeedsNoDocument() =>
        Assert.Empty(SampleParcel.Codes(SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Recipient = SampleParcel.Recipient with { Phone = "139****0201" } } }));

    private static ParcelFacts WithAgreement(Agreement? agreement) =>
        SampleParcel.Facts with { SenderRegistration = NobodyFound, Waybill = SampleParcel.Waybill with { Channel = Channel.Agreement, Agreement = agreement } };
}
