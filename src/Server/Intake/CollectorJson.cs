using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Intake;

/// <param name="Number">The document number, normalised.</param>
internal sealed record IncomingCollector(Collector Collector, string? Number)
{
    public override string ToString() => "incoming collector";
}

/// <summary>
/// Reads who took the parcel at a delivery scan: <c>collector: {relation, name, phone, idType, idNumber}</c>. Of the recipient nothing more is taken; of household, colleague and pickup point a
/// name; of another person his identity: name, phone and document.
/// </summary>
internal static class CollectorJson
{
    public static IncomingCollector? Read(JsonFields scan, ScanKind kind, FieldErrors errors, DocumentTypes documents)
    {
        if (scan.Object("collector") is not { } fields)
            return null;
        if (kind != ScanKind.Delivery)
            errors.Add(fields.Path, "is told at a delivery scan only");
        var relation = fields.RequiredChoice<CollectorRelation>("relation");
        var isThird = relation == CollectorRelation.Other;
        if (relation == CollectorRelation.Recipient)
        {
            fields.RefuseUnknown();
            return new(new(relation, null), null);
        }

        var name = fields.Text("name", TextLimits.Name, required: true);
        var phone = fields.Text("phone", TextLimits.Phone, required: isThird);
        var (document, number) = WaybillJson.Document(fields, errors, documents, required: isThird);
        fields.RefuseUnknown();
        return new(new(relation, new() { Name = name ?? "", Phone = phone ?? "", Document = document }), number);
    }
}
