using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// People who are not who they say, and trade in small parcels, by what was posted before (<see cref="PostingHistory"/>). Seen by the region: the depot may be in it. Agreement customers
/// and organisations post often and for many by trade, and are only asked about their documents.
/// The published cases name six parcels to one recipient, invented and borrowed names and a phone that alone is real (domain.md sections 2 and 5); the numbers are set by hand:
/// what is usual differs from operator to operator.
/// Who took a parcel for its recipient is asked about too, and what was found before in parcels of the same people.
/// Parameters: peopleDays, default 30; names (of one phone), 3; numbers (of one name and phone), 2; phones (of one document), 3; parcelDays, 7; smallGrams, 500; toRecipient, 6;
/// senders (of those), 4; often, 15; newMinutes (of a registration), 30; highValue (yuan declared, not insured), 5000; recipients (of one collector), 4; valueDays, 730; valueCrime, valueSerious and valueGrave (yuan assessed), 20000, 200000 and 2000000. newMinutes, highValue, and cash on delivery speak only beside another
/// finding of goods, list or history that is more than a remark.
/// </summary>
internal sealed class BehaviourRule : Rule
{
    private static readonly FindingCode PhoneOfManyNames = new("behaviour.phoneOfManyNames", Check.Behaviour, "同一电话使用多个姓名", "One phone with several names");
    private static readonly FindingCode PersonOfManyNumbers = new("behaviour.personOfManyNumbers", Check.Behaviour, "同一姓名使用多个证件号码", "One name with several document numbers");
    private static readonly FindingCode NumberOfManyPhones = new("behaviour.numberOfManyPhones", Check.Behaviour, "同一证件使用多个电话", "One document with several phones");
    private static readonly FindingCode TwoPlaces = new("behaviour.twoPlaces", Check.Behaviour, "同一证件同日在两地使用", "One document in two places on one day");
    private static readonly FindingCode ManyToRecipient = new("behaviour.manyToRecipient", Check.Behaviour, "多名寄件人向同一收件人寄递小件", "Small parcels from several senders to one recipient");
    private static readonly FindingCode SmallButOften = new("behaviour.smallButOften", Check.Behaviour, "频繁寄递小件", "Small parcels, often");
    private static readonly FindingCode NewRegistration = new("behaviour.newRegistration", Check.Behaviour, "刚登记即寄递，且有其他线索", "Registered minutes before, beside another signal");
    private static readonly FindingCode CashOnDelivery = new("behaviour.cashOnDelivery", Check.Behaviour, "个人代收货款，且有其他线索", "Cash on delivery of a private person, beside another signal");
    private static readonly FindingCode NotInsured = new("behaviour.notInsured", Check.Behaviour, "高价物品未保价，且有其他线索", "High value without insurance, beside another signal");

    private static readonly FindingCode CollectsForMany = new("behaviour.collectsForMany", Check.Behaviour, "同一人代收多名收件人的快件", "One person collects for many recipients");
    private static readonly FindingCode SenderCollects = new("behaviour.senderCollects", Check.Behaviour, "寄件人自己代收", "The sender collects the parcel");
    private static readonly FindingCode WildlifeBefore = new("behaviour.wildlifeBefore", Check.Behaviour, "此前快件中查出野生动物及制品", "Wildlife found in earlier parcels");
    private static readonly FindingCode AssessedValue = new("behaviour.assessedValue", Check.Behaviour, "两年内查出价值累计达到立案标准", "Assessed value of earlier finds reaches a crime threshold");

    private readonly int names;
    private readonly int numbers;
    private readonly int phones;
    private readonly int toRecipient;
    private readonly int senders;
    private readonly int often;
    private readonly int newMinutes;
    private readonly int highValue;
    private readonly int recipients;
    private readonly int[] values;

