using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Reads aloud what sellers mix with ideographs: syllables in letters (西牛jiao), with a letter beside them (象yas), characters as their parts (西犭良), pictures. A search by sound over the
/// result finds words in which several of them are disguised in different ways.
/// </summary>
internal sealed class SpokenReader
{
    /// <summary>Letters of one word; longer ones are not tried as syllables.</summary>
    private const int LongestRun = 24;

    /// <summary>A unit that shows at once that something may stand for a character.</summary>
    private const byte Telling = 1;

    /// <summary>A part that is in too many ordinary texts (木, 鱼): it tells something only with the next part behind it.</summary>
    private const byte Opening = 2;

    private readonly Func<int, bool> isHeard;
    private readonly Func<char, char> symbolOf;
    private readonly Dictionary<char, Substitute[]> substitutes;

    /// <summary>For two letters, whether a syllable that is listened for begins with them, or ends: most foreign words are told by that.</summary>
    private readonly bool[] beginnings = new bool[26 * 26], endings = new bool[26 * 26];

    /// <summary>For each unit as declared: its Latin letter, <see cref="Telling"/>, <see cref="Opening"/>, or 0.</summary>
    private readonly byte[] kinds = new byte[0x10000];

    /// <summary>The first two units of what is written for a character.</summary>
    private readonly HashSet<int> openings = [];

    /// <summary>For each unit whether it is second in one of them.</summary>
    private readonly bool[] isSecond = new bool[0x10000];

    /// <param name="isHeard">Whether a syllable occurs in a listed word.</param>
    /// <param name="symbolOf">How an automaton reads an ideograph, '\0' when no listed word sounds so.</param>
    public SpokenReader(LexiconData data, Func<int, bool> isHeard, Func<char, char> symbolOf)
    {
        (this.isHeard, this.symbolOf) = (isHeard, symbolOf);
        substitutes = data.SplitCharacters.Select(s => new Substitute(TextFolding.Join(s.Parts), TextFolding.Fold(s.Character), MatchLayer.SplitCharacter))
            .Concat(data.Emoji.Select(e => new Substitute(TextFolding.Fold(e.Emoji), TextFolding.Fold(e.Stands), MatchLayer.Emoji)))
            .Where(s => (s.Written.Length > 1 || s.Layer == MatchLayer.Emoji) && s.Means.Any(c => symbolOf(c) != '\0'))
            .GroupBy(s => s.Written[0])
            .ToDictionary(g => g.Key, g => g.OrderByDescending(s => s.Written.Length).ThenByDescending(s => s.Means.Length == 1).ThenByDescending(s => s.Means.Length).ToArray());
        for (var syllable = 1; syllable <= Pronunciation.Syllables; syllable++)
        {
            if (!isHeard(syllable) || Pronunciation.Spelling(syllable) is not { Length: > 1 } spelled)
                continue;
            beginnings[Letters(spelled[0], spelled[1])] = true;
            endings[Letters(spelled[^2], spelled[^1])] = true;
        }

        var everyday = data.OrdinaryWords.SelectMany(w => TextFolding.Fold(w.Text)).ToHashSet();
        for (var unit = 0; unit < kinds.Length; unit++)
        {
            if (UnicodeTables.Units[unit] is var entry && (int)entry >= 0 && char.IsAsciiLetterLower((char)entry))
                kinds[unit] = (byte)entry;
            // What folding takes away may stand between the letters of a syllable, and is rare enough to be read.
            else if (entry == UnicodeTables.SpecialNothing)
                kinds[unit] = Telling;
        }

        foreach (var first in substitutes.Keys)
            kinds[first] = char.IsSurrogate(first) || !everyday.Contains(first) ? Telling : Opening;
        foreach (var substitute in substitutes.Values.SelectMany(s => s).Where(s => s.Written.Length > 1))
        {
            openings.Add(Pair(substitute.Written[0], substitute.Written[1]));
            isSecond[substitute.Written[1]] = true;
        }
    }

    /// <summary>Reads a folded text; separators that stand for nothing are left out.</summary>
    public void Read(NormalizedText text, SpokenText spoken)
    {
        spoken.Clear();
        var chars = text.Chars;
        for (var at = 0; at < chars.Length;)
        {
            var (written, means, layer) = SubstituteAt(chars[at..]);
            if (written is not null)
            {
                // A picture of 老虎 is 虎 as well: a word may begin there.
                for (var i = 0; i < means.Length; i++)
                    spoken.Add(new(means[i], 0, layer, at, at + written.Length, i == 0 || IsAlso(written, means[i..]), i == means.Length - 1), symbolOf(means[i]));
                at += written.Length;
            }
            else if (char.IsAsciiLetterLower(chars[at]))
            {
                at = ReadLetters(chars, at, spoken);
            }
            else
            {
                if (!text.IsSeparator(at))
                    spoken.Add(new(chars[at], 0, MatchLayer.Exact, at, at + 1, true, true), symbolOf(chars[at]));
                at++;
            }
        }
    }

    /// <summary>False only when the text, as declared, holds neither a picture, nor an unmistakable part, nor a word in letters that is all syllables of listed words.</summary>
    public bool MayRead(ReadOnlySpan<char> original)
    {
        var length = 0;
        for (var i = 0; i < original.Length; i++)
        {
            var kind = kinds[original[i]];
            if (kind == 0 && length == 0)
                continue;
            if (kind > Opening)
            {
                length++;
                continue;
            }

            if (kind == Telling
                || kind == Opening && i + 1 < original.Length && isSecond[original[i + 1]] && openings.Contains(Pair(original[i], original[i + 1]))
                || length > 1 && IsRead(original, i - length, i))
                return true;
            length = 0;
        }

        return length > 1 && IsRead(original, original.Length - length, original.Length);
    }

