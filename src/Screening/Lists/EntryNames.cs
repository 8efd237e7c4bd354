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

    /// <summary>An entry was added that says a road and its city, and no county.</summary>
    public bool AnyRoadOfCity { get; private set; }

    public void Add(RiskListEntry entry, int number)
    {
        foreach (var written in Of(entry))
        {
            name.Read(written);
            if (name.Script == NameScript.None)
                continue;
            Any = true;
            address.Read(AddressOf(entry));
            keys.Read(name);
            if (NameQualifier.Road(address) is { } road)
            {
                index.Add(number, keys.Of(NameReach.Near), road);
                AnyRoadOfCity |= address.County.IsEmpty;
                if (name.Script == NameScript.Han)
                    index.Add(number, [NameKeys.OfFirst(name.Solid[0])], road);
            }

            var sound = keys.Of(NameReach.Sound);
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

/// <summary>The second attributes under which names are indexed.</summary>
internal static class NameQualifier
{
    /// <summary>Names with more bearers in a thousand million people are never looked up alone: what a policy may at most ask for.</summary>
    public const int RarestAlone = 100;

    private const ulong OfDivision = 1, OfRoad = 2, OfPhone = 3, OfRoadOfCity = 4;

    /// <summary>Digits that even masked numbers show.</summary>
    private const int ShownDigits = 3;

    /// <summary>Of a county, its sign and what stands right before it: "昆明盘龙区" is 盘龙区.</summary>
    private const int CountyName = 3;

    /// <summary>The county, or the city where no county is said, which may be one: 景洪市.</summary>
    public static ulong? Division(AddressReading address) => DivisionOf(address) is { IsEmpty: false } division ? KeyHash.Of(division, OfDivision) : null;

    /// <summary>The road in its county, or in its city where the county is not said; null where neither is.</summary>
    public static ulong? Road(AddressReading address) => Road(DivisionOf(address), address.Road, OfRoad);

    /// <summary>The road in its city for those who name no county, where the city is not read as one.</summary>
    public static ulong? RoadInCity(AddressReading address) => Road(Last(address.City), address.Road, OfRoad);

    /// <summary>The road of an entry in its city, though it names the county: for those who leave it out.</summary>
    public static ulong? RoadOfCity(AddressReading address) => Road(Last(address.City), address.Road, OfRoadOfCity);

    private static ulong? Road(ReadOnlySpan<char> division, ReadOnlySpan<char> road, ulong kind) =>
        division.IsEmpty || road.IsEmpty ? null : KeyHash.Of(road, KeyHash.Of(division, kind));

    private static ReadOnlySpan<char> DivisionOf(AddressReading address) => Last(address.County.IsEmpty ? address.City : address.County);

    private static ReadOnlySpan<char> Last(ReadOnlySpan<char> division) => division.Length <= CountyName ? division : division[^CountyName..];

    /// <param name="mobile">Eleven digits, some perhaps hidden.</param>
    public static ulong Phone(ReadOnlySpan<char> mobile) => KeyHash.Of(mobile[..ShownDigits], OfPhone);
}
