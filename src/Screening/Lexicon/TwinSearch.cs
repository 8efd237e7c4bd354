using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>Latin words, English or pinyin, in which letters of other alphabets or digits stand for Latin ones, however many.</summary>
internal sealed class TwinSearch
{
    /// <summary>Letters; a shorter word is a part of too many model numbers.</summary>
    private const int ShortestWord = 4;

    private readonly PatternAutomaton automaton;
    private readonly QuickScan quick;
    private readonly LexiconPattern[] patterns;

    /// <param name="patterns">Words and forms as they are spelled, what has spaces also without; those in other letters than Latin are left out.</param>
    public TwinSearch(IEnumerable<LexiconPattern> patterns)
    {
        this.patterns = [.. patterns.Where(p => p.Text.Count(char.IsAsciiLetterLower) >= ShortestWord && p.Text.All(c => char.IsAsciiLetterLower(c) || c == ' '))];
        var built = new AutomatonBuilder([.. this.patterns.Select(p => LatinTwins.Of(p.Text))]);
        automaton = new(built);
        quick = new(built, LatinTwins.Of);
    }

    public int Words => patterns.Length;

    public int States => automaton.StateCount;

    /// <summary>False only when none is in the text.</summary>
    public bool MayMatch(ReadOnlySpan<char> original) => LatinTwins.Has(original, ShortestWord) && quick.MayMatchJoined(original);

    /// <summary>Hands over each word that is not spelled as it is listed, with its folded characters.</summary>
    public void Find(MatchScratch scratch, ReadOnlySpan<char> joined, DisguiseSearch found)
    {
        var text = scratch.Text;
        Search(text.Chars, scratch);
        foreach (var match in scratch.Joined.All)
        {
            var pattern = patterns[match.Pattern];
            if (!text.Chars[match.Start..match.End].SequenceEqual(pattern.Text))
                found.AddForm(scratch, pattern, match.Start, match.End);
        }

        if (!text.HasSeparators)
            return;
        Search(joined, scratch);
        foreach (var match in scratch.Joined.All)
        {
            var pattern = patterns[match.Pattern];
            var (from, to) = (text.JoinedAt(match.Start), text.JoinedAt(match.End - 1) + 1);
            if (to - from > match.End - match.Start && !joined[match.Start..match.End].SequenceEqual(pattern.Text) && GapRules.LookDeliberate(text, pattern, from, to))
                found.AddForm(scratch, pattern, from, to);
        }
    }

    private void Search(ReadOnlySpan<char> characters, MatchScratch scratch)
    {
        var letters = scratch.Symbols(characters.Length);
        for (var i = 0; i < letters.Length; i++)
            letters[i] = LatinTwins.Of(characters[i]);
        scratch.Steps += letters.Length;
        scratch.Joined.Clear();
        automaton.Search(letters, scratch.Joined);
    }
}
