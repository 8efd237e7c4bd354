using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Lexicon;

/// <summary>
/// Whether a text can be read as a word at all, character by character and by trying everything: what a find must at least be. It knows nothing of automata, weights and
/// everyday words.
/// </summary>
internal static class DisguiseReader
{
    /// <param name="word">Folded.</param>
    /// <param name="text">Folded.</param>
    public static bool CanBe(string word, string text, LexiconData data) =>
        Reads(word, 0, text, 0, data) || Reads(string.Concat(word.Reverse()), 0, text, 0, data) || Misspelled(word).Any(w => Reads(w, 0, text, 0, data));

    /// <summary>A Latin word with one letter left out, or two neighbours exchanged.</summary>
    private static IEnumerable<string> Misspelled(string word)
    {
        for (var i = 0; i < word.Length && word.All(c => char.IsAsciiLetterLower(c) || c == ' '); i++)
        {
            yield return word.Remove(i, 1);
            if (i > 0)
                yield return word[..(i - 1)] + word[i] + word[i - 1] + word[(i + 1)..];
        }
    }

    private static bool Reads(string word, int at, string text, int from, LexiconData data)
    {
        if (at == word.Length)
            return from == text.Length;
        foreach (var (written, characters) in Writings(word, at, data).SelectMany(w => Merged(w.Written).Select(m => (m, w.Characters))).Concat(MergedInWord(word, at)))
        {
            if (EndOf(written, text, from) is { } end && Reads(word, at + characters, text, end, data))
                return true;
        }

        return word[at] == ' ' && Reads(word, at + 1, text, from, data);
    }

    /// <summary>What is written, and with the letters that two others look like as those.</summary>
    private static IEnumerable<string> Merged(string written) =>
        ((string[])[written, written.Replace("m", "rn", StringComparison.Ordinal), written.Replace("w", "vv", StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal);

    private static IEnumerable<(string Written, int Characters)> MergedInWord(string word, int at)
    {
        foreach (var (pair, one) in ((string, string)[])[("rn", "m"), ("vv", "w")])
        {
            if (word.AsSpan(at).StartsWith(pair, StringComparison.Ordinal))
                yield return (one, pair.Length);
        }
    }

    /// <summary>Everything that may be written for what stands in a word from a place on, and how much of the word it is.</summary>
    private static IEnumerable<(string Written, int Characters)> Writings(string word, int at, LexiconData data)
    {
        yield return (word[at].ToString(), 1);
        foreach (var other in LookAlikes.Of(word[at]).ToArray())
            yield return (other.ToString(), 1);
        // The parts of a character that only sounds like the word's (牙鸟 for 鸦, and that for 牙) are two tricks in one place.
        foreach (var split in data.SplitCharacters.Where(s => TextFolding.Fold(s.Character) is [var whole] && (whole == word[at] || SoundAlike(whole, word[at]))))
            yield return (TextFolding.Fold(split.Parts), 1);
        foreach (var picture in data.Emoji.Where(e => word.AsSpan(at).StartsWith(TextFolding.Fold(e.Stands), StringComparison.Ordinal)))
            yield return (TextFolding.Fold(picture.Emoji), TextFolding.Fold(picture.Stands).Length);
        foreach (var reading in Pronunciation.Of(word[at]).ToArray())
        {
            for (var syllable = 1; syllable <= Pronunciation.Syllables; syllable++)
            {
                if (Pronunciation.Near(syllable) != Pronunciation.Near(reading.Syllable))
                    continue;
                var spelled = Pronunciation.Spelling(syllable);
                for (var tone = 1; tone <= 5; tone++)
                    yield return ($"{spelled}{tone}", 1);
                yield return (spelled, 1);
                yield return (spelled[..1], 1);
                yield return (spelled[..Math.Min(2, spelled.Length)], 1);
                yield return ($"\0{syllable}", 1);
            }
        }
    }

    private static bool SoundAlike(char one, char other) =>
        Pronunciation.Of(one).ToArray().Any(a => Pronunciation.Of(other).ToArray().Any(b => Pronunciation.Near(a.Syllable) == Pronunciation.Near(b.Syllable)));

    /// <summary>Where what is written ends in the text, separators and what passes for a letter aside; null when something else stands there.</summary>
    private static int? EndOf(string written, string text, int from)
    {
        if (written[0] == '\0')
        {
            var sound = Pronunciation.Near(int.Parse(written[1..]));
            while (from < text.Length && IsNothing(text, from))
                from++;
            var said = from < text.Length && char.IsAsciiDigit(text[from]) ? ChineseDigits.All[text[from] - '0'] : from < text.Length ? text[from] : '\0';
            return from < text.Length && Pronunciation.Of(said).ToArray().Any(r => Pronunciation.Near(r.Syllable) == sound) ? from + 1 : null;
        }

        foreach (var unit in written)
        {
            while (from < text.Length && LatinTwins.OfMarked(text[from]) != LatinTwins.Of(unit) && IsNothing(text, from))
                from++;
            if (from == text.Length || LatinTwins.OfMarked(text[from]) != LatinTwins.Of(unit))
                return null;
            from++;
        }

        return from;
    }

    /// <summary>Separators, pictures, and letters of a face.</summary>
    private static bool IsNothing(string text, int at) =>
        char.IsSurrogate(text[at]) || (UnicodeTables.UnitClass(text[at]) & TextClass.Separator) != 0 || UnicodeTables.UnitClass(text[at]) == TextClass.Word && text[at] > '\u007F';
}
