using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Rules;

/// <summary>For every finding code one parcel that raises it under the shipped policy. A new code needs a line here.</summary>
internal static class CodeSamples
{
    private static readonly RiskListEntry SampleEntry = SampleParcel.Entry;

    public static IReadOnlyDictionary<string, CodeSample> All { get; } = new Dictionary<string, CodeSample>(StringComparer.Ordinal)
    {
        ["realName.notRegistered"] = new(Registry(new() { Answer = RegistryAnswer.NotFound })),
        ["realName.nameDiffers"] = new(Registry(SampleParcel.Registered with { Name = "钱演二" })),
        ["realName.documentExpired"] = new(Registry(SampleParcel.Registered with { Status = RegistrationStatus.Expired })),
        ["realName.documentInvalid"] = new(Registry(SampleParcel.Registered with { Status = RegistrationStatus.Lost })),
        ["realName.numberInvalid"] = new(Document(IdType.ResidentId)),
        ["realName.organisationCodeDoubtful"] = new(Document(IdType.Organisation)),
        ["realName.notCheckable"] = new(Registry(new() { Answer = RegistryAnswer.NotCheckable })),
        ["realName.agreementExpired"] = new(Agreement(new("DEMO", new(2020, 1, 1)))),
        ["realName.agreementMissing"] = new(Agreement(null)),
        ["realName.typeDiffers"] = new(Sent(new(IdType.Passport, SampleParcel.Registered.NumberKey!, IdNumberProblem.None))),
        ["realName.numberDiffers"] = new(Sent(new(IdType.ResidentId, "sha256:0", IdNumberProblem.None))),
        ["realName.minor"] = new(Registry(SampleParcel.Registered with { BornOn = SampleParcel.Today.AddYears(-16).AddDays(1) })),
        ["realName.responsibleMissing"] = new(Registry(SampleParcel.Registered with { IdType = IdType.Organisation })),
        ["realName.agentIsPrincipal"] = new(Agent(new() { Name = SampleParcel.Sender.Name, Phone = SampleParcel.Sender.Phone })),
        ["realName.agentWithoutDocument"] = new(Agent(new() { Name = "许演青", Phone = "13900000120" })),
        ["realName.agreementUnknown"] = new(Agreement(new("DEMO", null)) with { Agreement = new() { Answer = RegistryAnswer.NotFound } }),
        ["realName.agreementForeign"] = new(Agreement(new("DEMO", null)) with { Agreement = new() { Answer = RegistryAnswer.Found, CustomerKey = "sha256:0" } }),
        ["realName.agreementUnproven"] = new(Agreement(new("DEMO", null)) with { Agreement = new() { Answer = RegistryAnswer.Found, CustomerKey = "sha256:0" }, SenderRegistration = null }),
        ["realName.agreementDatesDiffer"] = new(Agreement(new("DEMO", new(2027, 1, 1))) with { Agreement = new() { Answer = RegistryAnswer.Found, CustomerKey = SampleParcel.Registered.NumberKey } }),
        ["realName.letterTooHeavy"] = new(SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { ContentKind = ContentKind.Letter, Weight = 9_000 } }),
        ["realName.partyUnreadable"] = new(SampleParcel.From(SampleParcel.Sender with { Phone = "见单" })),
        ["realName.nameInvented"] = new(SampleParcel.To(SampleParcel.Recipient with { Name = "啊啊啊" })),
        ["realName.phoneInvented"] = new(SampleParcel.To(SampleParcel.Recipient with { Phone = "13912345678" })),
        ["realName.addressInvented"] = new(SampleParcel.To(SampleParcel.Recipient with { Address = "上海市同上" })),
        ["realName.addressIncomplete"] = new(SampleParcel.To(SampleParcel.Recipient with { Address = "云南省昆明市" })),
        ["realName.phoneOnly"] = new(SampleParcel.To(SampleParcel.Recipient with { Name = "收件人", Address = "云南省" })),
        ["realName.collectorNumberInvalid"] = new(Collected(new() { Name = "许演青", Phone = "13900000120", Document = new(IdType.ResidentId, "sha256:0", IdNumberProblem.CheckDigit) })),
        ["realName.notConfirmed"] = new(Answered(IdentityConfirmation.Waiting)),
        ["realName.authorityNameDiffers"] = new(Answered(IdentityConfirmation.NameDiffers)),
        ["realName.authorityNumberUnknown"] = new(Answered(IdentityConfirmation.NumberUnknown)),
        ["realName.authorityDocumentLost"] = new(Answered(IdentityConfirmation.DocumentLost)),
        ["realName.authorityDocumentExpired"] = new(Answered(IdentityConfirmation.DocumentExpired)),
        ["riskList.phone"] = new(SampleParcel.Facts, SampleEntry),
        ["riskList.idNumber"] = new(SampleParcel.Facts, SampleEntry with { Kind = RiskListKind.IdNumber, Value = "530102198503120118" }),
        ["riskList.organisation"] = new(SampleParcel.From(SampleParcel.Sender with { OrganisationCode = "91350100M000100Y43" }), SampleEntry with { Kind = RiskListKind.Organisation, Value = "某公司", OrganisationCode = "91350100M000100Y43" }),
        ["riskList.account"] = new(SampleParcel.From(SampleParcel.Sender with { Accounts = ["qq:1"] }), SampleEntry with { Kind = RiskListKind.Account, Value = "qq:1" }),
        ["riskList.address"] = new(SampleParcel.Facts, SampleEntry with { Kind = RiskListKind.Address, Value = SampleParcel.Recipient.Address! }),
        ["riskList.person"] = new(SampleParcel.Facts, SampleEntry with { Kind = RiskListKind.Person, Value = "赵演一", Address = SampleParcel.Sender.Address }),
        ["riskList.personPossible"] = new(SampleParcel.Facts, SampleEntry with { Kind = RiskListKind.Person, Value = "赵演易", Address = "昆明市五华区演示路9号" }),
        ["riskList.suppressed"] = new(SampleParcel.Facts, SampleEntry, SetAside: new() { Id = "s-1", EntryId = SampleEntry.Id, NumberKey = SampleParcel.Registered.NumberKey, Reason = "换号 / new number", Author = "test", Until = new(2026, 12, 31) }),
        ["riskList.unconfirmed"] = new(SampleParcel.Facts, SampleEntry with { Confidence = 100 }),
        ["riskList.codeWord"] = new(SampleParcel.Declaring("果冻"), SampleEntry),
        ["contents.wildlife"] = new(SampleParcel.Declaring("虎骨")),
        ["contents.wildlifeCombined"] = new(SampleParcel.Declaring("果冻 手串")),
        ["contents.wildlifeDisguised"] = new(SampleParcel.Declaring("西牛角 手串")),
        ["contents.wildlifePossible"] = new(SampleParcel.Declaring("像牙")),
        ["contents.wildlifeNegated"] = new(SampleParcel.Declaring("仿象牙")),
        ["contents.papersNeeded"] = new(SampleParcel.Declaring("沉香 手串")),
        ["contents.prohibited"] = new(SampleParcel.Declaring("烟花")),
        ["contents.prohibitedPossible"] = new(SampleParcel.Declaring("锂电池")),
        ["contents.vague"] = new(SampleParcel.Declaring("礼品")),
        ["contents.partyNameVague"] = new(SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Recipient = SampleParcel.Recipient with { Name = "先生" } } }),
        ["contents.partyNameOdd"] = new(SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Recipient = SampleParcel.Recipient with { Name = "张豆腐" } } }),
        ["contents.meaningless"] = new(SampleParcel.Declaring("3filunnes")),
        ["contents.weightImplausible"] = new(Line(new() { Description = "红木发夹", Quantity = 1, Weight = 3_000 })),
        ["contents.valueImplausible"] = new(Line(new() { Description = "毛绒玩具", Quantity = 2, Weight = 100, Value = new("9000.50", "CNY") })),
        ["contents.unreadable"] = new(SampleParcel.Declaring("……！")),
        ["contents.hiddenCharacters"] = new(SampleParcel.Declaring("连衣\u200B裙")),
        ["contents.foundWildlife"] = new(Inspected(new FoundItem(FoundKind.Wildlife, "african-elephant", "象牙手串", 2, "条", 180))),
        ["contents.foundProhibited"] = new(Inspected(new FoundItem(FoundKind.Prohibited, null, "烟花", 1, null, null))),
        ["contents.foundUndeclared"] = new(Inspected(new FoundItem(FoundKind.Undeclared, null, "手机 3部", 3, "部", null))),
        ["contents.inspectionRefused"] = new(Inspected()),
        ["behaviour.phoneOfManyNames"] = new(Posted(new() { NamesOfPhone = 2 })),
        ["behaviour.personOfManyNumbers"] = new(Posted(new() { NumbersOfPerson = 1 })),
        ["behaviour.numberOfManyPhones"] = new(Posted(new() { PhonesOfNumber = 2 })),
        ["behaviour.twoPlaces"] = new(Posted(new() { RegionsToday = 1 })),
        ["behaviour.manyToRecipient"] = new(Posted(new() { SmallToRecipient = 5, SendersToRecipient = 4 })),
        ["behaviour.smallButOften"] = new(Posted(new() { SmallOfSender = 14 })),
        ["behaviour.collectsForMany"] = new(Collected(new() { Name = "许演青", Phone = "13900000120" }) with { History = new() { RecipientsOfCollector = 3 } }),
        ["behaviour.senderCollects"] = new(Collected(new() { Name = "许演青", Phone = SampleParcel.Sender.Phone })),
        ["behaviour.wildlifeBefore"] = new(SampleParcel.Facts with { History = new() { FindsOfSender = 1 } }),
        ["behaviour.assessedValue"] = new(SampleParcel.Facts with { History = new() { FindsOfRecipient = 2, AssessedOfRecipient = 20_000 } }),
        ["behaviour.newRegistration"] = new(Posted(new() { NamesOfPhone = 2 }) with { SenderRegistration = SampleParcel.Registered with { RegisteredAt = SampleParcel.Now.AddMinutes(-5) } }),
        ["behaviour.cashOnDelivery"] = new(Suspect(w => w with { CashOnDelivery = new("880.00", "CNY") })),
        ["behaviour.notInsured"] = new(Suspect(w => w with { Items = [w.Items[0] with { Value = new("5000", "CNY") }] })),
        ["behaviour.goodsReworded"] = new(Reworded("items[0].description", "象牙手串", "纯棉连衣裙")),
        ["behaviour.declarationChanged"] = new(Reworded("recipient.phone", "139****0200", "139****0201")),
        ["control.sample"] = new(SampleParcel.Facts, Seed: SampleParcel.Drawn),
    };

    private static ParcelFacts Line(DeclaredItem item) => SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Items = [item], Weight = null } };

    private static ParcelFacts Posted(PostingHistory history) => SampleParcel.Facts with { History = history };

    private static ParcelFacts Suspect(Func<Waybill, Waybill> change) => Posted(new() { NamesOfPhone = 2 }) with { Waybill = change(SampleParcel.Waybill) };

    private static ParcelFacts Registry(RegistrationFact fact) => SampleParcel.Facts with { SenderRegistration = fact };

    private static ParcelFacts Answered(IdentityConfirmation confirmation) => Registry(SampleParcel.Registered with { Confirmation = confirmation });

    public static ParcelFacts Reworded(string field, string before, string after) => SampleParcel.Facts with { Rewording = new("courier", [new(field, before, after)]) };

    private static ParcelFacts Agent(Party agent) => SampleParcel.From(SampleParcel.Sender with
    {
        Document = new(IdType.ResidentId, SampleParcel.Registered.NumberKey!, IdNumberProblem.None),
        Agent = agent,
    });

    private static ParcelFacts Collected(Party collector) => SampleParcel.Facts with { Scan = ScanKind.Delivery, Collector = new(CollectorRelation.Other, collector) };

    private static ParcelFacts Inspected(params FoundItem[] found) =>
        SampleParcel.Facts with { Inspection = new(found.Length == 0 ? InspectionResult.Refused : InspectionResult.Found, found) };

    private static ParcelFacts Sent(IdNumber document) => SampleParcel.From(SampleParcel.Sender with { Document = document });

    private static ParcelFacts Document(IdType type) =>
        Sent(new(type, SampleParcel.Registered.NumberKey!, IdNumberProblem.CheckDigit));

    private static ParcelFacts Agreement(Agreement? agreement) =>
        SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Channel = Channel.Agreement, Agreement = agreement } };
}

internal sealed record CodeSample(ParcelFacts Facts, RiskListEntry? Entry = null, byte[]? Seed = null, Suppression? SetAside = null)
{
    public RiskList List => Entry is null ? RiskList.Empty : RiskList.Compile([Entry], "test", SetAside is null ? [] : [SetAside]);
}
