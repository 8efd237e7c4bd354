using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// The deeper layers: forms of listed words (<see cref="Disguises"/>), Latin words in letters that only look Latin, and words by their sound, each unless everyday words
/// explain it away. Immutable; a text without a candidate is searched without allocating.
/// </summary>
internal sealed class DisguiseSearch
{
    private readonly PatternAutomaton forms;
    private readonly QuickScan quickForms;
    private readonly LexiconPattern[] formPatterns;
    private readonly SoundSearch sounds;
    private readonly LexiconPattern[] soundPatterns;
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
                .Concat(all.Where(p => p.Layer == MatchLayer.Pinyin && p.Share == 100)
                    .Select(p => new LexiconPattern(p.Entry, p.Number, p.Target, p.Text, MatchLayer.LookAlike))));
        (LexiconPattern Pattern, string[] Reading)[] spoken = Weight(MatchLayer.Homophone) == 0
            ? []
            : [.. rows.Where(r => IsSpoken(r.Row)).SelectMany(r => Disguises.Readings(TextFolding.Fold(r.Row.Word)).Take(Disguises.MostReadings)
                .Select(reading => (new LexiconPattern(r.Row, r.Number, r.Target, TextFolding.Fold(r.Row.Word), MatchLayer.Homophone), reading)))];
        soundPatterns = [.. spoken.Select(s => s.Pattern)];
        sounds = new SoundSearch([.. spoken.Select(s => s.Reading)], data);
    }

    /// <summary>Forms searched and states of the automata, for statements about size.</summary>
    public (int Forms, int States) Size => (formPatterns.Length + twins.Words + soundPatterns.Length, forms.StateCount + twins.States + sounds.States);

    /// <summary>False only when no disguise is in the text.</summary>
    public bool MayMatch(ReadOnlySpan<char> original) =>
        quickForms.MayMatchJoined(original)
        || twins.MayMatch(original)
        || soundPatterns.Length > 0 && sounds.MayMatch(original);

    /// <summary>Weight of a layer, 0 when it is not searched.</summary>
    public int Weight(MatchLayer layer) => weights[(int)layer];

    /// <summary>Adds the disguised words of the folded text in the scratch to its <see cref="MatchScratch.Disguised"/>.</summary>
    public void Find(MatchScratch scratch)
    {
        var text = scratch.Text;
        everyday.Find(scratch);
        var joined = text.Join();
        FindForms(scratch, joined);
        twins.Find(scratch, joined, this);
        FindSounds(scratch, joined);
    }

    /// <summary>True when an everyday word explains folded characters [from, to) that are to be a word.</summary>
    public bool IsExplained(MatchScratch scratch, string word, int from, int to) => everyday.Explain(scratch, word, from, to);

    /// <summary>Adds a form that was found, unless it is a part of a longer word or explained.</summary>
    public void AddForm(MatchScratch scratch, LexiconPattern pattern, int from, int to)
    {
        scratch.Steps++;
        if (WordBoundaries.StartsAt(scratch.Text, pattern, from)
            && WordBoundaries.EndsAt(scratch.Text, pattern, to)
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

    private void FindSounds(MatchScratch scratch, ReadOnlySpan<char> joined)
    {
        if (soundPatterns.Length == 0)
            return;
        var text = scratch.Text;
        scratch.Joined.Clear();
        scratch.Steps += SoundSearch.Passes * joined.Length;
        sounds.Search(joined, scratch.Symbols(joined.Length), scratch.Joined);
        foreach (var match in scratch.Joined.All)
            AddSound(scratch, soundPatterns[match.Pattern], joined[match.Start..match.End], text.JoinedAt(match.Start), text.JoinedAt(match.End - 1) + 1);
        scratch.Joined.Clear();
        sounds.SearchSpoken(text, scratch.Spoken, scratch.Joined);
        foreach (var match in scratch.Joined.All)
            AddSpoken(scratch, soundPatterns[match.Pattern], scratch.Spoken.Units[match.Start..match.End]);
    }

    private static bool IsOneWord(NormalizedText text, LexiconPattern pattern, int from, int to) =>
        GapRules.FallWhereTheWordHasSpaces(text, pattern, from, to) || GapRules.LookDeliberate(text, pattern, from, to);

    private static bool IsSpoken(LexiconEntry row)
    {
        var word = TextFolding.Fold(row.Word);
        // Two syllables of a prohibited word are too many ordinary ones (冰毒, 病毒).
        return Disguises.IsSearched(row) && word.Length > (row is LexiconTerm ? 1 : 2) && word.All(c => Pronunciation.Main(c) > 0);
    }

    private void AddSound(MatchScratch scratch, LexiconPattern pattern, ReadOnlySpan<char> written, int from, int to)
    {
        scratch.Steps += to - from;
        var likeness = new SoundLikeness(pattern.Word);
        for (var i = 0; i < written.Length; i++)
            likeness.Add(i, written[i]);
        AddSound(scratch, pattern, likeness, written.Length, from, to);
    }

    /// <summary>A word that is partly spelled, taken apart or drawn, and need not be right elsewhere.</summary>
    private void AddSpoken(MatchScratch scratch, LexiconPattern pattern, ReadOnlySpan<SpokenUnit> units)
    {
        var likeness = new SoundLikeness(pattern.Word);
        var written = 0;
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i].Character == '\0')
                likeness.Add(i, units[i].Syllable);
            else
                likeness.Add(i, units[i].Character, units[i].Layer);
            written += units[i].Opens || units[i].Layer == MatchLayer.Pinyin ? units[i].End - units[i].Start : 0;
        }

        var (from, to) = (units[0].Start, units[^1].End);
        scratch.Steps += to - from;
        // Characters alone are found without reading aloud, and a word all in letters is a form.
        if (units[0].Opens && units[^1].Closes && !likeness.IsAllLetters && likeness.UsesMoreThanCharacters)
            AddSound(scratch, pattern, likeness, written, from, to);
    }

    /// <param name="units">Folded units that belong to it; more between its ends are gaps.</param>
    private void AddSound(MatchScratch scratch, LexiconPattern pattern, SoundLikeness likeness, int units, int from, int to)
    {
        // The word itself is the exact layers' business. A weak word of which nothing is kept is nothing.
        if (!likeness.Fits || likeness.IsWordItself || likeness.KeepsNothing && pattern.Entry is LexiconTerm { Tier: TermTier.Weak })
            return;
        if (to - from > units && !GapRules.LookDeliberate(scratch.Text, pattern, from, to))
            return;
        var layer = Weakest(likeness);
        var score = Weight(layer) * likeness.Share / 100;
        if (score > 0 && !IsExplained(scratch, pattern.Word, from, to))
            Add(scratch, pattern, layer, from, to, score);
    }

    /// <summary>Of the ways in which a word is disguised the one that says least.</summary>
    private MatchLayer Weakest(SoundLikeness likeness)
    {
        var weakest = MatchLayer.Exact;
        for (var layer = MatchLayer.Homophone; layer <= MatchLayer.Emoji; layer++)
        {
            if (likeness.Used(layer) && (weakest == MatchLayer.Exact || Weight(layer) < Weight(weakest)))
                weakest = layer;
        }

        return weakest;
    }

    private static void Add(MatchScratch scratch, LexiconPattern pattern, MatchLayer layer, int from, int to, int score)
    {
        var (at, length) = scratch.Text.Original(from, to);
        scratch.Disguised.Add(new Candidate(pattern, layer, at, at + length, score, Apart: false));
    }
}
