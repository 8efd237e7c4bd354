using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// The deeper layers: forms of listed words (<see cref="Disguises"/>) and words by their sound, with the everyday words that explain such a find away. An everyday word
/// explains a candidate when it reaches beyond it on one side (牙刷 in 定向牙刷), or covers a character that is not the listed word's own (洗脚 for 犀角).
/// Immutable; a text without a candidate is searched without allocating.
/// </summary>
internal sealed class DisguiseSearch
{
    private readonly PatternAutomaton forms;
    private readonly QuickScan quickForms;
    private readonly LexiconPattern[] formPatterns;
    private readonly SoundSearch sounds;
    private readonly LexiconPattern[] soundPatterns;
    private readonly PatternAutomaton ordinary;
    private readonly int longestOrdinary;
    private readonly int[] weights = new int[Enum.GetValues<MatchLayer>().Length];

    /// <param name="rows">Number, target and row of every word that is looked for.</param>
    public DisguiseSearch(LexiconData data, IReadOnlyList<(int Number, int Target, LexiconEntry Row)> rows)
    {
        weights.AsSpan(0, (int)MatchLayer.Separated + 1).Fill(LexiconHit.Certain);
        foreach (var layer in data.Layers)
            weights[(int)layer.Layer] = layer.Weight;

        var listed = rows.Select(r => TextFolding.Fold(r.Row.Word)).ToHashSet(StringComparer.Ordinal);
        string[] everyday =
        [
            .. data.OrdinaryWords.Select(w => w.Text).Concat(data.AllowPhrases.Select(p => p.Phrase)).Select(TextFolding.Fold)
                .Where(w => w.Length > 1 && !listed.Contains(w)).Distinct(StringComparer.Ordinal),
        ];
        ordinary = PatternAutomaton.Build(everyday);
        longestOrdinary = everyday.Select(w => w.Length).DefaultIfEmpty().Max();

        // What is listed, or an everyday word, is no disguise of another.
        var known = new HashSet<string>(everyday.Concat(listed), StringComparer.Ordinal);
        var disguises = new Disguises(data);
        formPatterns =
        [
            .. rows.SelectMany(r => disguises.Of(r.Row)
                .Where(f => Weight(f.Layer) > 0 && !known.Contains(f.Text))
                .DistinctBy(f => f.Text)
                .Select(f => new LexiconPattern(r.Row, r.Number, r.Target, f.Text, f.Layer, f.Share))),
        ];
        var built = new AutomatonBuilder([.. formPatterns.Select(p => p.Text)]);
        forms = new PatternAutomaton(built);
        quickForms = new QuickScan(built);
        (LexiconPattern Pattern, string[] Reading)[] spoken = Weight(MatchLayer.Homophone) == 0
            ? []
            : [.. rows.Where(r => IsSpoken(r.Row)).SelectMany(r => Disguises.Readings(TextFolding.Fold(r.Row.Word)).Take(Disguises.MostReadings)
                .Select(reading => (new LexiconPattern(r.Row, r.Number, r.Target, TextFolding.Fold(r.Row.Word), MatchLayer.Homophone), reading)))];
        soundPatterns = [.. spoken.Select(s => s.Pattern)];
        sounds = new SoundSearch([.. spoken.Select(s => s.Reading)]);
    }

    /// <summary>Forms searched and states of the automata, for statements about size.</summary>
    public (int Forms, int States) Size => (formPatterns.Length + soundPatterns.Length, forms.StateCount + sounds.States);

    /// <summary>False only when no disguise is in the text.</summary>
    public bool MayMatch(ReadOnlySpan<char> original) =>
        quickForms.MayMatch(original, solid: -1, out var separated) || separated && quickForms.MayMatchJoined(original) || sounds.MayMatch(original);

    /// <summary>Weight of a layer, 0 when it is not searched.</summary>
    public int Weight(MatchLayer layer) => weights[(int)layer];

