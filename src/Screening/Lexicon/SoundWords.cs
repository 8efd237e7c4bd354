using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>Weighs what <see cref="SoundSearch"/> finds: which characters are the word's own, how the others stand for them, and whether it is one word at all.</summary>
internal sealed class SoundWords
{
    private readonly SoundSearch sounds;
    private readonly LexiconPattern[] patterns;

    /// <summary>For each pattern the longest shorter strong word in it, or the word itself.</summary>
    private readonly string[] cores;

    /// <summary>For each pattern its characters, their parts and, of longer words, their spelling: what an everyday word may hold and yet explain nothing.</summary>
    private readonly string[] own;

    /// <param name="rows">Number, target and row of every word that is looked for in disguise.</param>
    public SoundWords(LexiconData data, Disguises disguises, IReadOnlyList<(int Number, int Target, LexiconEntry Row)> rows)
    {
        patterns = [.. rows.Where(r => IsSpoken(r.Row)).Select(r => new LexiconPattern(r.Row, r.Number, r.Target, TextFolding.Fold(r.Row.Word), MatchLayer.Homophone))];
        cores = [.. patterns.Select(p => disguises.CoreOf(p.Text))];
        var parts = data.SplitCharacters.ToLookup(s => TextFolding.Fold(s.Character)[0], s => TextFolding.Join(s.Parts));
        own = [.. patterns.Select(p => p.Text + string.Concat(p.Text.SelectMany(c => parts[c])) + (p.Text.Length > 2 ? string.Concat(Disguises.Readings(p.Text).First()) : ""))];
        sounds = new([.. patterns.Select((p, i) => (p.Text, !IsStrong(p) ? Replaceable.Nothing : cores[i] == p.Text ? Replaceable.ByLettersAndLookAlikes : Replaceable.ByLetters))], data);

        static bool IsStrong(LexiconPattern pattern) => pattern.Entry is LexiconTerm { Tier: TermTier.Strong };
    }

    public int Words => sounds.Patterns;

    public int States => sounds.States;

    /// <summary>False only when none is in the text.</summary>
    public bool MayMatch(ReadOnlySpan<char> original) => patterns.Length > 0 && sounds.MayMatch(original);

    /// <summary>Adds the words that sound in the folded text of the scratch.</summary>
    public void Find(MatchScratch scratch, ReadOnlySpan<char> joined, DisguiseSearch found)
    {
        if (patterns.Length == 0)
            return;
        scratch.Joined.Clear();
        scratch.Steps += SoundSearch.Passes * joined.Length;
        sounds.Search(joined, scratch.Symbols(joined.Length), scratch.Joined);
        foreach (var match in scratch.Joined.All)
            AddWritten(scratch, sounds.WordOf(match.Pattern), joined[match.Start..match.End], match.Start, found);
        scratch.Joined.Clear();
        sounds.SearchSpoken(scratch.Text, scratch.Spoken, scratch.Joined);
        foreach (var match in scratch.Joined.All)
            AddSpoken(scratch, sounds.WordOf(match.Pattern), scratch.Spoken.Units[match.Start..match.End], found);
    }

    private static bool IsSpoken(LexiconEntry row)
    {
        var word = TextFolding.Fold(row.Word);
        // Two syllables of a prohibited word are too many ordinary ones (冰毒, 病毒).
        return word.Length > (row is LexiconTerm ? 1 : 2) && word.All(c => Pronunciation.Main(c) > 0);
    }

    /// <summary>A word in characters, one of them perhaps a single letter.</summary>
    /// <param name="start">Where it begins in the text without separators.</param>
    private void AddWritten(MatchScratch scratch, int word, ReadOnlySpan<char> written, int start, DisguiseSearch found)
    {
        var text = scratch.Text;
        scratch.Steps += written.Length;
        var likeness = new SoundLikeness(patterns[word].Word, cores[word]);
        for (var i = 0; i < written.Length; i++)
        {
            if (!char.IsAsciiLetterLower(written[i]))
                likeness.Add(i, written[i]);
            else if (IsSingle(text, text.JoinedAt(start + i)))
                likeness.AddLetter(i, written[i]);
            else
                return;
        }

        Add(scratch, word, likeness, written.Length, text.JoinedAt(start), text.JoinedAt(start + written.Length - 1) + 1, found);
    }

    /// <summary>True for a letter that is no part of a word or number (象y, not the y of xy or y2).</summary>
    private static bool IsSingle(NormalizedText text, int at) =>
        (at == 0 || text.ClassAt(at - 1) != TextClass.Word) && (at + 1 == text.Chars.Length || text.ClassAt(at + 1) != TextClass.Word);

    /// <summary>A word that is partly spelled, taken apart or drawn, and need not be right elsewhere.</summary>
    private void AddSpoken(MatchScratch scratch, int word, ReadOnlySpan<SpokenUnit> units, DisguiseSearch found)
    {
        var likeness = new SoundLikeness(patterns[word].Word, cores[word]);
        var written = 0;
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i].Layer == MatchLayer.LatinSyllable)
                likeness.AddLetter(i, units[i].Character);
            else if (units[i].Character == '\0')
                likeness.Add(i, units[i].Syllable);
            else
                likeness.Add(i, units[i].Character, units[i].Layer);
            // A picture of several characters is several units at one place.
            written += i == 0 || units[i].Start != units[i - 1].Start ? units[i].End - units[i].Start : 0;
        }

        var (from, to) = (units[0].Start, units[^1].End);
        scratch.Steps += to - from;
        // Characters alone are found without reading aloud, and a word all in letters is a form.
        if (units[0].Opens && units[^1].Closes && !likeness.IsAllLetters && likeness.UsesMoreThanCharacters)
            Add(scratch, word, likeness, written, from, to, found);
    }

    /// <param name="units">Folded units that belong to it; more between its ends are gaps.</param>
    private void Add(MatchScratch scratch, int word, SoundLikeness likeness, int units, int from, int to, DisguiseSearch found)
    {
        var pattern = patterns[word];
        // The word itself is the exact layers' business. A weak word of which nothing is kept is nothing.
        if (!likeness.Fits || likeness.IsWordItself || likeness.IsForm || likeness.KeepsNothing && pattern.Entry is LexiconTerm { Tier: TermTier.Weak })
            return;
        if (to - from > units && !GapRules.LookDeliberate(scratch.Text, pattern, from, to))
            return;
        if (likeness.NeedsEdges && !(GapRules.StartsAlone(scratch.Text, from) && GapRules.EndsAlone(scratch.Text, to)))
            return;
        var layer = Weakest(likeness, found);
        var score = found.Weight(layer) * likeness.Share / 100;
        var onPurpose = likeness.Used(MatchLayer.SplitCharacter) || likeness.Used(MatchLayer.Pinyin);
        if (score > 0 && !found.IsExplained(scratch, onPurpose ? own[word] : pattern.Word, from, to))
            DisguiseSearch.Add(scratch, pattern, layer, from, to, score);
    }

    /// <summary>Of the ways in which a word is disguised the one that says least.</summary>
    private static MatchLayer Weakest(SoundLikeness likeness, DisguiseSearch found)
    {
        var weakest = MatchLayer.Exact;
        for (var layer = MatchLayer.Homophone; layer <= MatchLayer.Emoji; layer++)
        {
            if (likeness.Used(layer) && (weakest == MatchLayer.Exact || found.Weight(layer) < found.Weight(weakest)))
                weakest = layer;
        }

        return weakest;
    }
}
