using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>How alike two words of Latin names are, 0-100.</summary>
internal static class LatinWords
{
    /// <summary>The same word; another spelling of its sounds.</summary>
    public const int Equal = 100, Sound = 90;

    private const int Slip = 92, Shortened = 86, TwoSlips = 84, Initial = 80, OtherSyllable = 40;

    /// <summary>Letters of the longest word that is compared with any but itself.</summary>
    public const int LongestMeasured = 32;

    /// <summary>Shorter words differ by a letter without being slips: Li and Lu, Wei and Wen.</summary>
    public const int ShortestSlip = 4;
    /// <summary>Of the longer of two words; their first letters are the same.</summary>
    public const int ShortestTwoSlips = 7;

    /// <summary>Letters of the shortest shortened form.</summary>
    public const int SharedBeginning = 3;

    public const int LeastConsonants = 3;

    public static int Likeness(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b))
            return Equal;
        var longer = a.Length >= b.Length ? a : b;
        var shorter = a.Length >= b.Length ? b : a;
        if (shorter.Length == 1)
            return longer[0] == shorter[0] ? Initial : 0;
        if (longer.Length > LongestMeasured)
            return 0;
        var edits = Edits(longer, shorter);
        // Two whole syllables are two names, however alike they are spelled.
        if (edits <= 2 && Pronunciation.Syllable(a) > 0 && Pronunciation.Syllable(b) > 0)
            return OtherSyllable;
        if (edits == 1 && longer.Length >= ShortestSlip)
            return Slip;
        if (SoundAlike(a, b))
            return Sound;
        if (shorter.Length >= SharedBeginning && longer.StartsWith(shorter, StringComparison.Ordinal))
            return Shortened;
        if (edits == 2 && longer.Length >= ShortestTwoSlips && a[0] == b[0])
            return TwoSlips;
        return 100 * Math.Max(0, longer.Length - (2 * edits)) / longer.Length;
    }

    /// <summary>Letters put in, left out, exchanged or swapped with the next (optimal string alignment).</summary>
    private static int Edits(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Span<int> before = stackalloc int[LongestMeasured + 1], last = stackalloc int[LongestMeasured + 1], now = stackalloc int[LongestMeasured + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                now[j] = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
            }

            last.CopyTo(before);
            now.CopyTo(last);
        }

        return last[b.Length];
    }

    /// <summary>The same consonants in the spellings of several languages: Mohammed and Muhamad, Catherine and Katarina.</summary>
    private static bool SoundAlike(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Span<char> one = stackalloc char[LongestMeasured], other = stackalloc char[LongestMeasured];
        var (length, otherLength) = (Skeleton(a, one), Skeleton(b, other));
        return length >= LeastConsonants && one[..length].SequenceEqual(other[..otherLength]);
    }

    /// <summary>The consonants of a word as they sound; returns how many.</summary>
    public static int Skeleton(ReadOnlySpan<char> word, Span<char> skeleton)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            var sound = (word[i], next) switch
            {
                ('p', 'h') => 'f',
                ('c', 'h') => 'x',
                ('s', 'c') or ('s', 'h') => 'x',
                ('c', 'e' or 'i' or 'y') => 's',
                ('c' or 'q', _) => 'k',
                ('w', _) => 'v',
                ('z', _) => 's',
                ('d', 'j') or ('d', 'z') => 'j',
                ('h', _) when i > 0 => '\0',
                ('a' or 'e' or 'i' or 'o' or 'u' or 'y', _) => i == 0 ? 'a' : '\0',
                var (letter, _) => letter,
            };
            if (sound != '\0' && word[i] != next)
                skeleton[length++] = sound;
        }

        return length;
    }
}