    private static int Pair(char first, char second) => first << 16 | second;

    private static int Letters(char one, char next) => ((one - 'a') * 26) + next - 'a';

    /// <summary>True for letters at [start, end) that are syllables, or syllables and a single letter beside an ideograph.</summary>
    private bool IsRead(ReadOnlySpan<char> original, int start, int end)
    {
        if (end - start > LongestRun || !(MayBeSyllables(original[start..end]) || end - start > 2 && (MayBeSyllables(original[(start + 1)..end]) || MayBeSyllables(original[start..(end - 1)]))))
            return false;
        Span<char> letters = stackalloc char[LongestRun];
        letters = letters[..(end - start)];
        for (var i = 0; i < letters.Length; i++)
            letters[i] = (char)kinds[original[start + i]];
        return Divide(letters, stackalloc byte[LongestRun])
            || letters.Length > 2 && (end < original.Length && IsIdeograph(original[end]) || start > 0 && IsIdeograph(original[start - 1])) && DivideBesideLetter(letters, stackalloc byte[LongestRun]);

        static bool IsIdeograph(char unit) => unit is >= '\u3400' and <= '\u9FFF';
    }

    /// <summary>Told by the first two letters, as declared, and the last two.</summary>
    private bool MayBeSyllables(ReadOnlySpan<char> run) => beginnings[Letters((char)kinds[run[0]], (char)kinds[run[1]])] && endings[Letters((char)kinds[run[^2]], (char)kinds[run[^1]])];

    /// <summary>Divides letters into syllables that are listened for, the longest first; lengths by where each begins. False when something is left over.</summary>
    private bool Divide(ReadOnlySpan<char> letters, Span<byte> lengths)
    {
        lengths[..letters.Length].Clear();
        for (var start = letters.Length - 1; start >= 0; start--)
        {
            for (var length = Math.Min(Pronunciation.LongestSpelling, letters.Length - start); length > 1 && lengths[start] == 0; length--)
            {
                if ((start + length == letters.Length || lengths[start + length] > 0) && isHeard(Pronunciation.Syllable(letters.Slice(start, length))))
                    lengths[start] = (byte)length;
            }
        }

        return lengths[0] > 0;
    }

    /// <summary>The same for syllables with a single letter at one end (象yas for 象牙扇): a syllable of which nothing else is left.</summary>
    private bool DivideBesideLetter(ReadOnlySpan<char> letters, Span<byte> lengths)
    {
        if (letters.Length < 3)
            return false;
        if (Divide(letters[..^1], lengths))
        {
            lengths[letters.Length - 1] = 1;
            return true;
        }

        lengths[0] = 1;
        return Divide(letters[1..], lengths[1..]);
    }

    /// <summary>One word in letters, with its tones when it has them (xi1niu2); what is no Chinese is one silent unit. Returns where it ends.</summary>
    private int ReadLetters(ReadOnlySpan<char> chars, int first, SpokenText spoken)
    {
        Span<byte> lengths = stackalloc byte[LongestRun];
        for (var at = first; ;)
        {
            var end = at;
            while (end < chars.Length && char.IsAsciiLetterLower(chars[end]))
                end++;
            var toned = end < chars.Length && chars[end] is >= '1' and <= '5';
            var goesOn = toned && end + 1 < chars.Length && char.IsAsciiLetterLower(chars[end + 1]);
            if (end - at == 1 && at == first && !toned && (at == 0 || !char.IsAsciiDigit(chars[at - 1])))
            {
                // A letter may be all that is left of a syllable.
                spoken.Add(new(chars[at], 0, MatchLayer.LatinSyllable, at, end, true, true), SoundSearch.SymbolOfLetter(chars[at]));
                return end;
            }

            if (end - at > LongestRun || !Divide(chars[at..end], lengths) && (at != first || goesOn || !DivideBesideLetter(chars[at..end], lengths)))
            {
                spoken.Add(new('\0', 0, MatchLayer.Pinyin, at, end, false, false), '\0');
                return end;
            }

            for (var start = at; start < end;)
            {
                var stop = start + lengths[start - at];
                var last = stop == end;
                var (opens, closes) = (start == first, last && !goesOn);
                if (stop == start + 1)
                {
                    spoken.Add(new(chars[start], 0, MatchLayer.LatinSyllable, start, stop, opens, closes), SoundSearch.SymbolOfLetter(chars[start]));
                }
                else
                {
                    var syllable = Pronunciation.Syllable(chars[start..stop]);
                    spoken.Add(new('\0', syllable, MatchLayer.Pinyin, start, last && toned ? stop + 1 : stop, opens, closes), SoundSearch.Symbol(syllable));
                }

                start = stop;
            }

            at = toned ? end + 1 : end;
            if (!goesOn)
                return at;
        }
    }

    private (string? Written, string Means, MatchLayer Layer) SubstituteAt(ReadOnlySpan<char> rest)
    {
        foreach (var (written, means, layer) in substitutes.GetValueOrDefault(rest[0], []))
        {
            if (rest.StartsWith(written, StringComparison.Ordinal))
                return (written, means, layer);
        }

        return (null, "", MatchLayer.Exact);
    }

    private bool IsAlso(string written, string means) => Array.Exists(substitutes[written[0]], s => s.Written == written && s.Means == means);

    /// <summary>What is written for a character or for several.</summary>
    private readonly record struct Substitute(string Written, string Means, MatchLayer Layer);
}
