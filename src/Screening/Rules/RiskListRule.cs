using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Sender, recipient, agent and whoever took the parcel against the risk list: by exact keys (phone, document number, account, organisation code, address), each of which counts by itself, phones and document
/// numbers also where they stand in a name, an address or the remarks, and by name
/// together with a second attribute (<see cref="PersonSearch"/>), which never stops a parcel. Entries outside their days are not in force.
/// An extension behind a listed mobile number, or a plus before it, makes another number of it: such a hit is "unconfirmed".
/// Parameters (0-10000): fullConfidence, default 5000: hits on entries below it are "unconfirmed" too; personSure, 8000, and personPossible, 6500: what the evidence for a
/// person must reach to be a hit and to be a reason to look. Those of <see cref="PersonSearch"/> as well.
/// </summary>
internal sealed class RiskListRule : Rule
{
    private const int Certain = 10_000;
    private const int WithoutName = 9_000;

    private static readonly FindingCode Phone = new("riskList.phone", Check.RiskList, "电话命中风险名单", "Phone on the risk list");
    private static readonly FindingCode IdNumber = new("riskList.idNumber", Check.RiskList, "证件号码命中风险名单", "Document number on the risk list");
    private static readonly FindingCode Organisation = new("riskList.organisation", Check.RiskList, "单位代码命中风险名单", "Organisation code on the risk list");
    private static readonly FindingCode Account = new("riskList.account", Check.RiskList, "账号命中风险名单", "Account on the risk list");
    private static readonly FindingCode Address = new("riskList.address", Check.RiskList, "地址命中风险名单", "Address on the risk list");
    private static readonly FindingCode Person = new("riskList.person", Check.RiskList, "姓名与其他信息命中风险名单", "Name and a second attribute on the risk list");
    private static readonly FindingCode PersonPossible = new("riskList.personPossible", Check.RiskList, "姓名与风险名单人员相近", "Name close to one on the risk list");
    private static readonly FindingCode Unconfirmed = new("riskList.unconfirmed", Check.RiskList, "命中可信度较低的名单条目", "Hit on an entry of low confidence");

    private static readonly FindingCode Suppressed = new("riskList.suppressed", Check.RiskList, "名单命中已排除", "List hit set aside") { IsSetAside = true };

    private static readonly LocalizedText WrittenPhone = new("文字中写有风险名单上的电话", "The text holds a phone on the risk list");
    private static readonly LocalizedText WrittenIdNumber = new("文字中写有风险名单上的证件号码", "The text holds a document number on the risk list");

    private readonly int fullConfidence;
    private readonly int personSure;
    private readonly int personPossible;
    private readonly PersonSearch persons;

    private RiskListRule(RuleParameters parameters)
    {
        fullConfidence = parameters.Number("fullConfidence", 5_000, 0, Certain);
        personSure = parameters.Number("personSure", 8_000, 0, Certain);
        personPossible = parameters.Number("personPossible", 6_500, 0, Certain);
        persons = new(parameters);
    }

    public static RuleKind Kind { get; } = new(
        "riskList", [Phone, IdNumber, Organisation, Account, Address, Person, PersonPossible, Unconfirmed, Suppressed], p => new RiskListRule(p));

    /// <summary>What was set aside is none.</summary>
    public static bool IsHit(Finding finding) => finding.Check == Check.RiskList && finding.Code != Suppressed.Code;

    public override void Apply(RuleContext context)
    {
        if (context.List.Count == 0)
            return;
        var waybill = context.Facts.Waybill;
        Apply(context, new(PartyRole.Sender, "sender", waybill.Sender, context.Facts.SenderRegistration));
        Apply(context, new(PartyRole.Recipient, "recipient", waybill.Recipient, Registration: null));
        if (waybill.Sender.Agent is { } agent)
            Apply(context, new(PartyRole.Agent, "sender.agent", agent, context.Facts.AgentRegistration));
        if (context.Facts.Collector?.Person is { } collector)
            Apply(context, new(PartyRole.Collector, "collector", collector, Registration: null));
        // What the sender had written is his; whom it names the parties' own fields may say already.
        ApplyWritten(context, new(PartyRole.Sender, "", waybill.Sender, context.Facts.SenderRegistration), "remarks", waybill.Remarks);
    }

