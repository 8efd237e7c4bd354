using System.Text;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>The comparing form of every attribute a list entry can name: two spellings of one thing give one key. Null means "cannot be compared".</summary>
public static class ListKeys
{
    /// <summary>A masked number has no key; a virtual one keeps its extension.</summary>
    public static string? Phone(string? text) => PhoneNumber.TryParse(text, out var number) ? number.Key : null;

    public static string? IdNumber(string? text) => Parcels.IdNumber.Normalise(text) is { } number ? Parcels.IdNumber.KeyOf(number) : null;

    public static string? OrganisationCode(string? text) => Parcels.IdNumber.Normalise(text);

    /// <summary>"wechat:Some_Name" and " WeChat：some_name" are one account.</summary>
    public static string? Account(string? text) => Letters(text, keep: ":_");

    /// <summary>Folded, without spaces, punctuation, symbols and emoji. Masked addresses have no key.</summary>
    public static string? Address(string? text) => text is null || text.AsSpan().IndexOfAny('*', '＊') >= 0 ? null : Solid(text);

    /// <summary>Folded, without spaces, dots and hyphens. Masked names have no key.</summary>
    public static string? Name(string? text) => text is null || text.AsSpan().IndexOfAny('*', '＊') >= 0 ? null : Solid(text);

    /// <summary>Allocates only when there is something to fold or drop: most names and addresses are their own key.</summary>
    private static string? Solid(string text) => TextFolding.Join(text) is { Length: > 0 } key ? key : null;

    /// <summary>As <see cref="Solid"/>, but keeping some of what parts an account's name.</summary>
    private static string? Letters(string? text, string keep)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var folded = TextFolding.Fold(text);
        var result = new StringBuilder(folded.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in folded.EnumerateRunes())
        {
            if ((UnicodeTables.ClassOf(rune.Value) & TextClass.Separator) == 0 || (rune.IsAscii && keep.Contains((char)rune.Value, StringComparison.Ordinal)))
                result.Append(units[..rune.EncodeToUtf16(units)]);
        }

        return result.Length == 0 ? null : result.ToString();
    }
}
