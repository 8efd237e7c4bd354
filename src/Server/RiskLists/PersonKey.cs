using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>By what a person of a parcel is known; just one of the two is set, as in <see cref="Suppression"/>.</summary>
internal readonly record struct PersonKey(string? NumberKey, string? PhoneKey)
{
    private const string DocumentField = ".idNumber";

    /// <summary>Opaque text for the keyed hash that finds a suppression; a document's key and a phone never look alike.</summary>
    public string Text => NumberKey ?? PhoneKey ?? throw new InvalidOperationException("No person.");

    public override string ToString() => NumberKey is not null ? "by document" : "by phone";

    /// <summary>
    /// The best key of that party: the registered document, else the one on the waybill, else the real phone. Null when there is none: a masked or virtual number is
    /// many people's, and setting one of them aside would set them all aside.
    /// </summary>
    public static PersonKey? Of(ParcelFacts facts, PartyRole role)
    {
        if (PartyOf(facts, role) is not { } party)
            return null;
        if (RegistrationOf(facts, role)?.NumberKey is { } registered)
            return new(registered, null);
        var key = RegistrationLookup.KeyOf(party);
        return key.IsUsable ? new(key.NumberKey, key.PhoneKey) : null;
    }

    /// <summary>Every key by which a suppression would set this finding aside, as the rule asks: a hit on a document number is not set aside by a phone.</summary>
    public static IEnumerable<PersonKey> For(Finding finding, ParcelFacts facts)
    {
        if (finding.Party is not { } role || PartyOf(facts, role) is not { } party)
            yield break;
        if (RegistrationOf(facts, role)?.NumberKey is { } registered)
            yield return new(registered, null);
        if (party.Document is { } document)
            yield return new(document.Key, null);
        if (finding.Field?.EndsWith(DocumentField, StringComparison.Ordinal) != true && RegistrationLookup.KeyOf(party with { Document = null }).PhoneKey is { } phone)
            yield return new(null, phone);
    }

    public static Party? PartyOf(ParcelFacts facts, PartyRole role) => role switch
    {
        PartyRole.Sender => facts.Waybill.Sender,
        PartyRole.Recipient => facts.Waybill.Recipient,
        PartyRole.Agent => facts.Waybill.Sender.Agent,
        PartyRole.Collector => facts.Collector?.Person,
    };

    private static RegistrationFact? RegistrationOf(ParcelFacts facts, PartyRole role) => role switch
    {
        PartyRole.Sender => facts.SenderRegistration,
        PartyRole.Agent => facts.AgentRegistration,
        PartyRole.Recipient or PartyRole.Collector => null,
    };
}