    private void Apply(RuleContext context, ListSubject subject)
    {
        var list = context.List;
        var party = subject.Party;
        ApplyPhone(context, subject);

        // The document on the waybill and the registered one may differ: both count, one entry is reported once.
        var documentKey = party.Document?.Key;
        Report(context, subject, ".idNumber", IdNumber, list.Find(KeyKind.IdNumber, documentKey));
        if (subject.Registration?.NumberKey is { } registered && registered != documentKey)
            Report(context, subject, ".idNumber", IdNumber, list.Find(KeyKind.IdNumber, registered));
        // Who answers for an organisation posts through it.
        if (subject.Registration?.ResponsibleKey is { } responsible)
            Report(context, subject, ".idNumber", IdNumber, list.Find(KeyKind.IdNumber, responsible));
        if (list.Has(KeyKind.OrganisationCode) && party.OrganisationCode is { } code)
            Report(context, subject, ".organisationCode", Organisation, list.Find(KeyKind.OrganisationCode, ListKeys.OrganisationCode(code)));
        if (list.Has(KeyKind.Account))
        {
            foreach (var account in party.Accounts)
                Report(context, subject, ".accounts", Account, list.Find(KeyKind.Account, ListKeys.Account(account)));
        }

        ApplyWritten(context, subject, ".name", party.Name);
        ApplyWritten(context, subject, ".address", party.Address);
        if (!list.Has(KeyKind.Address) && !list.HasNames)
            return;
        context.Party.Address.Read(party.Address);
        ApplyAddress(context, subject);
        if (list.HasNames)
            ApplyName(context, subject);
    }

    private void ApplyPhone(RuleContext context, ListSubject subject)
    {
        var list = context.List;
        Span<char> phone = stackalloc char[PhoneNumber.MaxLength];
        if (!list.Has(KeyKind.Phone))
            return;
        if (!PhoneNumber.TryRead(subject.Party.Phone, phone, out var length, out var kind))
        {
            // "一三九〇〇…": no telephone number to a machine, and one to whoever dials it.
            ApplyWritten(context, subject, ".phone", subject.Party.Phone);
            return;
        }

        // A masked number is no key: a full one never meets it.
        if (kind == PhoneKind.Masked)
            return;
        Report(context, subject, ".phone", Phone, list.Find(KeyKind.Phone, phone[..length]));
        Span<char> other = stackalloc char[PhoneNumber.MaxLength];
        if (PhoneNumber.TryOtherReading(phone[..length], other, out var otherLength))
            Report(context, subject, ".phone", Unconfirmed, list.Find(KeyKind.Phone, other[..otherLength]));
    }

    /// <summary>Numbers inside a text: a listed telephone behind a name or in the remarks is as much his as one in its own field.</summary>
    private void ApplyWritten(RuleContext context, ListSubject subject, string field, string? text)
    {
        var list = context.List;
        if (!WrittenNumbers.MayHold(text) || !(list.Has(KeyKind.Phone) || list.Has(KeyKind.IdNumber)))
            return;
        var numbers = new WrittenNumbers(text);
        while (numbers.MoveNext())
        {
            if (numbers.IsIdNumber)
                ReportWritten(context, subject, field, WrittenIdNumber, IdNumber, list.Find(KeyKind.IdNumber, ListKeys.IdNumber(numbers.Current.ToString())));
            else
                ReportWritten(context, subject, field, WrittenPhone, Phone, FindMobile(list, numbers.Current));
        }
    }

