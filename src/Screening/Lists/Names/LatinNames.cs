namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>Compares names in Latin letters: their words in any order, each with the one it fits best, so that all fit best together.</summary>
internal static class LatinNames
{
    private const int Full = 10_000;

    private const int OtherForm = 100, JoinedOtherwise = 200;

    /// <summary>A word that only one of the two has: a middle name.</summary>
    private const int Unmatched = 400;

    /// <summary>Of the score for a likeness of 100: the worst fitting word counts as much as all of them together, since one wrong word makes another person.</summary>
    private const int OfTheWorst = 50, OfTheMean = 50;

    /// <summary>A word that fits less is another word.</summary>
    private const int LeastLikeness = 70;

    /// <summary>One word alone says little beside a name of several.</summary>
    private const int SingleOfSeveral = 6_000;

    public static NameMatch Compare(NameReading a, NameReading b, bool sameAsWritten)
    {
        if (a.Solid.SequenceEqual(b.Solid))
            return new(sameAsWritten ? Full : Full - OtherForm, sameAsWritten ? NameTier.Same : NameTier.Variant);
        if (SameLetters(a, b))
            return new(Full - JoinedOtherwise, NameTier.Same, Reordered: true);
        JoinAsIn(a.Tokens, b.Tokens);
        JoinAsIn(b.Tokens, a.Tokens);
        var (few, many) = a.Tokens.Count <= b.Tokens.Count ? (a.Tokens, b.Tokens) : (b.Tokens, a.Tokens);
        if (few.Count == 0)
            return NameMatch.Different;
        var fit = BestFit(few, many);
        var missing = many.Count - few.Count;
        var score = (OfTheWorst * fit.Worst) + (OfTheMean * fit.Sum / few.Count) - (missing * Unmatched);
        if (few.Count == 1 && missing > 0)
            score = Math.Min(score, SingleOfSeveral);
        if (score < NameMatcher.Least || fit.Worst < LeastLikeness || !fit.Whole)
            return NameMatch.Different;
        var tier = fit.Worst switch
        {
            _ when missing > 0 => NameTier.OneEdit,
            LatinWords.Equal => NameTier.Same,
            LatinWords.Sound => NameTier.LookAlike,
            _ => NameTier.OneEdit,
        };
        return new(score, tier);
    }

    /// <summary>"Zhang Xiaoming", "Xiao Ming Zhang", "Zhangxiaoming": the same letters, parted otherwise or turned round.</summary>
    public static bool SameLetters(NameReading a, NameReading b) => SameJoined(a, b) || SameJoined(b, a);

    private static bool SameJoined(NameReading a, NameReading b)
    {
        for (var first = 0; first < a.Tokens.Count; first++)
        {
            if (a.Tokens.IsJoinedFrom(first, b.Solid))
                return true;
        }

        return false;
    }

    private static void JoinAsIn(LatinTokens some, LatinTokens others)
    {
        for (var i = 0; i < some.Count; i++)
        {
            for (var j = 0; j < others.Count; j++)
            {
                if (some.IsJoin(i, others[j]))
                    some.Join(i);
            }
        }
    }

    /// <summary>How well the words of the shorter name fit, each with another word of the longer one.</summary>
    private static Fit BestFit(LatinTokens few, LatinTokens many)
    {
        // By the set of words used so far; which of the two names is given first cannot matter.
        Span<Fit> best = stackalloc Fit[1 << LatinTokens.Most];
        best = best[..(1 << many.Count)];
        best.Fill(Fit.Impossible);
        best[0] = Fit.Start;
        var all = Fit.Impossible;
        for (var used = 0; used < best.Length; used++)
        {
            var i = int.PopCount(used);
            if (best[used].Sum < 0 || i > few.Count)
                continue;
            if (i == few.Count)
                all = Fit.Better(all, best[used]);
            for (var j = 0; j < many.Count && i < few.Count; j++)
            {
                if ((used & (1 << j)) == 0)
                    best[used | (1 << j)] = Fit.Better(best[used | (1 << j)], best[used].With(few[i], many[j]));
            }
        }

        return all;
    }

    /// <param name="Sum">Of the likenesses.</param>
    /// <param name="Worst">The least of them.</param>
    /// <param name="Whole">A word of more than initials fits well: "J. S." is nobody.</param>
    private readonly record struct Fit(int Sum, int Worst, bool Whole)
    {
        private const int FitsWell = 84, LeastLetters = 2;

        public static Fit Impossible { get; } = new(-1, 0, false);

        public static Fit Start { get; } = new(0, LatinWords.Equal, false);

        public static Fit Better(Fit one, Fit other) => (one.Sum, one.Worst, one.Whole).CompareTo((other.Sum, other.Worst, other.Whole)) >= 0 ? one : other;

        public Fit With(ReadOnlySpan<char> word, ReadOnlySpan<char> other)
        {
            var likeness = LatinWords.Likeness(word, other);
            return new(Sum + likeness, Math.Min(Worst, likeness), Whole || (likeness >= FitsWell && Math.Min(word.Length, other.Length) >= LeastLetters));
        }
    }
}
