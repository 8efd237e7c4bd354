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

    /// <summary>Folded, without spaces and punctuation. Masked addresses have no key.</summary>
    public static string? Address(string? text) => text is null || text.AsSpan().IndexOfAny('*', '＊') >= 0 ? null : Letters(text, keep: "");

    /// <summary>Folded, without spaces, dots and hyphens. Masked names have no key.</summary>
    public static string? Name(string? text) => text is null || text.AsSpan().IndexOfAny('*', '＊') >= 0 ? null : Letters(text, keep: "");

    /// <summary>Allocates only when there is something to fold or drop: most names and addresses are their own key.</summary>
    private static string? Letters(string? text, string keep)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var folded = TextFolding.Fold(text);
        var kept = 0;
        while (kept < folded.Length && Stays(folded[kept], keep))
            kept++;
        if (kept == folded.Length)
            return kept == 0 ? null : folded;
        var result = new StringBuilder(folded.Length).Append(folded, 0, kept);
        foreach (var c in folded.AsSpan(kept))
        {
            if (Stays(c, keep))
                result.Append(c);
        }

        return result.Length == 0 ? null : result.ToString();
    }

    private static bool Stays(char c, string keep) =>
        char.IsAsciiLetterOrDigit(c) || (c > 0x7F && !IsPunctuation(c)) || keep.Contains(c, StringComparison.Ordinal);

    /// <summary>General punctuation, CJK symbols and the middle dots used in names.</summary>
    private static bool IsPunctuation(char c) => c is '·' or '・' or (>= '\u2000' and <= '\u206F') or (>= '\u3000' and <= '\u3004') or (>= '\u3008' and <= '\u3020') or '\u00A0';
}
