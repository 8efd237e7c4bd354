using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>One party of a parcel as the risk list sees it.</summary>
/// <param name="Path">Where the party stands in the waybill.</param>
/// <param name="Registration">What the registry answered; null for those who need no registration.</param>
internal readonly record struct ListSubject(PartyRole Role, string Path, Party Party, RegistrationFact? Registration)
{
    /// <summary>The suppression by which somebody said that this person is not that entry; null when nobody did.</summary>
    /// <param name="byDocument">The hit is on a document number: then only a suppression by document counts.</param>
    public Suppression? SetAside(RiskList list, RiskListEntry entry, bool byDocument, DateOnly today)
    {
        var suppressions = list.Suppressions;
        if (suppressions.IsEmpty)
            return null;
        return suppressions.Find(entry.Id, Registration?.NumberKey, today)
            ?? suppressions.Find(entry.Id, Party.Document?.Key, today)
            ?? (byDocument ? null : suppressions.Find(entry.Id, RegistrationLookup.PhoneKeyOf(Party), today));
    }
}