    private BehaviourRule(RuleParameters parameters)
    {
        const int Most = PostingHistory.MostRecords;
        Windows = new(
            parameters.Number("peopleDays", 30, 1, 366), parameters.Number("parcelDays", 7, 1, 366), parameters.Number("smallGrams", 500, 1, 30_000), parameters.Number("valueDays", 730, 1, 3_660));
        names = parameters.Number("names", 3, 2, Most);
        numbers = parameters.Number("numbers", 2, 2, Most);
        phones = parameters.Number("phones", 3, 2, Most);
        toRecipient = parameters.Number("toRecipient", 6, 2, Most);
        senders = parameters.Number("senders", 4, 2, Most);
        often = parameters.Number("often", 15, 2, Most);
        newMinutes = parameters.Number("newMinutes", 30, 1, 1_440);
        highValue = parameters.Number("highValue", 5_000, 1, 100_000_000);
        recipients = parameters.Number("recipients", 4, 2, Most);
        values =
        [
            parameters.Number("valueCrime", 20_000, 1, 1_000_000_000),
            parameters.Number("valueSerious", 200_000, 1, 1_000_000_000),
            parameters.Number("valueGrave", 2_000_000, 1, 1_000_000_000),
        ];
    }

    public static RuleKind Kind { get; } = new(
        "behaviour",
        [PhoneOfManyNames, PersonOfManyNumbers, NumberOfManyPhones, TwoPlaces, ManyToRecipient, SmallButOften, CollectsForMany, SenderCollects, WildlifeBefore, AssessedValue, NewRegistration, CashOnDelivery, NotInsured],
        p => new BehaviourRule(p));

    /// <summary>What the shell counts for this rule.</summary>
    public HistoryWindows Windows { get; }

    public override void Apply(RuleContext context)
    {
        var waybill = context.Facts.Waybill;
        var isPrivate = waybill.Channel != Channel.Agreement && waybill.Sender is { OrganisationCode: null, Document: null or { Type: not IdType.Organisation } };
        if (context.Facts.History is { } history)
        {
            ApplyHistory(context, history, isPrivate);
            ApplyFinds(context, PartyRole.Sender, history.FindsOfSender, history.AssessedOfSender);
            ApplyFinds(context, PartyRole.Recipient, history.FindsOfRecipient, history.AssessedOfRecipient);
        }

        if (context.Facts.Collector is { Person: { } collector, Relation: var relation })
            ApplyCollector(context, collector, relation == CollectorRelation.PickupPoint ? 0 : context.Facts.History?.RecipientsOfCollector ?? 0);
        if (isPrivate && IsSuspect(context))
            ApplyWeak(context, waybill);
    }

    private void ApplyHistory(RuleContext context, PostingHistory history, bool isPrivate)
    {
        var (people, parcels, grams) = (Windows.PeopleDays, Windows.ParcelDays, Windows.SmallGrams);
        if (isPrivate && history.NamesOfPhone + 1 >= names)
            Add(context, PhoneOfManyNames, "sender.phone", new($"{people}天内，此电话以{history.NamesOfPhone + 1}个不同姓名寄件。", $"Within {people} days this phone posted under {history.NamesOfPhone + 1} names."));
        if (history.NumbersOfPerson + 1 >= numbers)
            Add(context, PersonOfManyNumbers, "sender.idNumber", new($"{people}天内，同一姓名和电话使用了{history.NumbersOfPerson + 1}个不同的证件号码。", $"Within {people} days the same name and phone used {history.NumbersOfPerson + 1} document numbers."));
        if (isPrivate && history.PhonesOfNumber + 1 >= phones)
            Add(context, NumberOfManyPhones, "sender.idNumber", new($"{people}天内，此证件以{history.PhonesOfNumber + 1}个不同电话寄件。", $"Within {people} days this document posted with {history.PhonesOfNumber + 1} phones."));
        if (isPrivate && history.RegionsToday > 0)
            Add(context, TwoPlaces, "sender.idNumber", new($"此证件当日在{history.RegionsToday + 1}个区域使用：可能被人冒用。", $"This document was used in {history.RegionsToday + 1} regions today: somebody else may be using it."));
        if (isPrivate && history.SmallToRecipient + 1 >= toRecipient && history.SendersToRecipient >= senders)
            Add(context, ManyToRecipient, "recipient.phone", new($"{parcels}天内，{history.SendersToRecipient}名寄件人向此收件人寄出{history.SmallToRecipient + 1}个不超过{grams}克的小件。", $"Within {parcels} days {history.SendersToRecipient} senders sent this recipient {history.SmallToRecipient + 1} parcels of at most {grams} g."), PartyRole.Recipient);
        if (isPrivate && history.SmallOfSender + 1 >= often)
            Add(context, SmallButOften, "sender.phone", new($"{parcels}天内，此电话寄出{history.SmallOfSender + 1}个不超过{grams}克的小件。", $"Within {parcels} days this phone sent {history.SmallOfSender + 1} parcels of at most {grams} g."));
    }

