using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// The ways in which a listed word is written so that a reader still understands it, as texts to search for: parts of characters, look-alikes, pinyin, initials, single
/// letters, digits, pictures, the order turned round; of Latin words a letter left out. Made by rule from the rows; what sellers are known to write stands in the lexicon itself. At most one character of a word
/// is replaced, all of them, or in strong words two by letters or one by a letter and one by a look-alike, so that the number of forms grows with the words and not with their combinations.
/// </summary>
internal sealed class Disguises
{
    /// <summary>Folded characters; longer words are phrases, which nobody disguises whole.</summary>
    private const int LongestWord = 6;

    /// <summary>Letters of a whole word in pinyin; shorter ones (hugu) are syllables of too many other words to be enough alone.</summary>
    private const int SurePinyin = 6;

    /// <summary>Percent of the layer's weight for a shorter one.</summary>
    private const int UnsureShare = 40;

    /// <summary>Percent of the weight for two characters turned round (牙象): a reason only beside a second signal.</summary>
    private const int TurnedPairShare = 45;

    /// <summary>Percent of the weight where nothing of the word is left.</summary>
    private const int BothReplacedShare = 70;

    /// <summary>Percent of the weight for a digit that sounds like a character.</summary>
    private const int DigitShare = 70;

    /// <summary>Percent of the weight for a letter and a look-alike in one word: by what is left of it a reason to look, one beside a second signal, or such a one if nothing is.</summary>
    private const int MuchLeftShare = 80, OneLeftShare = 50, NothingLeftShare = 45;

    /// <summary>Initials of fewer characters stand for anything; those that sellers use are listed.</summary>
    private const int FewestInitials = 3;

    /// <summary>Ways to read one word aloud that are searched; words with more have characters of many readings, of which few are ever meant.</summary>
    internal const int MostReadings = 4;

    private readonly Dictionary<char, string[]> parts;
    private readonly (string Emoji, string Word)[] pictures;
    private readonly string[] strongWords;

    public Disguises(LexiconData data)
    {
        parts = data.SplitCharacters
            .GroupBy(s => TextFolding.Fold(s.Character)[0])
            .ToDictionary(g => g.Key, g => g.Select(s => TextFolding.Fold(s.Parts)).Distinct(StringComparer.Ordinal).ToArray());
        strongWords = [.. data.Terms.Where(t => t.Tier == TermTier.Strong).Select(t => TextFolding.Fold(t.Term)).OrderByDescending(t => t.Length)];
        pictures = [.. data.Emoji.Select(e => (TextFolding.Fold(e.Emoji), TextFolding.Fold(e.Stands)))];
    }

    /// <summary>A form of a word, and how it hides it.</summary>
    /// <param name="Share">Percent of the layer's weight.</param>
    internal readonly record struct Form(string Text, MatchLayer Layer, int Share = 100);

    /// <summary>
    /// All forms of a row's word; none for a row that is not searched for disguises. Words of wildlife sellers, weak or strong, and strong prohibited ones: a disguised
    /// code word is too far from what it means.
    /// </summary>
    public IEnumerable<Form> Of(LexiconEntry row)
    {
        var word = TextFolding.Fold(row.Word);
        if (!IsSearched(row) || word.Length < 2)
            return [];
        var strong = row is LexiconTerm { Tier: TermTier.Strong };
        // A scientific name is written with a capital; nobody hides it.
        if (row is LexiconTerm { Script: TermScript.En or TermScript.Other } latin)
            return char.IsAsciiLetterUpper(latin.Term[0]) ? [] : Misspellings.Of(word, strong).Select(text => new Form(text, MatchLayer.LookAlike, Misspellings.Share));
        return word.Length <= LongestWord && word.All(c => UnicodeTables.UnitClass(c) == TextClass.Ideograph) ? OfHan(word, row is LexiconTerm, strong) : [];
    }

    /// <summary>The longest shorter strong word in a word, or itself. What stands beside it, a craft form (象牙手串) or 老, says nothing of the material.</summary>
    public string CoreOf(string word) => Array.Find(strongWords, s => s.Length < word.Length && word.Contains(s, StringComparison.Ordinal)) ?? word;

