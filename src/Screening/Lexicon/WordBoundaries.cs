using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Latin words must not be parts of longer words (XY in "galaxy", ivory in "ivoryton"). A digit beside a longer word is a boundary
/// ("ivory2pcs"), beside an abbreviation it is not (xy18650). Words in Han characters have no boundaries of their own.
/// </summary>
internal static class WordBoundaries
{
    public static bool StartsAt(NormalizedText text, LexiconPattern pattern, int start) =>
        !pattern.StartsWord || start == 0 || !Continues(text, pattern, start - 1, pattern.Text[0]);

    public static bool EndsAt(NormalizedText text, LexiconPattern pattern, int end) =>
        !pattern.EndsWord || end == text.Chars.Length || !Continues(text, pattern, end, pattern.Text[^1]);

    private static bool Continues(NormalizedText text, LexiconPattern pattern, int neighbour, char edge)
    {
        if (text.ClassAt(neighbour) != TextClass.Word)
            return false;
        return pattern.IsAbbreviation || char.IsAsciiDigit(edge) || !char.IsAsciiDigit(text.Chars[neighbour]);
    }
}