    /// <summary>Mailing counts as transport, and repeated acts add up within two years: 20,000, 200,000 and 2,000,000 yuan are where the crime and its graver forms begin (domain.md section 3).</summary>
    private void ApplyFinds(RuleContext context, PartyRole role, int finds, long yuan)
    {
        if (finds == 0)
            return;
        var (path, days) = (role == PartyRole.Sender ? "sender" : "recipient", Windows.ValueDays);
        Add(context, WildlifeBefore, path, new($"{days}天内，此人的{finds}个快件中查出野生动物及制品。", $"Within {days} days wildlife was found in {finds} parcels of this person."), role);
        var reached = Array.FindLastIndex(values, value => yuan >= value);
        if (reached >= 0)
            Add(context, AssessedValue, path, new($"{days}天内查出的价值累计{yuan}元，已达到{values[reached]}元的标准。", $"Finds within {days} days were assessed at {yuan} yuan, which reaches the threshold of {values[reached]}."), role);
    }

    /// <summary>Experienced recipients send a third person (domain.md section 2). Family and colleagues take a few people's parcels; stations take everybody's and are not counted, but a sender is no station because somebody says so.</summary>
    private void ApplyCollector(RuleContext context, Party collector, int others)
    {
        var sender = context.Facts.Waybill.Sender;
        if ((RegistrationLookup.PhoneKeyOf(collector) is { } phone && phone == RegistrationLookup.PhoneKeyOf(sender))
            || (collector.Document?.Key is { } number && (number == sender.Document?.Key || number == context.Facts.SenderRegistration?.NumberKey)))
            Add(context, SenderCollects, "collector", new("代收人与寄件人的电话或证件相同。", "Whoever takes the parcel has the sender's phone or document."), PartyRole.Collector);
        if (others + 1 >= recipients)
            Add(context, CollectsForMany, "collector", new($"{Windows.PeopleDays}天内，此人代收了{others + 1}名收件人的快件。", $"Within {Windows.PeopleDays} days this person took parcels of {others + 1} recipients."), PartyRole.Collector);
    }

    private void ApplyWeak(RuleContext context, Waybill waybill)
    {
        if (context.Facts.SenderRegistration?.RegisteredAt is { } at && context.Now - at is var age && age >= TimeSpan.Zero && age < TimeSpan.FromMinutes(newMinutes))
            Add(context, NewRegistration, "sender", new($"寄件人{(int)age.TotalMinutes}分钟前才登记。", $"The sender registered {(int)age.TotalMinutes} minutes ago."));
        if (waybill.CashOnDelivery is { } cash)
            Add(context, CashOnDelivery, "cashOnDelivery", new($"个人寄件人要求代收货款{cash.Amount} {cash.Currency}。", $"A private sender asks for cash on delivery, {cash.Amount} {cash.Currency}."));
        if (waybill.InsuredValue is null && DeclaredYuan(waybill) is var declared && declared >= highValue)
            Add(context, NotInsured, "insuredValue", new($"申报价值{declared}元，未保价。", $"Declared at {declared} yuan and not insured."));
    }

    /// <summary>Goods, list or history gave more than a remark. That papers are to be checked is said of every first-time sender, and the control draw is chance.</summary>
    private static bool IsSuspect(RuleContext context)
    {
        foreach (var finding in context.Findings)
        {
            if (finding.Severity > Severity.Info && finding.Check is (Check.Contents or Check.RiskList or Check.Behaviour))
                return true;
        }

        return false;
    }

    /// <summary>Whole yuan; what is declared in other currencies is not counted.</summary>
    private static long DeclaredYuan(Waybill waybill)
    {
        const int FenPerYuan = 100;
        long fen = 0;
        for (var i = 0; i < waybill.Items.Count; i++)
            fen += waybill.Items[i].Value is { Currency: "CNY" } value ? value.Hundredths() : 0;
        return fen / FenPerYuan;
    }

    private static void Add(RuleContext context, FindingCode code, string field, LocalizedText explanation, PartyRole party = PartyRole.Sender) =>
        context.Add(code, explanation, party, field, audience: Audience.Region);
}
