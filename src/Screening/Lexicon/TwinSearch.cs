using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Latin words, English or pinyin, in which letters of other alphabets, digits or marks (p@ngolin) stand for Latin ones, however many, and pairs of letters for one that they look like (hom for
/// horn, vvalrus).
/// </summary>
internal sealed class TwinSearch
{
    /// <summary>Letters; a shorter word is a part of too many model numbers.</summary>
    private const int ShortestWord = 4;

    private readonly PatternAutomaton automaton;
    private readonly QuickScan quick;
    private readonly QuickScan quickMarked;

    /// <summary>Two letters that look like one in print.</summary>
    private static readonly (string Pair, string One)[] Merged = [("rn", "m"), ("vv", "w")];

    /// <summary>Each pattern, with the word as it is listed: spelled so it is no disguise.</summary>
    private readonly (LexiconPattern Pattern, string Listed)[] words;

    /// <param name="patterns">Words and forms as they are spelled, what has spaces also without; those in other letters than Latin are left out, but for words that are listed half in Chinese (rhino角).</param>
    public TwinSearch(IEnumerable<LexiconPattern> patterns)
    {
        words =
        [
            .. patterns.Where(p => p.Text.Count(char.IsAsciiLetterLower) >= ShortestWord && p.Text.All(c => char.IsAsciiLetterLower(c) || c == ' ' || p.Text == p.Word && UnicodeTables.UnitClass(c) == TextClass.Ideograph))
                .SelectMany(p => Spellings(p.Text).Select(s => (s == p.Text ? p : With(p, s, p.Share), p.Text))),
        ];
        var built = new AutomatonBuilder([.. words.Select(w => LatinTwins.Of(w.Pattern.Text))]);
        automaton = new(built);
        quick = new(built, LatinTwins.Of);
        quickMarked = new(built, LatinTwins.OfMarked);
    }

    public int Words => words.Length;

    public int States => automaton.StateCount;

    /// <summary>False only when none is in the text.</summary>
    public bool MayMatch(ReadOnlySpan<char> original) => LatinTwins.Has(original, ShortestWord)
        && (quick.MayMatchJoined(original) || LatinTwins.HasMarks(original) && quickMarked.MayMatch(original, solid: -1, out _));

    /// <summary>Hands over each word that is not spelled as it is listed, with its folded characters.</summary>
    public void Find(MatchScratch scratch, ReadOnlySpan<char> joined, DisguiseSearch found)
    {
        var text = scratch.Text;
        Search(text.Chars, scratch);
        foreach (var match in scratch.Joined.All)
        {
            var (pattern, listed) = words[match.Pattern];
            if (!text.Chars[match.Start..match.End].SequenceEqual(listed))
                found.AddForm(scratch, pattern, match.Start, match.End);
        }

        if (!text.HasSeparators)
            return;
        Search(joined, scratch);
        foreach (var match in scratch.Joined.All)
        {
            var (pattern, listed) = words[match.Pattern];
            var (from, to) = (text.JoinedAt(match.Start), text.JoinedAt(match.End - 1) + 1);
            if (to - from > match.End - match.Start && !joined[match.Start..match.End].SequenceEqual(listed) && GapRules.LookDeliberate(text, pattern, from, to))
                found.AddForm(scratch, pattern, from, to);
        }
    }

    private static LexiconPattern With(LexiconPattern pattern, string text, int share) => new(pattern.Entry, pattern.Number, pattern.Target, text, pattern.Layer, share);

    /// <summary>A word with any of its pairs as the one letter, or letters as their pairs; itself first.</summary>
    private static List<string> Spellings(string word)
    {
        var spellings = new List<string> { "" };
        for (var at = 0; at < word.Length;)
        {
            var rest = word[at..];
            var (pair, one) = Merged.FirstOrDefault(m => rest.StartsWith(m.Pair, StringComparison.Ordinal) || rest.StartsWith(m.One, StringComparison.Ordinal));
            string[] ways = pair is null ? [rest[..1]] : rest.StartsWith(pair, StringComparison.Ordinal) ? [pair, one] : [one, pair];
            spellings = [.. spellings.SelectMany(s => ways.Select(w => s + w))];
            at += ways[0].Length;
        }

        return spellings;
    }

    private void Search(ReadOnlySpan<char> characters, MatchScratch scratch)
    {
        var letters = scratch.Symbols(characters.Length);
        for (var i = 0; i < letters.Length; i++)
            letters[i] = LatinTwins.OfMarked(characters[i]);
        scratch.Steps += letters.Length;
        scratch.Joined.Clear();
        automaton.Search(letters, scratch.Joined);
    }
}
