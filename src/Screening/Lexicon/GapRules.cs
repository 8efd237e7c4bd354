using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>Tells a word that was pulled apart (象*牙, 犀 牛 角) from the end of one word beside the start of the next (大象 牙刷).</summary>
internal static class GapRules
{
    /// <summary>Folded characters; more between two characters is no longer one word.</summary>
    private const int LongestGap = 8;

    /// <summary>
    /// Of symbols alone, which between two characters of a word are no layout but a fence (象★★★★★★★★★★牙). A bound there must be, so that a word is no more than a line; the work stays linear
    /// without it, because no gap lies in more words than can begin before it.
    /// </summary>
    private const int LongestFence = 64;

    /// <summary>"rhino-horn" for "rhino horn": other separators, but where the word has its own.</summary>
    public static bool FallWhereTheWordHasSpaces(NormalizedText text, LexiconPattern pattern, int from, int to)
    {
        var word = pattern.Folded;
        var at = 0;
        for (var i = from; i < to; i++, at++)
        {
            if (at == word.Length)
                return false;
            if (!text.IsSeparator(i))
            {
                if (text.Chars[i] != word[at])
                    return false;
                continue;
            }

            if (word[at] != ' ')
                return false;
            while (text.IsSeparator(i + 1))
                i++;
        }

        return at == word.Length;
    }

    /// <summary>
    /// Symbols in every gap are odd enough. Spaces and full stops: at least one part must stand alone, or two ordinary words merely
    /// meet. Commas and slashes part listed things, so every part must be a single character standing alone.
    /// Abbreviations are so short that only symbols count.
    /// </summary>
    public static bool LookDeliberate(NormalizedText text, LexiconPattern pattern, int from, int to)
    {
        var (startsAlone, endsAlone) = (StartsAlone(text, from), EndsAlone(text, to));
        int gaps = 0, partLength = 0, longestPart = 0;
        bool symbols = true, listed = false;
        for (var i = from; i < to; i++)
        {
            if (!text.IsSeparator(i))
            {
                longestPart = Math.Max(longestPart, ++partLength);
                continue;
            }

            var seen = TextClass.None;
            var start = i;
            // A picture that ends the word is a symbol like others; what stands behind it is no part of it.
            for (; i < to && text.IsSeparator(i); i++)
            {
                seen |= text.ClassAt(i) & TextClass.Separator;
                if (i - start >= (seen == TextClass.Symbol ? LongestFence : LongestGap))
                    return false;
            }

            i--;
            gaps++;
            partLength = 0;
            symbols &= (seen & TextClass.Symbol) != 0;
            listed |= (seen & TextClass.ListMark) != 0;
        }

        if (symbols)
            return true;
        if (pattern.IsAbbreviation)
            return false;
        return listed ? startsAlone && endsAlone && longestPart == 1 : startsAlone || endsAlone || gaps > 1;
    }

    public static bool StartsAlone(NormalizedText text, int from) => from == 0 || text.IsSeparator(from - 1);

    public static bool EndsAlone(NormalizedText text, int to) => to == text.Chars.Length || text.IsSeparator(to);

    /// <summary>Behind the last of the characters from <paramref name="end"/> on that repeat the one before it (骨骨, 骨 骨).</summary>
    public static int EndOfRepeats(NormalizedText text, int end)
    {
        var chars = text.Chars;
        for (var at = end; at < chars.Length && at - end <= LongestGap; at++)
        {
            if (chars[at] == chars[end - 1])
                end = at + 1;
            else if (!text.IsSeparator(at))
                break;
        }

        return end;
    }
}
