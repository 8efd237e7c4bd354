using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Lists;

/// <summary>Builds the index of the names on a list, each under what the entry says beside it: road, county, the beginning of the phone; names whose rarity can be told also alone.</summary>
internal sealed class EntryNames
{
    private readonly NameIndex.Builder index = new();
    private readonly NameReading name = new();
    private readonly NameKeys keys = new();
    private readonly AddressReading address = new();

    /// <summary>An entry was added that bears a name.</summary>
    public bool Any { get; private set; }

    /// <summary>An entry was added that says a road and no county, perhaps its city.</summary>
    public bool AnyRoadOfCity { get; private set; }

    public void Add(RiskListEntry entry, int number)
    {
        var isAtDoor = false;
        foreach (var written in Of(entry))
        {
            name.Read(written);
            if (name.Script == NameScript.None)
                continue;
            Any = true;
            address.Read(AddressOf(entry));
            keys.Read(name);
            if (NameQualifier.Road(address) is { } road)
                index.Add(number, keys.Of(NameReach.Near), road);
            AnyRoadOfCity |= address.HasIdeographs && address.County.IsEmpty && !address.Road.IsEmpty;
            if (!isAtDoor && NameQualifier.Door(address) is { } door)
            {
                index.Add(number, [NameKeys.OfAny], door);
                isAtDoor = true;
            }

            var sound = keys.Of(NameReach.Sound);
            if (NameQualifier.House(address) is { } house)
                index.Add(number, sound, house);
            if (NameQualifier.Division(address) is { } division)
                index.Add(number, sound, division);
            if (!address.County.IsEmpty && NameQualifier.RoadOfCity(address) is { } roadOfCity)
                index.Add(number, sound, roadOfCity);
            foreach (var phone in Phones(entry))
                index.Add(number, sound, NameQualifier.Phone(phone));
            // Which of them are rare is for the policy to say.
            if (NameRarity.Tells(name))
                index.Add(number, sound, NameIndex.Unqualified);
        }
    }

    public NameIndex Build() => index.Build();

    /// <summary>The names that an entry bears, and those inside them.</summary>
    public static IEnumerable<string> Of(RiskListEntry entry)
    {
        if (entry.Kind is RiskListKind.Person or RiskListKind.Organisation)
        {
            yield return entry.Value;
            foreach (var part in NameParts.Of(entry.Value))
                yield return part;
        }

        if (entry.Name is not { } further)
            yield break;
        yield return further;
        foreach (var part in NameParts.Of(further))
            yield return part;
    }

    /// <summary>Where the one of that name lives.</summary>
    public static string? AddressOf(RiskListEntry entry) => entry.Kind == RiskListKind.Address ? entry.Value : entry.Address;

    /// <summary>The mobile numbers of an entry, in their comparing form.</summary>
    public static IEnumerable<string> Phones(RiskListEntry entry)
    {
        if (PhoneNumber.MobileOf(entry.Kind == RiskListKind.Phone ? entry.Value : null) is { } own)
            yield return own;
        if (PhoneNumber.MobileOf(entry.Phone) is { } further)
            yield return further;
    }
}
