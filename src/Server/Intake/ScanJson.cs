using System.Text.Json;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Intake;

/// <summary>One scan as it came in.</summary>
/// <param name="Carrier">Null when the phone could not tell; the number must then be unique over all carriers.</param>
internal sealed record IncomingScan(
    Guid ScanId, string? Carrier, string WaybillNumber, IncomingWaybill? Waybill, string Depot, string Device, DateTimeOffset ScannedAt, ScanKind Kind)
{
    /// <summary>Who took the parcel; null when nobody said.</summary>
    public IncomingCollector? Collected { get; init; }

    public override string ToString() => $"scan {ScanId}";
}

/// <summary>Reads the scan object of contract.md.</summary>
internal static class ScanJson
{
    /// <summary>A device's clock may run ahead by so much before a scan is refused as impossible.</summary>
    private static readonly TimeSpan LargestLead = TimeSpan.FromDays(1);

    /// <returns>Null when there is any error.</returns>
    public static IncomingScan? Read(JsonElement element, string path, DateTimeOffset now, FieldErrors errors, DocumentTypes documents)
    {
        var fields = new JsonFields(element, path, errors);
        var id = fields.Id("scanId", required: true);
        var carrier = fields.Code("carrier", WaybillJson.CodeShape(), "must have 1 to 20 capital letters, digits or hyphens");
        var number = fields.Code("waybillNumber", WaybillJson.NumberShape(), "must have 4 to 40 letters, digits or hyphens", required: true);
        var depot = fields.Code("depot", WaybillJson.CodeShape(), "must have 1 to 20 capital letters, digits or hyphens", required: true);
        var device = fields.Text("device", TextLimits.Code, required: true);
        var scannedAt = fields.Instant("scannedAt", required: true);
        if (scannedAt > now + LargestLead)
            errors.Add(fields.At("scannedAt"), "lies in the future");
        var kind = fields.RequiredChoice<ScanKind>("kind");
        IncomingWaybill? waybill = null;
        if (fields.Take("waybill", out var inline))
        {
            waybill = WaybillJson.Read(inline, fields.At("waybill"), errors, documents);
            if (waybill is not null && number is not null && WaybillNumber.Key(waybill.Waybill.Number) != WaybillNumber.Key(number))
                errors.Add(fields.At("waybill.number"), "is not the number that was scanned");
            if (waybill is not null && carrier is not null && waybill.Waybill.Carrier != carrier)
                errors.Add(fields.At("waybill.carrier"), "is not the carrier of the scan");
        }

        var collected = CollectorJson.Read(fields, kind, errors, documents);
        fields.RefuseUnknown();
        return errors.Any ? null : new(id!.Value, carrier, number!, waybill, depot!, device!, scannedAt!.Value, kind) { Collected = collected };
    }
}
