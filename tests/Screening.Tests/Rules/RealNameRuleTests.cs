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

    [Theory]
    [InlineData(500, null, true)]
    [InlineData(501, null, false)]
    [InlineData(9_000, null, false)]
    [InlineData(20, 501, false)]
    [InlineData(null, 500, true)]
    [InlineData(null, null, true)]
    public void Letter_IsExemptUpToItsWeight(int? weight, int? itemWeight, bool exempt)
    {
        var letter = SampleParcel.Waybill with { ContentKind = ContentKind.Letter, Weight = weight, Items = [SampleParcel.Waybill.Items[0] with { Description = "文件", Weight = itemWeight }] };
        Assert.Equal(
            exempt ? [] : ["realName.letterTooHeavy", "realName.notRegistered"],
            SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = NobodyFound, Waybill = letter }).Where(code => code.StartsWith("realName", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData("sender", "2026-11-22", "2026-11-22", null)]
    [InlineData("sender", "2026-11-23", null, "realName.agreementExpired")]
    [InlineData("sender", "2026-01-01", "2026-11-21", "realName.agreementExpired")]
    [InlineData("other", "2026-01-01", null, "realName.agreementForeign")]
    [InlineData(null, null, null, "realName.agreementUnknown")]
    public void Agreement_OfTheTable_CoversItsCustomerWhileItRuns(string? customer, string? from, string? until, string? code)
    {
        var facts = WithAgreement(new("DEMO", null)) with
        {
            SenderRegistration = SampleParcel.Registered with { Status = RegistrationStatus.Expired },
            Agreement = customer is null
                ? new() { Answer = RegistryAnswer.NotFound }
                : new() { Answer = RegistryAnswer.Found, CustomerKey = customer == "sender" ? SampleParcel.Registered.NumberKey : "sha256:0", From = Day(from), Until = Day(until) },
        };
        Assert.Equal(code is null ? [] : [code, "realName.documentExpired"], SampleParcel.Codes(facts).Order().ToArray());

        static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text);
    }

    [Theory]
    [InlineData(true, null, "realName.agreementUnproven")]
    [InlineData(true, "91350100M000100Y43", null)]
    [InlineData(true, "91110000101623741K", "realName.agreementForeign")]
    public void Agreement_OfAnOrganisation_IsProvenByItsCode(bool registryAsked, string? code, string? finding)
    {
        var facts = WithAgreement(new("DEMO", null));
        facts = facts with
        {
            SenderRegistration = registryAsked ? NobodyFound : null,
            Waybill = facts.Waybill with { Sender = SampleParcel.Sender with { OrganisationCode = code } },
            Agreement = new() { Answer = RegistryAnswer.Found, CustomerKey = IdNumber.KeyOf("91350100M000100Y43") },
        };
        Assert.Equal(finding is null ? [] : [finding, "realName.notRegistered"], SampleParcel.Codes(facts).Order().ToArray());
    }

    [Fact]
    public void Agreement_OtherEndOnTheWaybill_IsMentionedOnly()
    {
        var decision = SampleParcel.Screen(WithAgreement(new("DEMO", new(2020, 1, 1))) with
        {
            SenderRegistration = SampleParcel.Registered,
            Agreement = new() { Answer = RegistryAnswer.Found, CustomerKey = SampleParcel.Registered.NumberKey, Until = new(2027, 1, 1) },
        });
        Assert.Equal(("realName.agreementDatesDiffer", Lane.Green), (Assert.Single(decision.Findings).Code, decision.Lane));
    }

    [Theory]
    [InlineData(null, "realName.responsibleMissing")]
    [InlineData("sha256:1", null)]
    public void Organisation_NeedsAResponsiblePerson(string? responsible, string? code) => Assert.Equal(
        code is null ? [] : [code],
        SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = SampleParcel.Registered with { IdType = IdType.Organisation, ResponsibleKey = responsible } }));

    [Theory]
    [InlineData("赵演一", "13900000101", null, null, "realName.agentIsPrincipal")]
    [InlineData("许演青", "13900000101", null, null, "realName.agentWithoutDocument")]
    [InlineData("许演青", "13900000120", "principal", null, "realName.agentIsPrincipal")]
    [InlineData("许演青", "13900000120", "own", null, null)]
    [InlineData("许演青", "13900000120", null, "own", null)]
    [InlineData("许演青", "13900000120", null, "principal", "realName.agentIsPrincipal")]
    public void Agent_IsAnotherPersonWithAnIdentityOfHisOwn(string name, string phone, string? document, string? registered, string? code)
    {
        string? Key(string? whose) => whose switch { null => null, "own" => IdNumber.KeyOf("TR0000123"), _ => SampleParcel.Registered.NumberKey };
        var facts = SampleParcel.From(SampleParcel.Sender with
        {
            Document = new(IdType.ResidentId, SampleParcel.Registered.NumberKey!, IdNumberProblem.None),
            Agent = new() { Name = name, Phone = phone, Document = Key(document) is { } key ? new(IdType.ResidentId, key, IdNumberProblem.None) : null },
        }) with
        {
            AgentRegistration = Key(registered) is { } number ? SampleParcel.Registered with { Name = name, NumberKey = number } : null,
        };
        Assert.Equal(code is null ? [] : [code], SampleParcel.Codes(facts));
    }

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

    [Theory]
    [InlineData("2026-08-22T02:00:00Z", false)]
    [InlineData("2026-08-21T02:00:00Z", true)]
    [InlineData("2026-08-21T16:00:00Z", false)]
    public void TemporaryCard_ThreeMonthsFromRegistration_ByTheLocalDay(string registeredAt, bool expired)
    {
        var record = SampleParcel.Registered with { IdType = IdType.TemporaryId, ValidUntil = null, RegisteredAt = DateTimeOffset.Parse(registeredAt) };
        Assert.Equal(expired ? ["realName.documentExpired"] : [], SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = record }));
    }

    [Theory]
    [InlineData("2010-11-22", null)]
    [InlineData("2010-11-23", "realName.minor")]
    [InlineData("2026-11-22", "realName.minor")]
    [InlineData(null, null)]
    public void Age_IsCountedOnTheDecisionsLocalDay(string? born, string? code)
    {
        var record = SampleParcel.Registered with { BornOn = born is null ? null : DateOnly.Parse(born) };
        Assert.Equal(code is null ? [] : [code], SampleParcel.Codes(SampleParcel.Facts with { SenderRegistration = record }));
    }

    [Fact]
    public void Document_OtherThanTheRegisteredOne_IsSaidOnce()
    {
        var registered = SampleParcel.Registered;
        Assert.Empty(Sent(new(IdType.ResidentId, registered.NumberKey!, IdNumberProblem.None)));
        Assert.Equal(["realName.typeDiffers"], Sent(new(IdType.TemporaryId, registered.NumberKey!, IdNumberProblem.None)));
        Assert.Equal(["realName.numberDiffers"], Sent(new(IdType.Passport, IdNumber.KeyOf("TR0000123"), IdNumberProblem.None)));

        static string[] Sent(IdNumber document) => SampleParcel.Codes(SampleParcel.From(SampleParcel.Sender with { Document = document }));
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
