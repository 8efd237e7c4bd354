using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// The deeper layers: forms of listed words (<see cref="Disguises"/>), Latin words in letters that only look Latin (<see cref="TwinSearch"/>), and words by their sound
/// (<see cref="SoundWords"/>), each unless everyday words explain it away. Immutable; a text without a candidate is searched without allocating.
/// </summary>
internal sealed class DisguiseSearch
{
    private readonly PatternAutomaton forms;
    private readonly QuickScan quickForms;
    private readonly LexiconPattern[] formPatterns;
    private readonly SoundWords sounds;
    private readonly TwinSearch twins;
    private readonly EverydayWords everyday;
    private readonly int[] weights = new int[Enum.GetValues<MatchLayer>().Length];

    /// <param name="rows">Number, target and row of every word that is looked for.</param>
    public DisguiseSearch(LexiconData data, IReadOnlyList<(int Number, int Target, LexiconEntry Row)> rows)
    {
        weights.AsSpan(0, (int)MatchLayer.Separated + 1).Fill(LexiconHit.Certain);
        foreach (var layer in data.Layers)
            weights[(int)layer.Layer] = layer.Weight;

        var listed = rows.Select(r => TextFolding.Fold(r.Row.Word)).ToHashSet(StringComparer.Ordinal);
        everyday = new(data, listed);
        // What is listed, or an everyday word, is no disguise of another.
        var known = new HashSet<string>(everyday.All.Concat(listed), StringComparer.Ordinal);
        var disguises = new Disguises(data);
        LexiconPattern[] all =
        [
            .. rows.SelectMany(r => disguises.Of(r.Row)
                .Where(f => Weight(f.Layer) > 0)
                .DistinctBy(f => f.Text)
                .Select(f => new LexiconPattern(r.Row, r.Number, r.Target, f.Text, f.Layer, f.Share))),
        ];
        formPatterns = [.. all.Where(p => !known.Contains(p.Text))];
        var built = new AutomatonBuilder([.. formPatterns.Select(p => p.Text)]);
        forms = new PatternAutomaton(built);
        quickForms = new QuickScan(built);
        twins = new TwinSearch(Weight(MatchLayer.LookAlike) == 0
            ? []
            : rows.Where(r => Disguises.IsSearched(r.Row)).SelectMany(r => Disguises.Spellings(r.Row.Word).Select(s => new LexiconPattern(r.Row, r.Number, r.Target, s, MatchLayer.LookAlike)))
                .Concat(all.Where(p => p.Layer == MatchLayer.Pinyin)
                    .Select(p => new LexiconPattern(p.Entry, p.Number, p.Target, p.Text, MatchLayer.LookAlike, p.Share))));
        sounds = new SoundWords(data, disguises, Weight(MatchLayer.Homophone) == 0 ? [] : [.. rows.Where(r => Disguises.IsSearched(r.Row))]);
    }

    /// <summary>Forms searched and states of the automata, for statements about size.</summary>
    public (int Forms, int States) Size => (formPatterns.Length + twins.Words + sounds.Words, forms.StateCount + twins.States + sounds.States);

    /// <summary>False only when no disguise is in the text.</summary>
    public bool MayMatch(ReadOnlySpan<char> original) =>
        quickForms.MayMatchJoined(original) || twins.MayMatch(original) || sounds.MayMatch(original);

    /// <summary>Weight of a layer, 0 when it is not searched.</summary>
    public int Weight(MatchLayer layer) => weights[(int)layer];

    /// <summary>Finds the everyday words of the folded text in the scratch, which <see cref="Find"/> and <see cref="IsExplained"/> need.</summary>
    public void FindEveryday(MatchScratch scratch) => everyday.Find(scratch);

    /// <summary>Adds the disguised words of the folded text in the scratch to its <see cref="MatchScratch.Disguised"/>.</summary>
    public void Find(MatchScratch scratch)
    {
        var text = scratch.Text;
        var joined = text.Join();
        FindForms(scratch, joined);
        twins.Find(scratch, joined, this);
        sounds.Find(scratch, joined, this);
    }

    /// <summary>True when an everyday word explains folded characters [from, to) that are to be a word.</summary>
    public bool IsExplained(MatchScratch scratch, string word, int from, int to) => everyday.Explain(scratch, word, from, to);

    /// <summary>Adds a form that was found, unless it is a part of a longer word or explained.</summary>
    public void AddForm(MatchScratch scratch, LexiconPattern pattern, int from, int to)
    {
        scratch.Steps++;
        if (WordBoundaries.StartsAt(scratch.Text, pattern, from)
            && WordBoundaries.EndsAt(scratch.Text, pattern, to)
            && (!pattern.KeepsNothing || GapRules.StartsAlone(scratch.Text, from) && GapRules.EndsAlone(scratch.Text, to))
            // Two characters turned round are too often the end of one word beside the start of another (长牙 象).
            && (pattern.Text.Length > 2 || !pattern.IsTurned || GapRules.StartsAlone(scratch.Text, from) || GapRules.EndsAlone(scratch.Text, to))
            && !IsExplained(scratch, pattern.Own, from, to))
            Add(scratch, pattern, pattern.Layer, from, to, Weight(pattern.Layer) * pattern.Share / 100);
    }

    private void FindForms(MatchScratch scratch, ReadOnlySpan<char> joined)
    {
        var text = scratch.Text;
        scratch.InPlace.Clear();
        scratch.Steps += text.Chars.Length;
        forms.Search(text.Chars, scratch.InPlace);
        foreach (var match in scratch.InPlace.All)
            AddForm(scratch, formPatterns[match.Pattern], match.Start, match.End);
        if (!text.HasSeparators)
            return;
        scratch.Joined.Clear();
        scratch.Steps += joined.Length;
        forms.Search(joined, scratch.Joined);
        foreach (var match in scratch.Joined.All)
        {
            var (from, to) = (text.JoinedAt(match.Start), text.JoinedAt(match.End - 1) + 1);
            if (to - from > match.End - match.Start && IsOneWord(text, formPatterns[match.Pattern], from, to))
                AddForm(scratch, formPatterns[match.Pattern], from, to);
        }
    }

    private static bool IsOneWord(NormalizedText text, LexiconPattern pattern, int from, int to) =>
        GapRules.FallWhereTheWordHasSpaces(text, pattern, from, to) || GapRules.LookDeliberate(text, pattern, from, to);

    /// <summary>Adds a word that was found.</summary>
    public static void Add(MatchScratch scratch, LexiconPattern pattern, MatchLayer layer, int from, int to, int score)
    {
        var (at, length) = scratch.Text.Original(from, to);
        scratch.Disguised.Add(new Candidate(pattern, layer, at, at + length, score, Apart: false));
    }
}
