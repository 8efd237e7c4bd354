using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>Turns what the automata found in one text into hits: boundaries, gaps, allow phrases, and one hit for each place and target.</summary>
internal readonly ref struct HitResolver(LexiconPattern[] patterns, PatternAutomaton automaton, DisguiseSearch disguises, MatchScratch scratch, ReadOnlySpan<char> original, MatchLayer deepest)
{
    private readonly ReadOnlySpan<char> declared = original;

    /// <param name="disguised">Whether the text may hold disguises.</param>
    public IReadOnlyList<LexiconHit> Resolve(ReadOnlySpan<int> wholeField, bool disguised)
    {
        scratch.Words.Clear();
        scratch.Phrases.Clear();
        scratch.Disguised.Clear();
        foreach (var match in scratch.InPlace.All)
            AddInPlace(patterns[match.Pattern], match.Start, match.End);
        foreach (var match in scratch.Joined.All)
            AddJoined(patterns[match.Pattern], match.Start, match.End);
        foreach (var pattern in wholeField)
            AddWholeField(patterns[pattern]);
        Excuse();
        var repeated = deepest >= MatchLayer.Separated && NormalizedText.HasRepeats(declared);
        // Before both, which weigh what they find against them: those of another text must not be left in the scratch.
        if (disguised || repeated)
            disguises.FindEveryday(scratch);
        if (disguised)
            disguises.Find(scratch);
        if (repeated)
            AddRepeated();
        if (scratch.Words.Count == 0 && scratch.Disguised.Count == 0)
            return [];
        return Choose();
    }

    /// <summary>A word with characters written twice (象象牙牙): all of them, or some that no everyday word explains.</summary>
    private void AddRepeated()
    {
        var once = scratch.Text.JoinOnce();
        scratch.Joined.Clear();
        scratch.Steps += scratch.Text.Chars.Length;
        automaton.Search(once, scratch.Joined);
        foreach (var match in scratch.Joined.All)
        {
            var pattern = patterns[match.Pattern];
            var (from, to) = (scratch.Text.JoinedAt(match.Start), scratch.Text.JoinedAt(match.End - 1) + 1);
            to = GapRules.EndOfRepeats(scratch.Text, to);
            var length = match.End - match.Start;
            if (pattern.Entry is not (LexiconTerm or ProhibitedWord) || Solid(from, to, pattern.Text) is not { } written || written == length)
                continue;
            var all = written >= 2 * length;
            if (!all && disguises.IsExplained(scratch, "", from, to) || written < to - from && !GapRules.LookDeliberate(scratch.Text, pattern, from, to))
                continue;
            var (at, declaredLength) = scratch.Text.Original(from, to);
            Add(pattern, MatchLayer.Separated, at, declaredLength, apart: !all);
        }
    }

    /// <summary>How many folded characters of [from, to) are no separators; null when one of them is not of the word.</summary>
    private int? Solid(int from, int to, string word)
    {
        scratch.Steps += to - from;
        var solid = 0;
        for (var i = from; i < to; i++)
        {
            if (scratch.Text.IsSeparator(i))
                continue;
            if (!word.Contains(scratch.Text.Chars[i], StringComparison.Ordinal))
                return null;
            solid++;
        }

        return solid;
    }

    private void AddInPlace(LexiconPattern pattern, int start, int end)
    {
        scratch.Steps++;
        var plural = PluralLength(pattern, end);
        if (!WordBoundaries.StartsAt(scratch.Text, pattern, start) || !WordBoundaries.EndsAt(scratch.Text, pattern, end + plural))
            return;
        var (at, length) = scratch.Text.Original(start, end + plural);
        var exact = plural == 0 && EqualsIgnoreAsciiCase(declared.Slice(at, length), pattern.Entry.Word);
        Add(pattern, exact ? MatchLayer.Exact : MatchLayer.Variant, at, length);
    }

    /// <summary>A match of the text without separators counts only where it has a gap; without one it was found in place.</summary>
    private void AddJoined(LexiconPattern pattern, int start, int end)
    {
        var from = scratch.Text.JoinedAt(start);
        var to = scratch.Text.JoinedAt(end - 1) + 1;
        scratch.Steps += to - from;
        if (to - from == end - start
            || !WordBoundaries.StartsAt(scratch.Text, pattern, from)
            || !WordBoundaries.EndsAt(scratch.Text, pattern, to))
            return;
        var (at, length) = scratch.Text.Original(from, to);
        if (GapRules.FallWhereTheWordHasSpaces(scratch.Text, pattern, from, to))
            Add(pattern, MatchLayer.Variant, at, length);
        else if (pattern.Entry is AllowPhrase || GapRules.LookDeliberate(scratch.Text, pattern, from, to))
            Add(pattern, MatchLayer.Separated, at, length, apart: true);
    }

    private void AddWholeField(LexiconPattern pattern)
    {
        var first = scratch.Text.Chars.IndexOf(pattern.Text, StringComparison.Ordinal);
        var (at, length) = scratch.Text.Original(first, first + pattern.Text.Length);
        var exact = EqualsIgnoreAsciiCase(declared.Slice(at, length), pattern.Entry.Word);
        Add(pattern, exact ? MatchLayer.Exact : MatchLayer.Variant, at, length);
    }

    private void Add(LexiconPattern pattern, MatchLayer layer, int at, int length, bool apart = false)
    {
        if (layer <= deepest)
            (pattern.Entry is AllowPhrase ? scratch.Phrases : scratch.Words).Add(new(pattern, layer, at, at + length, disguises.Weight(layer), apart));
    }

    private int PluralLength(LexiconPattern pattern, int end)
    {
        if (!pattern.TakesPlural)
            return 0;
        var rest = scratch.Text.Chars[end..];
        foreach (var suffix in (ReadOnlySpan<string>)["s", "es"])
        {
            if (rest.StartsWith(suffix, StringComparison.Ordinal) && WordBoundaries.EndsAt(scratch.Text, pattern, end + suffix.Length))
                return suffix.Length;
        }

        return 0;
    }

    /// <summary>Takes away the words that an allow phrase covers.</summary>
    private void Excuse()
    {
        var (words, phrases) = (scratch.Words, scratch.Phrases);
        if (phrases.Count == 0 || words.Count == 0)
            return;
        phrases.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var longest = 0;
        foreach (var phrase in phrases)
            longest = Math.Max(longest, phrase.End - phrase.Start);
        var kept = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsExcused(words[i], longest))
                words[kept++] = words[i];
        }

        words.RemoveRange(kept, words.Count - kept);
    }

    /// <summary>
    /// A phrase that had to be joined excuses no word that stands in place. A signal inside any longer phrase is part of an ordinary
    /// word and signals nothing.
    /// </summary>
    private bool IsExcused(Candidate word, int longestPhrase)
    {
        var phrases = scratch.Phrases;
        for (var i = FirstFrom(phrases, word.End - longestPhrase); i < phrases.Count && phrases[i].Start <= word.Start; i++)
        {
            scratch.Steps++;
            var phrase = phrases[i];
            if (word.End <= phrase.End
                && (word.Pattern.Entry is SignalWord && phrase.End - phrase.Start > word.End - word.Start || phrase.Pattern.Excuses.Contains(word.Pattern.Number))
                && (phrase.Layer < MatchLayer.Separated || word.Layer == MatchLayer.Separated))
                return true;
        }

        return false;
    }

    private static int FirstFrom(List<Candidate> sorted, int start)
    {
        int low = 0, high = sorted.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].Start < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private List<LexiconHit> Choose()
    {
        var hits = new List<LexiconHit>(scratch.Words.Count + scratch.Disguised.Count);
        var taken = new int[declared.Length];
        Take(scratch.Words, taken, hits);
        DropOvershadowed(hits);
        taken.AsSpan().Clear();
        Take(scratch.Disguised, taken, hits);
        hits.Sort(static (a, b) =>
        {
            var order = a.Start.CompareTo(b.Start);
            order = order != 0 ? order : b.Length.CompareTo(a.Length);
            order = order != 0 ? order : a.Layer.CompareTo(b.Layer);
            return order != 0 ? order : string.CompareOrdinal(a.Entry.Id, b.Entry.Id);
        });
        return hits;
    }

    /// <summary>
    /// Among overlapping words of one target: in place before separated, then the longest and the first. Of disguises first a strong word, then the surest: 🦏脚 is
    /// 犀牛 for certain, but only 犀牛角 says anything.
    /// </summary>
    private void Take(List<Candidate> words, int[] taken, List<LexiconHit> hits)
    {
        words.Sort(static (a, b) =>
        {
            var order = a.Pattern.Target.CompareTo(b.Pattern.Target);
            order = order != 0 ? order : a.Apart.CompareTo(b.Apart);
            if (a.Layer > MatchLayer.Separated)
            {
                order = order != 0 ? order : IsWeak(a.Pattern.Entry).CompareTo(IsWeak(b.Pattern.Entry));
                order = order != 0 ? order : b.Score.CompareTo(a.Score);
            }

            order = order != 0 ? order : (b.End - b.Start).CompareTo(a.End - a.Start);
            order = order != 0 ? order : a.Start.CompareTo(b.Start);
            order = order != 0 ? order : a.Layer.CompareTo(b.Layer);
            return order != 0 ? order : string.CompareOrdinal(a.Pattern.Entry.Id, b.Pattern.Entry.Id);
        });
        foreach (var word in words)
        {
            // Targets count from 1, so that 0 is free; what another target took before is free for this one.
            var places = taken.AsSpan(word.Start, word.End - word.Start);
            scratch.Steps += places.Length;
            if (places.Contains(word.Pattern.Target))
                continue;
            places.Fill(word.Pattern.Target);
            hits.Add(new LexiconHit(word.Pattern.Entry, word.Layer, word.Start, word.End - word.Start, word.Score));
        }
    }

    /// <summary>
    /// A disguise inside a listed word that stands there as it is, or beside a strong one on the same characters, adds nothing. A weak word that is pulled apart is no
    /// better than a disguise: 西🐂角 is 犀牛角 rather than 西角.
    /// </summary>
    private void DropOvershadowed(List<LexiconHit> plain)
    {
        if (scratch.Disguised.Count == 0 || plain.Count == 0)
            return;
        // For each position the furthest end of a plain hit that begins there or before, and of a strong one.
        var (any, strong) = (new int[declared.Length], new int[declared.Length]);
        foreach (var hit in plain.Where(h => h.Entry is LexiconTerm or ProhibitedWord))
        {
            if (!IsWeak(hit.Entry) || hit.Layer < MatchLayer.Separated)
                any[hit.Start] = Math.Max(any[hit.Start], hit.End);
            if (!IsWeak(hit.Entry))
                strong[hit.Start] = Math.Max(strong[hit.Start], hit.End);
        }

        for (var i = 1; i < declared.Length; i++)
            (any[i], strong[i]) = (Math.Max(any[i], any[i - 1]), Math.Max(strong[i], strong[i - 1]));
        scratch.Disguised.RemoveAll(d => any[d.Start] >= d.End || strong[d.End - 1] > d.Start);
    }

    private static bool IsWeak(LexiconEntry entry) => entry is LexiconTerm { Tier: TermTier.Weak } or ProhibitedWord { Tier: TermTier.Weak };

    private static bool EqualsIgnoreAsciiCase(ReadOnlySpan<char> text, string word)
    {
        if (text.Length != word.Length)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != word[i] && !(char.IsAsciiLetter(text[i]) && (text[i] | 0x20) == (word[i] | 0x20)))
                return false;
        }

        return true;
    }
}
