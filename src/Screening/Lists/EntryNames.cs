using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Lists;

/// <summary>Builds the index of the names on a list, each under what the entry says beside it: road, county, the beginning of the phone; rare names also alone.</summary>
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
            }

            var sound = keys.Of(NameReach.Sound);
            if (!address.County.IsEmpty)
                index.Add(number, sound, NameQualifier.Division(address.County));
            foreach (var phone in Phones(entry))
                index.Add(number, sound, NameQualifier.Phone(phone));
            if (NameRarity.PerBillion(name) <= NameQualifier.RarestAlone)
                index.Add(number, sound, NameIndex.Unqualified);
        }
    }

    public NameIndex Build() => index.Build();

    /// <summary>The names that an entry bears.</summary>
    public static IEnumerable<string> Of(RiskListEntry entry)
    {
        if (entry.Kind is RiskListKind.Person or RiskListKind.Organisation)
            yield return entry.Value;
        if (entry.Name is { } further)
            yield return further;
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

    private const ulong OfDivision = 1, OfRoad = 2, OfPhone = 3;

    /// <summary>Digits that even masked numbers show.</summary>
    private const int ShownDigits = 3;

    public static ulong Division(ReadOnlySpan<char> division) => KeyHash.Of(division, OfDivision);

    /// <summary>The road in its county, or in its city where the county is not said; null where neither is.</summary>
    public static ulong? Road(AddressReading address) => Road(address.County.IsEmpty ? address.City : address.County, address.Road);

    public static ulong? Road(ReadOnlySpan<char> division, ReadOnlySpan<char> road) =>
        division.IsEmpty || road.IsEmpty ? null : KeyHash.Of(road, KeyHash.Of(division, OfRoad));

    /// <param name="mobile">Eleven digits, some perhaps hidden.</param>
    public static ulong Phone(ReadOnlySpan<char> mobile) => KeyHash.Of(mobile[..ShownDigits], OfPhone);
}
