using System.Security.Cryptography;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Decisions;

/// <summary>
/// The canonical form of what was decided on and what was decided: {decision, facts, now, seed}. Its member names are those of the records, so that it can be
/// read back for a replay. Members are written in canonical order; every record here lists its own in that order.
/// </summary>
public static class DecisionContent
{
    /// <summary>Unsalted hash of the content, hex: for comparing two decisions, kept in the erasable part because facts can be guessed.</summary>
    public static string Hash(CanonicalJson json, ParcelFacts facts, Decision decision, ReadOnlySpan<byte> seed)
    {
        json.Clear();
        Write(json, facts, decision, seed);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json.Written, hash);
        return Convert.ToHexStringLower(hash);
    }

    public static void Write(CanonicalJson json, ParcelFacts facts, Decision decision, ReadOnlySpan<byte> seed)
    {
        json.StartObject();
        Write(json, "decision", decision);
        Write(json, "facts", facts);
        json.Hex("seed", seed);
        json.EndObject();
    }

    /// <summary>Microseconds since 1970 UTC: the resolution of every stored instant.</summary>
    public static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static void Write(CanonicalJson json, string? name, Decision decision)
    {
        json.StartObject(name)
            .Number("decidedAt", Microseconds(decision.DecidedAt))
            .Text("engineVersion", decision.EngineVersion)
            .StartArray("findings");
        for (var i = 0; i < decision.Findings.Count; i++)
            Write(json, decision.Findings[i]);
        json.EndArray()
            .Text("instruction", EnumText<Instruction>.Of(decision.Instruction))
            .Text("lane", EnumText<Lane>.Of(decision.Lane))
            .Text("listVersion", decision.ListVersion)
            .Text("policyVersion", decision.PolicyVersion)
            .Text("shown", EnumText<Shown>.Of(decision.Courier.Shown))
            .EndObject();
    }

    public static void Write(CanonicalJson json, Finding finding)
    {
        json.StartObject()
            .Text("audience", EnumText<Audience>.Of(finding.Audience))
            .Text("check", EnumText<Check>.Of(finding.Check))
            .Text("code", finding.Code)
            .Optional("entry", finding.Entry)
            .StartObject("explanation").Text("en", finding.Explanation.En).Text("zh", finding.Explanation.Zh).EndObject()
            .Optional("field", finding.Field)
            .Text("instruction", EnumText<Instruction>.Of(finding.Instruction))
            .Text("lane", EnumText<Lane>.Of(finding.Lane))
            .Optional("legalBasis", finding.LegalBasis)
            .Optional("length", finding.Length)
            .Optional("party", finding.Party is { } party ? EnumText<PartyRole>.Of(party) : null)
            .Optional("score", finding.Score)
            .Text("severity", EnumText<Severity>.Of(finding.Severity))
            .Optional("start", finding.Start)
            .Optional("text", finding.Text)
            .Optional("tier", finding.Tier)
            .EndObject();
    }

    public static void Write(CanonicalJson json, string? name, ParcelFacts facts)
    {
        json.StartObject(name);
        Write(json, "agentRegistration", facts.AgentRegistration);
        if (facts.Agreement is { } agreement)
            Write(json, agreement);
        if (facts.Collector is { } collector)
            Write(json, collector);
        json.Text("depot", facts.Depot);
        if (facts.History is { } history)
            Write(json, history);
        if (facts.Inspection is { } inspection)
            Write(json, inspection);
        json.Number("issue", facts.Issue);
        if (facts.Rewording is { } rewording)
            Write(json, rewording);
        json.Text("scan", EnumText<ScanKind>.Of(facts.Scan));
        Write(json, "senderRegistration", facts.SenderRegistration);
        json.Number("version", facts.Version);
        Write(json, "waybill", facts.Waybill);
        json.EndObject();
    }

    private static void Write(CanonicalJson json, AgreementFact agreement) => json.StartObject("agreement")
        .Text("answer", EnumText<RegistryAnswer>.Of(agreement.Answer))
        .Optional("customerKey", agreement.CustomerKey)
        .Optional("from", Day(agreement.From))
        .Optional("until", Day(agreement.Until))
        .EndObject();

    public static void Write(CanonicalJson json, Collector collector)
    {
        json.StartObject("collector");
        if (collector.Person is { } person)
            Write(json, "person", person);
        json.Text("relation", EnumText<CollectorRelation>.Of(collector.Relation)).EndObject();
    }

    /// <summary>Counts that came later are written only where there is something to count: the form of older facts stays what it was.</summary>
    private static void Write(CanonicalJson json, PostingHistory history) => json.StartObject("history")
        .Optional("assessedOfRecipient", Some(history.AssessedOfRecipient))
        .Optional("assessedOfSender", Some(history.AssessedOfSender))
        .Optional("findsOfRecipient", Some(history.FindsOfRecipient))
        .Optional("findsOfSender", Some(history.FindsOfSender))
        .Number("namesOfPhone", history.NamesOfPhone)
        .Number("numbersOfPerson", history.NumbersOfPerson)
        .Number("phonesOfNumber", history.PhonesOfNumber)
        .Optional("recipientsOfCollector", Some(history.RecipientsOfCollector))
        .Number("regionsToday", history.RegionsToday)
        .Number("sendersToRecipient", history.SendersToRecipient)
        .Number("smallOfSender", history.SmallOfSender)
        .Number("smallToRecipient", history.SmallToRecipient)
        .EndObject();

    private static void Write(CanonicalJson json, InspectionFact inspection)
    {
        json.StartObject("inspection").StartArray("found");
        foreach (var item in inspection.Found)
        {
            json.StartObject()
                .Text("description", item.Description)
                .Text("kind", EnumText<FoundKind>.Of(item.Kind))
                .Number("quantity", item.Quantity)
                .Optional("species", item.Species)
                .Optional("unit", item.Unit)
                .Optional("weight", item.Weight)
                .EndObject();
        }

        json.EndArray().Text("result", EnumText<InspectionResult>.Of(inspection.Result)).EndObject();
    }

    private static void Write(CanonicalJson json, Rewording rewording)
    {
        json.StartObject("rewording").Text("by", rewording.By).StartArray("changes");
        foreach (var change in rewording.Changes)
            json.StartObject().Optional("after", change.After).Optional("before", change.Before).Text("field", change.Field).EndObject();
        json.EndArray().EndObject();
    }

    private static void Write(CanonicalJson json, string name, RegistrationFact? fact)
    {
        if (fact is null)
            return;
        json.StartObject(name)
            .Text("answer", EnumText<RegistryAnswer>.Of(fact.Answer))
            .Optional("bornOn", Day(fact.BornOn))
            .Optional("confirmation", fact.Confirmation is { } confirmation ? EnumText<IdentityConfirmation>.Of(confirmation) : null)
            .Optional("idType", fact.IdType is { } type ? EnumText<IdType>.Of(type) : null)
            .Optional("name", fact.Name)
            .Optional("numberKey", fact.NumberKey)
            .Optional("registeredAt", fact.RegisteredAt is { } at ? Microseconds(at) : null)
            .Optional("responsibleKey", fact.ResponsibleKey)
            .Text("status", EnumText<RegistrationStatus>.Of(fact.Status))
            .Optional("validUntil", Day(fact.ValidUntil))
            .EndObject();
    }

    /// <summary>The waybill alone; also the form in which it is stored and compared ("the same content again").</summary>
    public static void Write(CanonicalJson json, string? name, Waybill waybill)
    {
        json.StartObject(name);
        if (waybill.Agreement is { } agreement)
            json.StartObject("agreement").Text("number", agreement.Number).Optional("until", Day(agreement.Until)).EndObject();
        json.Text("carrier", waybill.Carrier);
        Write(json, "cashOnDelivery", waybill.CashOnDelivery);
        json.Text("channel", EnumText<Channel>.Of(waybill.Channel))
            .Text("contentKind", EnumText<ContentKind>.Of(waybill.ContentKind))
            .Optional("createdAt", waybill.CreatedAt is { } at ? Microseconds(at) : null)
            .Optional("depot", waybill.Depot);
        Write(json, "insuredValue", waybill.InsuredValue);
        json.StartArray("items");
        // By index: an enumerator of the interface would be an allocation for every parcel.
        for (var i = 0; i < waybill.Items.Count; i++)
            Write(json, waybill.Items[i]);
        json.EndArray()
            .Text("number", waybill.Number)
            .Optional("parentNumber", waybill.ParentNumber)
            .Optional("pieces", waybill.Pieces);
        Write(json, "recipient", waybill.Recipient);
        json.Optional("remarks", waybill.Remarks).Optional("returnOf", waybill.ReturnOf);
        Write(json, "sender", waybill.Sender);
        if (waybill.Size is { } size)
        {
            json.StartArray("size");
            foreach (var length in size)
                json.Value(length);
            json.EndArray();
        }

        json.Optional("weight", waybill.Weight).EndObject();
    }

    private static void Write(CanonicalJson json, DeclaredItem item)
    {
        json.StartObject()
            .Text("description", item.Description)
            .Optional("hsCode", item.HsCode)
            .Optional("nature", item.Nature)
            .Number("quantity", item.Quantity)
            .Optional("unit", item.Unit);
        Write(json, "value", item.Value);
        json.Optional("weight", item.Weight).EndObject();
    }

    private static void Write(CanonicalJson json, string name, Party party)
    {
        json.StartObject(name);
        if (party.Accounts.Count > 0)
        {
            json.StartArray("accounts");
            foreach (var account in party.Accounts)
                json.Value(account);
            json.EndArray();
        }

        json.Optional("address", party.Address);
        if (party.Agent is { } agent)
            Write(json, "agent", agent);
        json.Optional("country", party.Country);
        if (party.Document is { } document)
        {
            json.StartObject("document")
                .Text("key", document.Key)
                .Text("problem", EnumText<IdNumberProblem>.Of(document.Problem))
                .Text("type", EnumText<IdType>.Of(document.Type))
                .EndObject();
        }

        json.Text("name", party.Name)
            .Optional("organisationCode", party.OrganisationCode)
            .Text("phone", party.Phone)
            .Optional("phoneKind", party.PhoneKind is { } kind ? EnumText<PhoneKind>.Of(kind) : null)
            .EndObject();
    }

    private static void Write(CanonicalJson json, string name, Money? money)
    {
        if (money is not null)
            json.StartObject(name).Text("amount", money.Amount).Text("currency", money.Currency).EndObject();
    }

    private static long? Some(long count) => count == 0 ? null : count;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", null);
}
