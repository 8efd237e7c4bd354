namespace LogisticsScreening.Screening.Lists;

/// <summary>How far two addresses lead to one door, from least to most.</summary>
public enum AddressAgreement
{
    None,

    /// <summary>County, district or county-level city.</summary>
    Division,

    /// <summary>And the road, village or estate.</summary>
    Road,

    /// <summary>And the number on the house; the unit differs or is not shown, as on privacy waybills.</summary>
    Building,

    /// <summary>All that both of them say.</summary>
    Whole,
}

internal static class Addresses
{
    public static AddressAgreement Compare(AddressReading a, AddressReading b)
    {
        var hidden = a.IsHidden || b.IsHidden;
        if (!hidden && a.Solid.Length > 0 && a.Solid.SequenceEqual(b.Solid))
            return AddressAgreement.Whole;
        if (Contradict(a.Province, b.Province) || Contradict(a.City, b.City) || Contradict(a.County, b.County))
            return AddressAgreement.None;
        var sameCounty = !a.County.IsEmpty && !b.County.IsEmpty;
        // A road of that name is in every town.
        var samePlace = sameCounty || (!a.City.IsEmpty && !b.City.IsEmpty);
        if (!samePlace || a.Road.IsEmpty || !a.Road.SequenceEqual(b.Road))
            return sameCounty ? AddressAgreement.Division : AddressAgreement.None;
        if (a.Building.IsEmpty || !a.Building.SequenceEqual(b.Building))
            return AddressAgreement.Road;
        return !hidden && a.Numbers.SequenceEqual(b.Numbers) ? AddressAgreement.Whole : AddressAgreement.Building;
    }

    /// <summary>Both say one, and neither is a fuller name of the other: 云南省 and 云南, 昆明盘龙区 and 盘龙区.</summary>
    private static bool Contradict(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return false;
        var longer = a.Length >= b.Length ? a : b;
        var shorter = a.Length >= b.Length ? b : a;
        return !longer.EndsWith(shorter, StringComparison.Ordinal) && !longer.StartsWith(shorter, StringComparison.Ordinal);
    }
}
