using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Exact keys of sender, recipient and agent against the risk list: phone, document number, account, organisation code, address. A name counts only together with
/// the entry's address, because people share names; every other attribute of an entry counts by itself. Entries outside their days are not in force.
/// An extension behind a listed mobile number, or a plus before it, makes another number of it: such a hit is "unconfirmed".
/// Parameter: fullConfidence (0-10000, default 5000): hits on entries below it are "unconfirmed" too.
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
    private static readonly FindingCode Person = new("riskList.person", Check.RiskList, "姓名与地址命中风险名单", "Name and address on the risk list");
    private static readonly FindingCode Unconfirmed = new("riskList.unconfirmed", Check.RiskList, "命中可信度较低的名单条目", "Hit on an entry of low confidence");

    private static readonly FindingCode Suppressed = new("riskList.suppressed", Check.RiskList, "名单命中已排除", "List hit set aside");

    private readonly int fullConfidence;

    private RiskListRule(RuleParameters parameters) => fullConfidence = parameters.Number("fullConfidence", 5_000, 0, Certain);

    public static RuleKind Kind { get; } = new("riskList", [Phone, IdNumber, Organisation, Account, Address, Person, Unconfirmed, Suppressed], p => new RiskListRule(p));

    public override void Apply(RuleContext context)
    {
        if (context.List.Count == 0)
            return;
        var waybill = context.Facts.Waybill;
        Apply(context, new(PartyRole.Sender, "sender", waybill.Sender, context.Facts.SenderRegistration));
        Apply(context, new(PartyRole.Recipient, "recipient", waybill.Recipient, Registration: null));
        if (waybill.Sender.Agent is { } agent)
            Apply(context, new(PartyRole.Agent, "sender.agent", agent, context.Facts.AgentRegistration));
    }

    private void Apply(RuleContext context, ListSubject subject)
    {
        var list = context.List;
        var party = subject.Party;
        Span<char> phone = stackalloc char[PhoneNumber.MaxLength];
        // A masked number is no key: a full one never meets it.
        if (list.Has(KeyKind.Phone) && PhoneNumber.TryRead(party.Phone, phone, out var length, out var kind) && kind != PhoneKind.Masked)
        {
            Report(context, subject, ".phone", Phone, list.Find(KeyKind.Phone, phone[..length]));
            Span<char> other = stackalloc char[PhoneNumber.MaxLength];
            if (PhoneNumber.TryOtherReading(phone[..length], other, out var otherLength))
                Report(context, subject, ".phone", Unconfirmed, list.Find(KeyKind.Phone, other[..otherLength]));
        }

        // The document on the waybill and the registered one may differ: both count, one entry is reported once.
        var documentKey = party.Document?.Key;
        Report(context, subject, ".idNumber", IdNumber, list.Find(KeyKind.IdNumber, documentKey));
        if (subject.Registration?.NumberKey is { } registered && registered != documentKey)
            Report(context, subject, ".idNumber", IdNumber, list.Find(KeyKind.IdNumber, registered));
        if (list.Has(KeyKind.OrganisationCode) && party.OrganisationCode is { } code)
            Report(context, subject, ".organisationCode", Organisation, list.Find(KeyKind.OrganisationCode, ListKeys.OrganisationCode(code)));
        if (list.Has(KeyKind.Account))
        {
            foreach (var account in party.Accounts)
                Report(context, subject, ".accounts", Account, list.Find(KeyKind.Account, ListKeys.Account(account)));
        }

        if (list.Has(KeyKind.Address))
            Report(context, subject, ".address", Address, list.Find(KeyKind.Address, ListKeys.Address(party.Address)));
        if (list.Has(KeyKind.Name))
            ApplyName(context, subject);
    }

    private void ApplyName(RuleContext context, ListSubject subject)
    {
        var named = context.List.Find(KeyKind.Name, ListKeys.Name(subject.Party.Name));
        if (named.IsEmpty || ListKeys.Address(subject.Party.Address) is not { } address)
            return;
        foreach (var entry in named)
        {
            if (ListKeys.Address(entry.Address) == address)
                Report(context, subject, ".name", Person, entry, Certain, "nameAndKey");
        }
    }

    private void Report(RuleContext context, ListSubject subject, string field, FindingCode code, ReadOnlySpan<RiskListEntry> entries)
    {
        foreach (var entry in entries)
        {
            var sameName = ListKeys.Name(subject.Party.Name) is { } name && name == (ListKeys.Name(entry.Name) ?? (entry.Kind == RiskListKind.Person ? ListKeys.Name(entry.Value) : null));
            Report(context, subject, field, code, entry, sameName ? Certain : WithoutName, sameName ? "nameAndKey" : "key");
        }
    }

    private void Report(RuleContext context, ListSubject subject, string field, FindingCode code, RiskListEntry entry, int score, string tier)
    {
        if (context.Today < entry.From || context.Today > entry.Until)
            return;
        var setAside = subject.SetAside(context.List, entry, byDocument: code == IdNumber, context.Today);
        var (zh, en) = (code.Title.Zh, code.Title.En);
        context.Add(
            setAside is not null ? Suppressed : entry.Confidence >= fullConfidence ? code : Unconfirmed,
            setAside is not null
                ? new(
                    $"{zh}，但条目{entry.Id}已由人工排除：{setAside.Reason}；有效期至{setAside.Until:yyyy-MM-dd}。",
                    $"{en}, but entry {entry.Id} was set aside for this person: {setAside.Reason}; until {setAside.Until:yyyy-MM-dd}.")
                : new(
                    $"{zh}。条目{entry.Id}，理由：{entry.Reason}；来源：{entry.Source}；有效期至{entry.Until:yyyy-MM-dd}。",
                    $"{en}. Entry {entry.Id}, reason: {entry.Reason}; source: {entry.Source}; in force until {entry.Until:yyyy-MM-dd}."),
            subject.Role,
            subject.Path + field,
            entry: entry.Id,
            score: score,
            tier: tier,
            audience: entry.Audience);
    }
}
