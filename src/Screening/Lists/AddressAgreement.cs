namespace LogisticsScreening.Screening.Lists;

/// <summary>How far two addresses lead to one door, from least to most.</summary>
public enum AddressAgreement
{
    None,

    /// <summary>County, district or county-level city.</summary>
    Division,

    /// <summary>And the road, village or estate.</summary>
    Road,

    /// <summary>And the number on the house, in which each of them names another unit: neighbours.</summary>
    OtherUnit,

    /// <summary>And the number on the house; one of them shows no unit or less of it, as privacy waybills do.</summary>
    Building,

    /// <summary>All that both of them say.</summary>
    Whole,
}

internal static class Addresses
{
    /// <summary>Symmetric.</summary>
    public static AddressAgreement Compare(AddressReading a, AddressReading b)
    {
        var agreement = CompareAsRead(a, b);
        if (agreement >= AddressAgreement.OtherUnit || !a.HasIdeographs || !b.HasIdeographs || (!a.County.IsEmpty && !b.County.IsEmpty))
            return agreement;
        // "昆明北京路926号": a town without its sign is told by the other address only.
        if (AddressCompletion.Of(a, b) is { } first)
            agreement = Higher(agreement, CompareAsRead(first, b));
        return AddressCompletion.Of(b, a) is { } second ? Higher(agreement, CompareAsRead(second, a)) : agreement;
    }

    private static AddressAgreement Higher(AddressAgreement one, AddressAgreement other) => one > other ? one : other;

    private static AddressAgreement CompareAsRead(AddressReading a, AddressReading b)
    {
        var hidden = a.IsHidden || b.IsHidden;
        if (!a.HasIdeographs && !b.HasIdeographs)
            return !hidden && !a.Solid.IsEmpty && a.Solid.SequenceEqual(b.Solid) ? AddressAgreement.Whole : AddressAgreement.None;
        // "景洪市" alone stands where a city does, and is the county of one; so is "通州" without its sign.
        var countyA = CityIsCounty(a, b) ? a.City : a.County;
        var countyB = CityIsCounty(b, a) ? b.City : b.County;
        var cityA = CityIsCounty(a, b) ? [] : a.City;
        var cityB = CityIsCounty(b, a) ? [] : b.City;
        if (Contradict(a.Province, b.Province) || Contradict(cityA, cityB) || Contradict(countyA, countyB) || Contradict(a.Town, b.Town))
            return AddressAgreement.None;
        var sameCounty = !countyA.IsEmpty && !countyB.IsEmpty;
        // A road of that name is in every town.
        var samePlace = sameCounty || (!cityA.IsEmpty && !cityB.IsEmpty);
        if (!samePlace || a.Road.IsEmpty || !a.Road.SequenceEqual(b.Road))
            return sameCounty ? AddressAgreement.Division : AddressAgreement.None;
        // Without a number on the house a village, a campus or a market is all that is known.
        if (a.Building.IsEmpty || !a.Building.SequenceEqual(b.Building) || !a.BeforeBuilding.SequenceEqual(b.BeforeBuilding))
            return AddressAgreement.Road;
        var sameRest = a.Numbers.SequenceEqual(b.Numbers) && (a.AfterBuilding.IsEmpty || b.AfterBuilding.IsEmpty || a.AfterBuilding.SequenceEqual(b.AfterBuilding));
        if (!hidden && sameRest)
            return AddressAgreement.Whole;
        return a.NumbersContradict(b) ? AddressAgreement.OtherUnit : AddressAgreement.Building;
    }

    private static bool CityIsCounty(AddressReading one, AddressReading other) =>
        one.County.IsEmpty
        && !one.City.IsEmpty
        && (other.County.EndsWith(one.City, StringComparison.Ordinal) || (one.City[^1] == '州' && other.County.Length == one.City.Length + 1 && other.County.StartsWith(one.City, StringComparison.Ordinal)));

    /// <summary>Both say one, and neither is a fuller name of the other: 云南省 and 云南, 昆明盘龙区 and 盘龙区, 大理州 and 大理白族自治州.</summary>
    private static bool Contradict(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        const int LeastName = 2;
        if (a.IsEmpty || b.IsEmpty)
            return false;
        var longer = a.Length >= b.Length ? a : b;
        var shorter = a.Length >= b.Length ? b : a;
        var bare = shorter.Length > LeastName ? shorter[..^1] : shorter;
        return !longer.EndsWith(shorter, StringComparison.Ordinal) && !longer.StartsWith(longer.Length > shorter.Length ? bare : shorter, StringComparison.Ordinal);
    }
}
