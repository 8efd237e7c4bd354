namespace LogisticsScreening.Screening.Parcels;

/// <summary>The comparing form of a waybill number. A parcel must not become another one because somebody types a small letter or a hyphen.</summary>
public static class WaybillNumber
{
    private const char Hyphen = '-';

    /// <summary>
    /// A-Z for a-z, no hyphens: couriers that print them (JD's "-1-2-" for parcel 1 of 2) never need them to tell two parcels apart. A number of hyphens alone is its
    /// own key. Returns the same instance when there is nothing to change.
    /// </summary>
    public static string Key(string number)
    {
        if (!number.AsSpan().ContainsAnyInRange('a', 'z') && !number.Contains(Hyphen))
            return number;
        Span<char> key = number.Length <= 64 ? stackalloc char[number.Length] : new char[number.Length];
        var length = 0;
        foreach (var c in number)
        {
            if (c != Hyphen)
                key[length++] = char.IsAsciiLetterLower(c) ? (char)(c & ~0x20) : c;
        }

        return length == 0 ? number : new string(key[..length]);
    }
}
