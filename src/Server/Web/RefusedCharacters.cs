using System.Buffers;

namespace LogisticsScreening.Server.Web;

/// <summary>Characters that no text from outside may hold, whatever way it came in.</summary>
internal static class RefusedCharacters
{
    /// <summary>C0 and C1 controls (tab and line ends stay) and the bidirectional overrides: they change what a person sees and have no place in any field.</summary>
    public static readonly SearchValues<char> InText = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r')),
        .. Enumerable.Range(0x7F, 0x21).Select(c => (char)c),
        .. "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069",
    ]);

    private const int LongestName = 60;

    /// <summary>A name from outside as messages may repeat it: short, and nothing in it that a terminal or a page would obey.</summary>
    public static string Shown(string name) => string.Concat(
        name.Take(LongestName).Select(c => char.IsControl(c) || char.IsSurrogate(c) || InText.Contains(c) ? '?' : c)) + (name.Length > LongestName ? "…" : "");
}