    /// <summary>Adds the disguised words of the folded text in the scratch to its <see cref="MatchScratch.Disguised"/>.</summary>
    public void Find(MatchScratch scratch)
    {
        var text = scratch.Text;
        scratch.Ordinary.Clear();
        ordinary.Search(text.Chars, scratch.Ordinary);

        scratch.InPlace.Clear();
        forms.Search(text.Chars, scratch.InPlace);
        foreach (var match in scratch.InPlace.All)
            AddForm(scratch, formPatterns[match.Pattern], match.Start, match.End);

        var joined = text.Join();
        scratch.Joined.Clear();
        if (text.HasSeparators)
        {
            forms.Search(joined, scratch.Joined);
            foreach (var match in scratch.Joined.All)
            {
                var (from, to) = (text.JoinedAt(match.Start), text.JoinedAt(match.End - 1) + 1);
                if (to - from > match.End - match.Start && IsOneWord(text, formPatterns[match.Pattern], from, to))
                    AddForm(scratch, formPatterns[match.Pattern], from, to);
            }
        }

        scratch.Joined.Clear();
        sounds.Search(joined, scratch.Symbols(joined.Length), scratch.Joined);
        foreach (var match in scratch.Joined.All)
            AddSound(scratch, soundPatterns[match.Pattern], joined[match.Start..match.End], text.JoinedAt(match.Start), text.JoinedAt(match.End - 1) + 1);
    }

    /// <summary>True when an everyday word explains folded characters [from, to) that are to be a word.</summary>
    public bool IsExplained(MatchScratch scratch, string word, int from, int to)
    {
        var found = scratch.Ordinary.All;
        for (var i = FirstEndingAfter(found, from); i < found.Length && found[i].End < to + longestOrdinary; i++)
        {
            scratch.Steps++;
            var (start, end) = (found[i].Start, found[i].End);
            if (start >= to || !StandsAlone(scratch.Text, start, end))
                continue;
            if (start < from || end > to || Covers(scratch.Text.Chars[start..end], word))
                return true;
        }

        return false;
    }

    private static bool IsSpoken(LexiconEntry row)
    {
        var word = TextFolding.Fold(row.Word);
        // Two syllables of a prohibited word are too many ordinary ones (冰毒, 病毒).
        return Disguises.IsSearched(row) && word.Length > (row is LexiconTerm ? 1 : 2) && word.All(c => Pronunciation.Main(c) > 0);
    }

    private static bool IsOneWord(NormalizedText text, LexiconPattern pattern, int from, int to) =>
        GapRules.FallWhereTheWordHasSpaces(text, pattern, from, to) || GapRules.LookDeliberate(text, pattern, from, to);

    private void AddForm(MatchScratch scratch, LexiconPattern pattern, int from, int to)
    {
        scratch.Steps++;
        if (WordBoundaries.StartsAt(scratch.Text, pattern, from)
            && WordBoundaries.EndsAt(scratch.Text, pattern, to)
            && !IsExplained(scratch, pattern.Word, from, to))
            Add(scratch, pattern, from, to, Weight(pattern.Layer) * pattern.Share / 100);
    }

    private void AddSound(MatchScratch scratch, LexiconPattern pattern, ReadOnlySpan<char> written, int from, int to)
    {
        scratch.Steps += to - from;
        if (to - from > written.Length && !GapRules.LookDeliberate(scratch.Text, pattern, from, to))
            return;
        int kept = 0, sameTone = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] == pattern.Text[i])
                kept++;
            else if (SoundSearch.SameTone(written[i], pattern.Text[i]))
                sameTone++;
        }

        // The word itself is the exact layers' business. A weak word of which nothing is kept is nothing.
        if (kept == written.Length || kept == 0 && pattern.Entry is LexiconTerm { Tier: TermTier.Weak })
            return;
        if (!IsExplained(scratch, pattern.Word, from, to))
            Add(scratch, pattern, from, to, Weight(MatchLayer.Homophone) * SoundShare(written.Length, kept, sameTone) / 100);
    }

    /// <summary>Percent of the layer's weight: long words, kept characters and equal tones leave less to chance. Set by hand, measured in docs/quality.md.</summary>
    private static int SoundShare(int length, int kept, int sameTone) => (length, kept, length == kept + sameTone) switch
    {
        (> 2, > 0, _) => 100,
        (> 2, _, true) => 90,
        (> 2, _, _) => 70,
        (_, > 0, true) => 100,
        (_, > 0, _) => 70,
        (_, _, true) => 50,
        _ => 35,
    };

    private static void Add(MatchScratch scratch, LexiconPattern pattern, int from, int to, int score)
    {
        var (at, length) = scratch.Text.Original(from, to);
        scratch.Disguised.Add(new Candidate(pattern, pattern.Layer, at, at + length, score, Apart: false));
    }

    /// <summary>True when one of the characters is not of the word.</summary>
    private static bool Covers(ReadOnlySpan<char> characters, string word) => characters.ContainsAnyExcept(word);

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