    private void ReportWritten(RuleContext context, ListSubject subject, string field, LocalizedText what, FindingCode code, IReadOnlyList<RiskListEntry> entries)
    {
        foreach (var entry in entries)
        {
            // Said by a number's own field, or set aside there: a recipient's own number in the remarks is no news.
            if (!context.Found(entry.Id, code) && !context.Found(entry.Id, Suppressed))
                Report(context, subject, field, code, entry, WithoutName, "key", what);
        }
    }

    private static IReadOnlyList<RiskListEntry> FindMobile(RiskList list, ReadOnlySpan<char> digits)
    {
        Span<char> key = stackalloc char[PhoneNumber.MaxLength];
        return PhoneNumber.TryRead(digits, key, out var length, out _) ? list.Find(KeyKind.Phone, key[..length]) : [];
    }

    private void ApplyAddress(RuleContext context, ListSubject subject)
    {
        var (list, reading) = (context.List, context.Party);
        if (!list.Has(KeyKind.Address))
            return;
        foreach (var entry in list.Find(KeyKind.Address, reading.Address.DoorKey))
        {
            // The key leaves the divisions out, and the beginning of the road.
            reading.OtherAddress.Read(entry.Value);
            if (Addresses.Compare(reading.Address, reading.OtherAddress) == AddressAgreement.Whole)
                Report(context, subject, ".address", Address, [entry]);
        }
    }

    private void ApplyName(RuleContext context, ListSubject subject)
    {
        persons.Find(context.List, subject.Party, subject.Registration?.Name, context.Rarity, context.Party);
        if (context.Party.Found.Count == 0)
            return;
        // The best first: no code is reported without bound.
        foreach (var evidence in context.Party.Found.Values.OrderByDescending(e => e.Score).ThenBy(e => e.Entry.Id, StringComparer.Ordinal))
        {
            if (evidence.Score < personPossible || context.Found(evidence.Entry.Id, subject.Role, except: Unconfirmed))
                continue;
            var sure = evidence.Score >= personSure && evidence.MayBeSure;
            Report(context, subject, ".name", sure ? Person : PersonPossible, evidence.Entry, evidence.Score, EnumText<NameTier>.Of(evidence.Name.Tier), PersonWords.Of(evidence));
        }
    }

    private void Report(RuleContext context, ListSubject subject, string field, FindingCode code, IReadOnlyList<RiskListEntry> entries)
    {
        foreach (var entry in entries)
        {
            var sameName = ListKeys.Name(subject.Party.Name) is { } name && name == (ListKeys.Name(entry.Name) ?? (entry.Kind == RiskListKind.Person ? ListKeys.Name(entry.Value) : null));
            Report(context, subject, field, code, entry, sameName ? Certain : WithoutName, sameName ? "nameAndKey" : "key", code.Title);
        }
    }

    private void Report(RuleContext context, ListSubject subject, string field, FindingCode code, RiskListEntry entry, int score, string tier, LocalizedText what)
    {
        if (context.Today < entry.From || context.Today > entry.Until)
            return;
        var setAside = subject.SetAside(context.List, entry, byDocument: code == IdNumber, context.Today);
        context.Add(
            setAside is not null ? Suppressed : entry.Confidence >= fullConfidence ? code : Unconfirmed,
            setAside is not null
                ? new(
                    $"{what.Zh}，但条目{entry.Id}已由人工排除：{setAside.Reason}；有效期至{setAside.Until:yyyy-MM-dd}。",
                    $"{what.En}, but entry {entry.Id} was set aside for this person: {setAside.Reason}; until {setAside.Until:yyyy-MM-dd}.")
                : new(
                    $"{what.Zh}。条目{entry.Id}，理由：{entry.Reason}；来源：{entry.Source}；有效期至{entry.Until:yyyy-MM-dd}。",
                    $"{what.En}. Entry {entry.Id}, reason: {entry.Reason}; source: {entry.Source}; in force until {entry.Until:yyyy-MM-dd}."),
            subject.Role,
            subject.Path + field,
            entry: entry.Id,
            score: score,
            tier: tier,
            audience: entry.Audience);
    }
}
