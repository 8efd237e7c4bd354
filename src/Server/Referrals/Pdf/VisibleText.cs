using System.Globalization;
using System.Text;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>
/// Makes every character of a text visible: what has no picture of its own (controls, zero-width and direction marks, odd spaces, lone surrogates) or none in the font
/// becomes its code point, such as [U+200B]. Nothing in a declaration can then hide a word, turn the line round or break the layout.
/// </summary>
internal static class VisibleText
{
    private const int Space = 0x20;
    private const int IdeographicSpace = 0x3000;

    /// <summary>One character as it is drawn.</summary>
    /// <param name="Shown">Code points to draw: the character itself, or the letters of its code point.</param>
    /// <param name="Escaped">True when the code point is shown instead of the character.</param>
    /// <param name="Start">Where the character begins in the original, in UTF-16 code units.</param>
    internal readonly record struct Character(int[] Shown, bool Escaped, int Start);

    public static IEnumerable<Character> Read(string text, Func<int, bool> fontHas)
    {
        for (var i = 0; i < text.Length;)
        {
            var known = Rune.TryGetRuneAt(text, i, out var rune);
            var codePoint = known ? rune.Value : text[i];
            var drawable = known && HasPicture(rune) && fontHas(codePoint);
            yield return drawable ? new Character([codePoint], false, i) : new Character(Escape(codePoint), true, i);
            i += known ? rune.Utf16SequenceLength : 1;
        }
    }

    private static int[] Escape(int codePoint) => [.. $"[U+{codePoint:X4}]".Select(letter => (int)letter)];

    private static bool HasPicture(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        // A mark that draws over its neighbour can cover it or vanish on it.
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => false,
        UnicodeCategory.SpaceSeparator => rune.Value is Space or IdeographicSpace,
        _ => !IsRightToLeft(rune.Value) && !IsBlankLetter(rune.Value),
    };

    /// <summary>Hebrew, Arabic and the other scripts of the right-to-left blocks: drawn left to right they would read wrong.</summary>
    private static bool IsRightToLeft(int codePoint) =>
        codePoint is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    /// <summary>Letters that are letters by category and yet draw nothing: Hangul fillers, blank Braille.</summary>
    private static bool IsBlankLetter(int codePoint) => codePoint is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;
}
