using System.Text;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Rules;

public sealed class AuthorityAnswerTests
{
    [Theory]
    [InlineData(IdentityConfirmation.Confirmed, Lane.Green, null)]
    [InlineData(IdentityConfirmation.Waiting, Lane.Yellow, "realName.notConfirmed")]
    [InlineData(IdentityConfirmation.NameDiffers, Lane.Hold, "realName.authorityNameDiffers")]
    [InlineData(IdentityConfirmation.NumberUnknown, Lane.Yellow, "realName.authorityNumberUnknown")]
    [InlineData(IdentityConfirmation.DocumentLost, Lane.Hold, "realName.authorityDocumentLost")]
    [InlineData(IdentityConfirmation.DocumentExpired, Lane.Yellow, "realName.authorityDocumentExpired")]
    public void Answer_OfTheAuthority_HasItsLane(IdentityConfirmation confirmation, Lane lane, string? code)
    {
        var decision = SampleParcel.Screen(Sender(confirmation));
        Assert.Equal(lane, decision.Lane);
        Assert.Equal(code is null ? [] : [code], decision.Findings.Select(f => f.Code));
        if (lane == Lane.Yellow)
            Assert.Equal(Instruction.CheckIdentity, decision.Instruction);
    }

    [Fact]
    public void Agent_NotConfirmed_IsFoundAtTheAgent()
    {
        var agent = SampleParcel.Sender with { Name = "钱演二", Phone = "13900000102" };
        var facts = SampleParcel.From(SampleParcel.Sender with { Agent = agent }) with
        {
            AgentRegistration = SampleParcel.Registered with { Name = "钱演二", NumberKey = "sha256:another", Confirmation = IdentityConfirmation.Waiting },
        };
        var finding = Assert.Single(SampleParcel.Screen(facts).Findings);
        Assert.Equal((PartyRole.Agent, "sender.agent"), (finding.Party, finding.Field));
    }

    /// <summary>The record of a lost document says what there is to say; what the authority would add is not asked.</summary>
    [Fact]
    public void Registration_NotActive_SaysNothingOfAnAnswer() => Assert.Equal(
        ["realName.documentInvalid"],
        SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = SampleParcel.Registered with { Status = RegistrationStatus.Lost, Confirmation = IdentityConfirmation.Waiting } }));

    [Fact]
    public void Letter_NotConfirmed_IsExempt() =>
        Assert.Empty(SampleParcel.Codes(Sender(IdentityConfirmation.Waiting) with { Waybill = SampleParcel.Waybill with { ContentKind = ContentKind.Letter } }));

    /// <summary>What was decided before there was a gateway replays byte for byte.</summary>
    [Fact]
    public void CanonicalForm_WithoutAGateway_HasNoMemberForIt()
    {
        Assert.DoesNotContain("confirmation", Canonical(SampleParcel.Facts), StringComparison.Ordinal);
        Assert.Contains("\"answer\":\"found\",\"confirmation\":\"nameDiffers\",\"idType\"", Canonical(Sender(IdentityConfirmation.NameDiffers)), StringComparison.Ordinal);
    }

    private static ParcelFacts Sender(IdentityConfirmation confirmation) =>
        SampleParcel.Facts with { SenderRegistration = SampleParcel.Registered with { Confirmation = confirmation } };

    private static string Canonical(ParcelFacts facts)
    {
        var json = new CanonicalJson();
        DecisionContent.Write(json, null, facts);
        return Encoding.UTF8.GetString(json.Written);
    }
}