    /// <summary>A Latin word as it is listed and without its spaces.</summary>
    public static IEnumerable<string> Spellings(string word) => ((string[])[TextFolding.Fold(word), TextFolding.Join(word)]).Distinct(StringComparer.Ordinal);

    /// <summary>True for rows whose words are looked for in disguise.</summary>
    public static bool IsSearched(LexiconEntry row) => row switch
    {
        LexiconTerm { Tier: TermTier.Strong } term => term.Trick is not (TermTrick.Homophone or TermTrick.SplitCharacter or TermTrick.Phrase),
        LexiconTerm term => term.Trick is TermTrick.Plain or TermTrick.Form or TermTrick.Pharmacy,
        ProhibitedWord word => word.Tier == TermTier.Strong,
        _ => false,
    };

    private IEnumerable<Form> OfHan(string word, bool term, bool strong)
    {
        for (var i = 0; i < word.Length; i++)
        {
            foreach (var split in parts.GetValueOrDefault(word[i], []))
                yield return new(With(word, i, split), MatchLayer.SplitCharacter);
            // Of a prohibited word of two characters a look-alike leaves one, and that is in too many ordinary words (火药, 抗炎药).
            foreach (var alike in term || word.Length > 2 ? LookAlikes.Of(word[i]).ToArray() : [])
                yield return new(With(word, i, alike.ToString()), MatchLayer.LookAlike);
            foreach (var syllable in Syllables(word[i]))
            {
                yield return new(With(word, i, syllable), MatchLayer.Pinyin);
                // 大m for 大猫: of prohibited goods too many ordinary words have a letter beside them (T恤, U盘).
                if (!term)
                    continue;
                yield return new(With(word, i, syllable[..1]), MatchLayer.LatinSyllable);
                if (syllable.Length > 2 && syllable[1] == 'h')
                    yield return new(With(word, i, syllable[..2]), MatchLayer.LatinSyllable);
            }
        }

        if (word.All(parts.ContainsKey))
            yield return new(string.Concat(word.Select(c => parts[c][0])), MatchLayer.SplitCharacter);
        foreach (var reading in Readings(word).Take(MostReadings))
        {
            foreach (var form in Spelled(word, reading, term))
                yield return form;
        }

        foreach (var text in Pictured(word))
            yield return new(text, MatchLayer.Emoji);
        // A weak word needs its second signal in any case (穿3甲 克价).
        foreach (var form in word.Length > 2 && term ? WithDigit(word) : [])
            yield return form;
        if (!strong)
            yield break;
        yield return new(Turned(word), MatchLayer.LookAlike, word.Length > 2 ? 100 : TurnedPairShare);
        foreach (var form in (IEnumerable<Form>)[.. word.Length == 2 ? BothReplaced(word) : WithTwoLetters(word), .. term && CoreOf(word) == word ? WithLetterAndLookAlike(word) : []])
            yield return form;
    }

