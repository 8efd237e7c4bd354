using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Screenings;

/// <summary>The people on a waybill as keyed hashes, for recognising them on others. Masked and virtual phones belong to many, masked names too: null.</summary>
internal sealed record PostingKeys
{
    private const string Phone = "postings.phone";
    private const string Number = "postings.number";

    public required byte[]? SenderPhone { get; init; }
    public required byte[]? SenderName { get; init; }
    public required byte[]? SenderNumber { get; init; }
    public required byte[]? RecipientPhone { get; init; }

    /// <summary>Who took the parcel, at a delivery scan.</summary>
    public byte[]? CollectorPhone { get; init; }

    public byte[]? CollectorNumber { get; init; }

    /// <summary>Grams; null when neither the parcel's nor all of its lines' weights are declared.</summary>
    public required int? Weight { get; init; }

    /// <param name="registration">Tells the document of a sender whose waybill names none.</param>
    public static PostingKeys Of(Waybill waybill, RegistrationFact? registration, Collector? collector, BlindIndex index)
    {
        var collects = collector is { Relation: not CollectorRelation.PickupPoint, Person: { } person } ? OfCollector(person, index) : (null, null);
        return new()
        {
            SenderPhone = Key(index, Phone, RegistrationLookup.PhoneKeyOf(waybill.Sender)),
            SenderName = Key(index, "postings.name", ListKeys.Name(waybill.Sender.Name)),
            SenderNumber = Key(index, Number, waybill.Sender.Document?.Key ?? registration?.NumberKey),
            RecipientPhone = OfRecipient(waybill, index),
            CollectorPhone = collects.Phone,
            CollectorNumber = collects.Number,
            Weight = waybill.Weight ?? (waybill.Items.All(item => item.Weight is not null) ? waybill.Items.Sum(item => item.Weight) : null),
        };
    }

    public static (byte[]? Phone, byte[]? Number) OfCollector(Party person, BlindIndex index) =>
        (Key(index, Phone, RegistrationLookup.PhoneKeyOf(person)), Key(index, Number, person.Document?.Key));

    /// <param name="numberKey">Opaque key of a document number.</param>
    public static byte[] OfNumber(string numberKey, BlindIndex index) => index.Compute(Number, numberKey);

    public static byte[]? OfRecipient(Waybill waybill, BlindIndex index) => Key(index, Phone, RegistrationLookup.PhoneKeyOf(waybill.Recipient));

    private static byte[]? Key(BlindIndex index, string purpose, string? value) => value is null ? null : index.Compute(purpose, value);

    public override string ToString() => "posting keys";
}
