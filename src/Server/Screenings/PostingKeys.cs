using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Screenings;

/// <summary>The people on a waybill as keyed hashes, for recognising them on others. Masked and virtual phones belong to many, masked names too: null.</summary>
internal sealed record PostingKeys
{
    public required byte[]? SenderPhone { get; init; }
    public required byte[]? SenderName { get; init; }
    public required byte[]? SenderNumber { get; init; }
    public required byte[]? RecipientPhone { get; init; }

    /// <summary>Grams; null when neither the parcel's nor all of its lines' weights are declared.</summary>
    public required int? Weight { get; init; }

    /// <param name="registration">Tells the document of a sender whose waybill names none.</param>
    public static PostingKeys Of(Waybill waybill, RegistrationFact? registration, BlindIndex index)
    {
        byte[]? Key(string purpose, string? value) => value is null ? null : index.Compute(purpose, value);
        return new()
        {
            SenderPhone = Key("postings.phone", RegistrationLookup.PhoneKeyOf(waybill.Sender)),
            SenderName = Key("postings.name", ListKeys.Name(waybill.Sender.Name)),
            SenderNumber = Key("postings.number", waybill.Sender.Document?.Key ?? registration?.NumberKey),
            RecipientPhone = Key("postings.phone", RegistrationLookup.PhoneKeyOf(waybill.Recipient)),
            Weight = waybill.Weight ?? (waybill.Items.All(item => item.Weight is not null) ? waybill.Items.Sum(item => item.Weight) : null),
        };
    }

    public override string ToString() => "posting keys";
}
