using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>The comparing form of every attribute a list entry can name: two spellings of one thing give one key. Null means "cannot be compared".</summary>
public static class ListKeys
{
    [ThreadStatic]
    private static AddressReading? AddressBuffer;

    /// <summary>A masked number has no key; a virtual one keeps its extension.</summary>
    public static string? Phone(string? text) => PhoneNumber.TryParse(text, out var number) ? number.Key : null;

    public static string? IdNumber(string? text) => Parcels.IdNumber.Normalise(text) is { } number ? Parcels.IdNumber.KeyOf(number) : null;

    public static string? OrganisationCode(string? text) => Parcels.IdNumber.Normalise(text);

    /// <summary>"wechat:Some_Name", " 微信号：some_name" and "WX：@some_name" are one account.</summary>
    public static string? Account(string? text) => string.IsNullOrEmpty(text) ? null : AccountHandles.KeyOf(TextFolding.Fold(text));

    /// <summary>Road (or village, estate) and numbers, see <see cref="AddressReading.Key"/>: the divisions are compared apart, since many leave them out.</summary>
    public static string? Address(string? text)
    {
        if (text is null)
            return null;
        var reading = AddressBuffer ??= new();
        reading.Read(text);
        return reading.Key is { IsEmpty: false } key ? key.ToString() : null;
    }

    /// <summary>What an entry of an address is looked up by, see <see cref="AddressReading.DoorKey"/>; found, the whole is compared.</summary>
    internal static string? Door(string? text)
    {
        if (text is null)
            return null;
        var reading = AddressBuffer ??= new();
        reading.Read(text);
        return reading.DoorKey is { IsEmpty: false } key ? key.ToString() : null;
    }

    /// <summary>True when an address can be the second attribute of a name: it shows a county, or a city with a road.</summary>
    public static bool IsPlace(string text)
    {
        var reading = AddressBuffer ??= new();
        reading.Read(text);
        return NameQualifier.Division(reading) is not null || (!reading.HasIdeographs && !reading.Road.IsEmpty);
    }

    /// <summary>Folded, without spaces, dots and hyphens. Masked names have no key.</summary>
    public static string? Name(string? text) => text is null || text.AsSpan().IndexOfAny('*', '＊') >= 0 ? null : Solid(text);

    /// <summary>Allocates only when there is something to fold or drop: most names are their own key.</summary>
    private static string? Solid(string text) => TextFolding.Join(text) is { Length: > 0 } key ? key : null;
}
