namespace LogisticsScreening.Screening.Lists;

/// <summary>The second attributes under which names are indexed.</summary>
internal static class NameQualifier
{
    /// <summary>Names with more bearers in a thousand million people are never looked up alone: what a policy may at most ask for.</summary>
    public const int RarestAlone = 100;

    private const ulong OfDivision = 1, OfRoad = 2, OfPhone = 3, OfRoadOfCity = 4, OfHouse = 5, OfDoor = 6;

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

    /// <summary>
    /// The end of the road and the number on the house, in any town: for those who write their town without its sign. Null without a number. A list of a million has a few
    /// dozen people at the most frequent of these, of whom hardly two are of one name.
    /// </summary>
    public static ulong? House(AddressReading address)
    {
        Span<char> name = stackalloc char[AddressReading.MaxLength];
        return address.HouseName(name) is > 0 and var length ? KeyHash.Of(address.Building, KeyHash.Of(name[..length], OfHouse)) : null;
    }

    /// <summary>As <see cref="House"/>, with all numbers: where somebody is looked for of whose name a part is known.</summary>
    public static ulong? Door(AddressReading address) => address.DoorKey is { IsEmpty: false } door ? KeyHash.Of(door, OfDoor) : null;

    private static ulong? Road(ReadOnlySpan<char> division, ReadOnlySpan<char> road, ulong kind) =>
        division.IsEmpty || road.IsEmpty ? null : KeyHash.Of(road, KeyHash.Of(division, kind));

    private static ReadOnlySpan<char> DivisionOf(AddressReading address) => Last(address.County.IsEmpty ? address.City : address.County);

    private static ReadOnlySpan<char> Last(ReadOnlySpan<char> division) => division.Length <= CountyName ? division : division[^CountyName..];

    /// <param name="mobile">Eleven digits, some perhaps hidden.</param>
    public static ulong Phone(ReadOnlySpan<char> mobile) => KeyHash.Of(mobile[..ShownDigits], OfPhone);
}
