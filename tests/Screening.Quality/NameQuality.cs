using LogisticsScreening.Screening.Lists.Names;

namespace LogisticsScreening.Screening.Quality;

/// <summary>Names: pairs of one person against pairs of two, by kind, at one threshold for all.</summary>
internal sealed class NameQuality
{
    private const int Seed = 20261124;

    /// <summary>Just above what one unrelated character of three gives (7000): that is as often another person, and only a second attribute can tell.</summary>
    private const int Threshold = 7_400;

    private readonly List<(NamePair Pair, bool Found)> chinese = [.. Measure(new ChineseNames(Seed).Make())];
    private readonly List<(NamePair Pair, bool Found)> latin = [.. Measure(new LatinNames(Seed).Make())];

    public void Report(QualityPage page)
    {
        Report(page, "Chinese names", chinese, "Chinese names");
        Report(page, "Latin names", latin, "Latin names");
    }

    public Figures All(bool chineseNames, bool heldOut) => Of("all", Part(chineseNames ? chinese : latin, heldOut));

    public IEnumerable<string> Mistakes() => chinese.Concat(latin)
        .Where(r => !r.Pair.HeldOut && r.Found != r.Pair.Same)
        .Select(r => $"{r.Pair.Kind}\t{r.Pair.A}\t{r.Pair.B}\t{NameMatcher.Compare(r.Pair.A, r.Pair.B)}");

    private static void Report(QualityPage page, string heading, List<(NamePair Pair, bool Found)> rows, string what)
    {
        page.Heading(heading, FormattableString.Invariant($"{rows.Count:N0} pairs, {rows.Count(r => r.Pair.Same) * 100.0 / rows.Count:N0} % of them one person's; a score of {Threshold} of 10,000 or more counts as found. Kinds of other people have found pairs that should not be."));
        page.Table(ByKind(rows, heldOut: false), ByKind(rows, heldOut: true));
        page.Check($"F1 of {what}, development", Of("all", Part(rows, heldOut: false)).F1);
        page.Check($"F1 of {what}, held out", Of("all", Part(rows, heldOut: true)).F1);
    }

    private static IEnumerable<Figures> ByKind(List<(NamePair Pair, bool Found)> rows, bool heldOut)
    {
        var part = Part(rows, heldOut);
        foreach (var kind in rows.Select(r => r.Pair.Kind).Distinct().Order(StringComparer.Ordinal))
        {
            // Counted as found of all, whichever answer is right: the kind says it.
            var of = part.Where(r => r.Pair.Kind == kind).ToList();
            yield return new(kind, of.Count, of.Count(r => r.Found), 0, 0);
        }

        yield return Of("all", part);
    }

    private static Figures Of(string kind, IEnumerable<(NamePair Pair, bool Found)> rows) => Figures.Of(kind, rows.Select(r => (r.Pair.Same, r.Found)));

    private static List<(NamePair Pair, bool Found)> Part(List<(NamePair Pair, bool Found)> rows, bool heldOut) => [.. rows.Where(r => r.Pair.HeldOut == heldOut)];

    private static IEnumerable<(NamePair Pair, bool Found)> Measure(IEnumerable<NamePair> pairs) =>
        pairs.Select(p => (p, NameMatcher.Compare(p.A, p.B).Score >= Threshold));
}
