using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Tells a declaration without meaning ("3filunnes", "asdf", "啊啊啊", "12345") from one in words it need not know. Of a text with different
/// ideographs, or with letters of other scripts than Latin, it says nothing; a Latin one has a meaning as soon as one of its words is listed anywhere,
/// is everyday English, or reads as Chinese in pinyin.
/// </summary>
internal sealed class MeaninglessText
{
    /// <summary>Shorter runs of letters are sizes, units and models: they mean nothing, and prove nothing.</summary>
    private const int ShortestWord = 3;

    /// <summary>One ideograph written that often is a key held down.</summary>
    private const int Repeated = 3;

    /// <summary>Letters; longer runs are not tried as pinyin.</summary>
    private const int LongestPinyin = 40;

    private readonly FrozenSet<string> vocabulary;

    /// <param name="words">Every listed word that says what something is; their Latin parts are the vocabulary.</param>
    public MeaninglessText(IEnumerable<string> words) =>
        vocabulary = words.SelectMany(w => LatinWords(TextFolding.Fold(w))).ToFrozenSet(StringComparer.Ordinal);

    public bool Is(ReadOnlySpan<char> original, MatchScratch scratch)
    {
        if (HasTwoIdeographs(original))
            return false;
        var text = scratch.Text;
        text.Read(original);
        var chars = text.Chars;
        var ideographs = 0;
        var solid = false;
        for (var i = 0; i < chars.Length; i++)
        {
            var kind = text.ClassAt(i);
            if (kind == TextClass.Ideograph)
            {
                if (++ideographs > 1 && chars[i] != chars[i - 1])
                    return false;
            }
            else if (kind == TextClass.Word)
            {
                if (!char.IsAscii(chars[i]) || ideographs > 0)
                    return false;
                solid = true;
            }
        }

        return ideographs > 0 ? ideographs >= Repeated && !solid : solid && !HasKnownWord(chars);
    }

    /// <summary>True of nearly every ordinary declaration, and known without folding it.</summary>
    private static bool HasTwoIdeographs(ReadOnlySpan<char> original)
    {
        var first = '\0';
        foreach (var unit in original)
        {
            if (UnicodeTables.UnitClass(unit) != TextClass.Ideograph || unit == first)
                continue;
            if (first != '\0')
                return true;
            first = unit;
        }

        return false;
    }

    private bool HasKnownWord(ReadOnlySpan<char> chars)
    {
        var known = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < chars.Length;)
        {
            var length = 0;
            while (start + length < chars.Length && char.IsAsciiLetterLower(chars[start + length]))
                length++;
            var word = chars.Slice(start, length);
            if (length >= ShortestWord && (known.Contains(word) || word[^1] == 's' && known.Contains(word[..^1]) || word.EndsWith("es") && known.Contains(word[..^2]) || IsPinyin(word) || EnglishWords.Contains(word)))
                return true;
            start += length + 1;
        }

        return false;
    }

    /// <summary>True when the letters are syllables of two letters or more: "shouji", "cha ye" written together.</summary>
    private static bool IsPinyin(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestPinyin)
            return false;
        Span<bool> reached = stackalloc bool[LongestPinyin + 1];
        reached.Clear();
        reached[0] = true;
        for (var start = 0; start < word.Length; start++)
        {
            if (!reached[start])
                continue;
            for (var length = 2; length <= Pronunciation.LongestSpelling && start + length <= word.Length; length++)
                reached[start + length] |= Pronunciation.Syllable(word.Slice(start, length)) > 0;
        }

        return reached[word.Length];
    }

    private static IEnumerable<string> LatinWords(string folded)
    {
        for (var start = 0; start < folded.Length;)
        {
            var end = start;
            while (end < folded.Length && char.IsAsciiLetterLower(folded[end]))
                end++;
            if (end - start >= ShortestWord)
                yield return folded[start..end];
            start = end + 1;
        }
    }
}
