using System.Text.Json;
using System.Text.RegularExpressions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Intake;

/// <summary>A waybill as it came in, with what is not part of the waybill itself.</summary>
/// <param name="IdNumbers">Normalised document numbers, for the registry only; never stored with the waybill.</param>
internal sealed record IncomingWaybill(Waybill Waybill, IncomingIdNumbers IdNumbers, int? Supersedes, string? Reason)
{
    public override string ToString() => "incoming waybill";
}

internal sealed record IncomingIdNumbers(string? Sender, string? Agent)
{
    public override string ToString() => "document numbers";
}

/// <summary>Reads the waybill object of contract.md. Unknown fields are refused by name.</summary>
internal static partial class WaybillJson
{
    private const int HeaviestGrams = 10_000_000;
    private const int LongestMillimetres = 20_000;
    private const int MostPieces = 10_000;
    private const int LargestQuantity = 1_000_000;

    /// <param name="documents">The number rules in force: a document number is not kept, only what they say of it.</param>
    /// <returns>Null when there is any error.</returns>
    public static IncomingWaybill? Read(JsonElement element, string path, FieldErrors errors, DocumentTypes documents)
    {
        var fields = new JsonFields(element, path, errors);
        var number = fields.Code("number", NumberShape(), "must have 4 to 40 letters, digits or hyphens", required: true);
        var carrier = fields.Code("carrier", CodeShape(), "must have 1 to 20 capital letters, digits or hyphens", required: true);
        var depot = fields.Code("depot", CodeShape(), "must have 1 to 20 capital letters, digits or hyphens");
        var (sender, senderId) = Party(fields.Object("sender", required: true), errors, documents, isSender: true);
        var agentId = default(string);
        if (sender?.Agent is not null)
            agentId = senderId.Agent;
        var (recipient, _) = Party(fields.Object("recipient", required: true), errors, documents, isSender: false);
        var items = Items(fields, errors);
        var waybill = new Waybill
        {
            Number = number ?? "",
            Carrier = carrier ?? "",
            Depot = depot,
            ContentKind = fields.Choice<ContentKind>("contentKind") ?? ContentKind.Parcel,
            Channel = fields.Choice<Channel>("channel") ?? Channel.Counter,
            Sender = sender!,
            Recipient = recipient!,
            Items = items,
            Weight = fields.Whole("weight", 0, HeaviestGrams),
            Size = Size(fields, errors),
            Pieces = fields.Whole("pieces", 1, MostPieces),
            ParentNumber = fields.Code("parentNumber", NumberShape(), "must have 4 to 40 letters, digits or hyphens"),
            ReturnOf = fields.Code("returnOf", NumberShape(), "must have 4 to 40 letters, digits or hyphens"),
            InsuredValue = fields.Money("insuredValue"),
            CashOnDelivery = fields.Money("cashOnDelivery"),
            Agreement = Agreement(fields),
            Remarks = fields.Text("remarks", TextLimits.Remarks),
            CreatedAt = fields.Instant("createdAt"),
        };
        var supersedes = fields.Whole("supersedes", 1, int.MaxValue);
        var reason = fields.Text("reason", TextLimits.Description);
        if (supersedes is not null && reason is null)
            errors.Add(fields.At("reason"), "is required when supersedes is given");
        fields.RefuseUnknown();
        return errors.Any ? null : new(waybill, new(senderId.Own, agentId), supersedes, reason);
    }