    /// <summary>With a digit for one character that sounds like its name (穿3甲片).</summary>
    private static IEnumerable<Form> WithDigit(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var said = Syllables(word[i]).Select(s => Pronunciation.Near(Pronunciation.Syllable(s))).ToHashSet();
            for (var digit = 0; digit <= 9; digit++)
            {
                if (said.Contains(Pronunciation.Near(Pronunciation.Main(ChineseDigits.All[digit]))))
                    yield return new(With(word, i, $"{digit}"), MatchLayer.Homophone, DigitShare);
            }
        }
    }

    /// <summary>With two neighbours as their first letters (cs甲鳞片), where something is kept of the shorter strong word in it.</summary>
    private IEnumerable<Form> WithTwoLetters(string word)
    {
        var core = CoreOf(word);
        var start = word.IndexOf(core, StringComparison.Ordinal);
        for (var i = 0; i + 1 < word.Length; i++)
        {
            if (i <= start && i + 2 >= start + core.Length)
                continue;
            foreach (var first in Syllables(word[i]).Select(s => s[..1]).Distinct(StringComparer.Ordinal))
            {
                foreach (var second in Syllables(word[i + 1]).Select(s => s[..1]).Distinct(StringComparer.Ordinal))
                    yield return new(string.Concat(word.AsSpan(0, i), first, second, word.AsSpan(i + 2)), MatchLayer.LatinSyllable, word.Length > 3 ? MuchLeftShare : OneLeftShare);
            }
        }
    }

    /// <summary>With one character as its first letter and another as a look-alike, the others as they are (虚头g).</summary>
    private static IEnumerable<Form> WithLetterAndLookAlike(string word)
    {
        var share = (word.Length - 2) switch { 0 => NothingLeftShare, 1 => OneLeftShare, _ => MuchLeftShare };
        for (var i = 0; i < word.Length; i++)
        {
            foreach (var letter in Syllables(word[i]).Select(s => s[..1]).Distinct(StringComparer.Ordinal))
            {
                for (var j = 0; j < word.Length; j++)
                {
                    foreach (var alike in j == i ? [] : LookAlikes.Of(word[j]).ToArray())
                        yield return new(With(With(word, j, alike.ToString()), i, letter), MatchLayer.LatinSyllable, share);
                }
            }
        }
    }

    /// <summary>
    /// Two characters of which one is a look-alike of another sound, and the other spelled, taken apart or drawn. In longer words, and where the look-alike has the
    /// word's sound (像ya), the search by sound finds as much.
    /// </summary>
    private IEnumerable<Form> BothReplaced(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var other = word[1 - i];
            string[] written =
            [
                .. Syllables(other), .. parts.GetValueOrDefault(other, []),
                .. pictures.Where(p => p.Word.Length == 1 && p.Word[0] == other).Select(p => p.Emoji),
            ];
            foreach (var alike in LookAlikes.Of(word[i]).ToArray())
            {
                foreach (var text in written)
                    yield return new(i == 0 ? alike + text : text + alike, MatchLayer.LookAlike, BothReplacedShare);
            }
        }
    }

    /// <summary>The characters from the last to the first.</summary>
    public static string Turned(string word) => string.Concat(word.Reverse());

    /// <summary>One word or character of it as a picture, or as many as there are pictures for.</summary>
    private IEnumerable<string> Pictured(string word)
    {
        var fitting = pictures.Where(p => word.Contains(p.Word, StringComparison.Ordinal)).ToArray();
        foreach (var (emoji, stands) in fitting)
        {
            var text = word.Replace(stands, emoji, StringComparison.Ordinal);
            yield return text;
            foreach (var other in fitting.Where(f => text.Contains(f.Word, StringComparison.Ordinal)))
                yield return text.Replace(other.Word, other.Emoji, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<Form> Spelled(string word, string[] reading, bool term)
    {
        var share = reading.Sum(s => s.Length) >= SurePinyin ? 100 : UnsureShare;
        if (term || word.Length > 2)
        {
            yield return new(string.Concat(reading), MatchLayer.Pinyin, share);
            yield return new(string.Join(' ', reading), MatchLayer.Pinyin, share);
            if (Toned(word, reading) is { } toned)
                yield return new(toned, MatchLayer.Pinyin);
        }

        if (term && word.Length >= FewestInitials)
            yield return new(string.Concat(reading.Select(s => s[0])), MatchLayer.Initials);
    }

    /// <summary>With the tones as digits: xiang4ya2. Null when the reading is not the word's.</summary>
    private static string? Toned(string word, string[] reading)
    {
        var toned = "";
        for (var i = 0; i < word.Length; i++)
        {
            foreach (var one in Pronunciation.Of(word[i]))
            {
                if (Pronunciation.Spelling(one.Syllable) != reading[i])
                    continue;
                toned += $"{reading[i]}{one.Tone}";
                break;
            }
        }

        return toned.Length == reading.Sum(s => s.Length) + word.Length ? toned : null;
    }

    /// <summary>Every way to read a word aloud: the customary one of each character first. None when a character has no reading.</summary>
    internal static IEnumerable<string[]> Readings(string word) => word.Aggregate(
        (IEnumerable<string[]>)[[]],
        (before, c) => before.SelectMany(b => Syllables(c).Select(s => (string[])[.. b, s])));

    private static IEnumerable<string> Syllables(char character) =>
        Pronunciation.Of(character).ToArray().Select(r => Pronunciation.Spelling(r.Syllable)).Distinct(StringComparer.Ordinal);

    private static string With(string word, int at, string other) => string.Concat(word.AsSpan(0, at), other, word.AsSpan(at + 1));
}
