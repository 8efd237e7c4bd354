using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>Turns what the automaton found in one text into hits: boundaries, gaps, allow phrases, and one hit for each place and target.</summary>
internal readonly ref struct HitResolver(LexiconPattern[] patterns, MatchScratch scratch, ReadOnlySpan<char> original, MatchLayer deepest)
{
    private readonly ReadOnlySpan<char> declared = original;

    public IReadOnlyList<LexiconHit> Resolve(ReadOnlySpan<int> wholeField)
    {
        scratch.Words.Clear();
        scratch.Phrases.Clear();
        foreach (var match in scratch.InPlace.All)
            AddInPlace(patterns[match.Pattern], match.Start, match.End);
        foreach (var match in scratch.Joined.All)
            AddJoined(patterns[match.Pattern], match.Start, match.End);
        foreach (var pattern in wholeField)
            AddWholeField(patterns[pattern]);
        Excuse();
        if (scratch.Words.Count == 0)
            return [];
        return Choose();
    }

    private void AddInPlace(LexiconPattern pattern, int start, int end)
    {
        scratch.Steps++;
        var plural = PluralLength(pattern, end);
        if (!WordBoundaries.StartsAt(scratch.Text, pattern, start) || !WordBoundaries.EndsAt(scratch.Text, pattern, end + plural))
            return;
        var (at, length) = scratch.Text.Original(start, end + plural);
        var exact = plural == 0 && EqualsIgnoreAsciiCase(declared.Slice(at, length), pattern.Entry.Word);
        Add(new Candidate(pattern, exact ? MatchLayer.Exact : MatchLayer.Variant, at, at + length));
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
            Add(new Candidate(pattern, MatchLayer.Variant, at, at + length));
        else if (pattern.Entry is AllowPhrase || GapRules.LookDeliberate(scratch.Text, pattern, from, to))
            Add(new Candidate(pattern, MatchLayer.Separated, at, at + length));
    }

    private void AddWholeField(LexiconPattern pattern)
    {
        var first = scratch.Text.Chars.IndexOf(pattern.Text, StringComparison.Ordinal);
        var (at, length) = scratch.Text.Original(first, first + pattern.Text.Length);
        var exact = EqualsIgnoreAsciiCase(declared.Slice(at, length), pattern.Entry.Word);
        Add(new Candidate(pattern, exact ? MatchLayer.Exact : MatchLayer.Variant, at, at + length));
    }

    private void Add(Candidate candidate)
    {
        if (candidate.Layer <= deepest)
            (candidate.Pattern.Entry is AllowPhrase ? scratch.Phrases : scratch.Words).Add(candidate);
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

    /// <summary>Among overlapping words of one target: in place before separated, then the longest, then the first.</summary>
    private List<LexiconHit> Choose()
    {
        var words = scratch.Words;
        words.Sort(static (a, b) =>
        {
            var order = a.Pattern.Target.CompareTo(b.Pattern.Target);
            if (order == 0)
                order = (a.Layer == MatchLayer.Separated).CompareTo(b.Layer == MatchLayer.Separated);
            if (order == 0)
                order = (b.End - b.Start).CompareTo(a.End - a.Start);
            if (order == 0)
                order = a.Start.CompareTo(b.Start);
            if (order == 0)
                order = a.Layer.CompareTo(b.Layer);
            return order == 0 ? string.CompareOrdinal(a.Pattern.Entry.Id, b.Pattern.Entry.Id) : order;
        });
        var hits = new List<LexiconHit>(words.Count);
        var taken = new int[declared.Length];
        foreach (var word in words)
        {
            // Targets count from 1, so that 0 is free; what another target took before is free for this one.
            var places = taken.AsSpan(word.Start, word.End - word.Start);
            scratch.Steps += places.Length;
            if (places.Contains(word.Pattern.Target))
                continue;
            places.Fill(word.Pattern.Target);
            hits.Add(new LexiconHit(word.Pattern.Entry, word.Layer, word.Start, word.End - word.Start));
        }

        hits.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length));
        return hits;
    }

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