    private static (Party? Party, (string? Own, string? Agent) IdNumbers) Party(JsonFields? fields, FieldErrors errors, DocumentTypes documents, bool isSender, bool isAgent = false)
    {
        if (fields is null)
            return default;
        var name = fields.Text("name", TextLimits.Name, required: true);
        var phone = fields.Text("phone", TextLimits.Phone, required: true);
        var address = isAgent ? null : fields.Text("address", TextLimits.Address, required: true);
        var (document, idNumber) = isSender || isAgent ? Document(fields, errors, documents) : default;
        Party? agent = null;
        string? agentId = null;
        if (isSender)
        {
            var read = Party(fields.Object("agent"), errors, documents, isSender: false, isAgent: true);
            (agent, agentId) = (read.Party, read.IdNumbers.Own);
        }

        var party = new Party
        {
            Name = name ?? "",
            Phone = phone ?? "",
            PhoneKind = isAgent ? null : fields.Choice<PhoneKind>("phoneKind"),
            Address = address,
            Country = isAgent ? null : fields.Code("country", CountryShape(), "must be an ISO 3166 code such as CN"),
            OrganisationCode = isAgent ? null : fields.Code("organisationCode", OrganisationShape(), "must have 18 letters and digits"),
            Accounts = isAgent ? [] : fields.Texts("accounts", TextLimits.Accounts, TextLimits.Name),
            Document = document,
            Agent = agent,
        };
        fields.RefuseUnknown();
        return (party, (idNumber, agentId));
    }

    public static (IdNumber? Document, string? Number) Document(JsonFields fields, FieldErrors errors, DocumentTypes documents, bool required = false)
    {
        var type = fields.Choice<IdType>("idType");
        var text = fields.Text("idNumber", IdNumber.MaxLength, required);
        if (text is null)
            return default;
        if (type is null)
            errors.Add(fields.At("idType"), "is required when idNumber is given");
        if (IdNumber.TryParse(type ?? IdType.Other, text, documents, out var number))
            return (number, IdNumber.Normalise(text));
        errors.Add(fields.At("idNumber"), $"must have 1 to {IdNumber.MaxLength} characters");
        return default;
    }

    private static List<DeclaredItem> Items(JsonFields waybill, FieldErrors errors)
    {
        var items = new List<DeclaredItem>();
        foreach (var (element, path) in waybill.Array("items", TextLimits.Items, required: true))
        {
            var fields = new JsonFields(element, path, errors);
            items.Add(new()
            {
                Description = fields.Text("description", TextLimits.Description, required: true) ?? "",
                Nature = fields.Text("nature", TextLimits.Name),
                Quantity = fields.Whole("quantity", 1, LargestQuantity, required: true) ?? 1,
                Unit = fields.Text("unit", TextLimits.Code),
                Weight = fields.Whole("weight", 0, HeaviestGrams),
                Value = fields.Money("value", "currency"),
                HsCode = fields.Code("hsCode", HsShape(), "must have 4 to 13 digits or dots"),
            });
            fields.RefuseUnknown();
        }

        return items;
    }

    private static List<int>? Size(JsonFields fields, FieldErrors errors)
    {
        var elements = fields.Array("size", 3);
        if (elements.Count == 0)
            return null;
        var size = new List<int>();
        foreach (var (element, path) in elements)
        {
            if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var length) && length is >= 1 and <= LongestMillimetres)
                size.Add(length);
            else
                errors.Add(path, $"must be a whole number of millimetres from 1 to {LongestMillimetres}");
        }

        if (elements.Count != 3)
            errors.Add(fields.At("size"), "must have three lengths");
        return size;
    }

    private static Agreement? Agreement(JsonFields waybill)
    {
        if (waybill.Object("agreement") is not { } fields)
            return null;
        var agreement = new Agreement(fields.Text("number", TextLimits.Code, required: true) ?? "", fields.Day("until"));
        fields.RefuseUnknown();
        return agreement;
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]{4,40}\z")]
    public static partial Regex NumberShape();

    [GeneratedRegex(@"^[A-Z0-9-]{1,20}\z")]
    public static partial Regex CodeShape();

    [GeneratedRegex(@"^[A-Z]{2}\z")]
    private static partial Regex CountryShape();

    [GeneratedRegex(@"^[A-Za-z0-9]{18}\z")]
    private static partial Regex OrganisationShape();

    [GeneratedRegex(@"^[0-9.]{4,13}\z")]
    private static partial Regex HsShape();
}
