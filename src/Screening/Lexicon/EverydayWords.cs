using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Ordinary words and allowed phrases, which explain away what a deeper layer reads into them. An everyday word explains a candidate when it reaches beyond it on one side
/// (牙刷 in 定向牙刷), or covers a character that is not the listed word's own (洗脚 for 犀角).
/// </summary>
internal sealed class EverydayWords
{
    private readonly PatternAutomaton automaton;
    private readonly int longest;

    /// <param name="listed">Folded words that are looked for, which explain nothing.</param>
    public EverydayWords(LexiconData data, IReadOnlySet<string> listed)
    {
        All =
        [
            .. data.OrdinaryWords.Select(w => w.Text).Concat(data.AllowPhrases.Select(p => p.Phrase)).Select(TextFolding.Fold)
                .Where(w => w.Length > 1 && !listed.Contains(w)).Distinct(StringComparer.Ordinal),
        ];
        automaton = PatternAutomaton.Build(All);
        longest = All.Select(w => w.Length).DefaultIfEmpty().Max();
    }

    /// <summary>Folded.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Finds those of the folded text in the scratch.</summary>
    public void Find(MatchScratch scratch)
    {
        scratch.Ordinary.Clear();
        scratch.Steps += scratch.Text.Chars.Length;
        automaton.Search(scratch.Text.Chars, scratch.Ordinary);
    }

    /// <summary>True when one of those found explains folded characters [from, to) that are to be a word.</summary>
    public bool Explain(MatchScratch scratch, string word, int from, int to)
    {
        var found = scratch.Ordinary.All;
        for (var i = FirstEndingAfter(found, from); i < found.Length && found[i].End < to + longest; i++)
        {
            scratch.Steps++;
            var (start, end) = (found[i].Start, found[i].End);
            if (start >= to || !StandsAlone(scratch.Text, start, end))
                continue;
            if (start < from || end > to || scratch.Text.Chars[start..end].ContainsAnyExcept(word))
                return true;
        }

        return false;
    }

    private static bool StandsAlone(NormalizedText text, int start, int end) =>
        !(Joins(text, start - 1, start) || Joins(text, end - 1, end));

    /// <summary>True when both are letters of one Latin word.</summary>
    private static bool Joins(NormalizedText text, int left, int right) =>
        left >= 0 && right < text.Chars.Length && char.IsAsciiLetter(text.Chars[left]) && char.IsAsciiLetter(text.Chars[right]);

    /// <summary>Matches are in the order of their ends.</summary>
    private static int FirstEndingAfter(ReadOnlySpan<PatternMatch> matches, int position)
    {
        int low = 0, high = matches.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (matches[middle].End <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
