using LogisticsScreening.Screening.Benchmarks;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Quality;

/// <summary>
/// Ordinary parcels against a long list: what honest people meet because others on the list share their names, roads and counties. Parties and entries are drawn alike
/// (<see cref="InventedList"/>), from far fewer names and places than a country has, so that chance meetings are more frequent than in life. And listed people who come back under
/// another spelling at their old address, beside others who live there.
/// </summary>
internal sealed class ListQuality
{
    public const int LongList = 1_000_000;

    private const int Parcels = 10_000;
    private const int Seed = 20261127;

    private readonly int entries;
    private readonly List<Decision> decisions;
    private readonly List<(NamePair Pair, Lane Lane)> neighbours;

    public ListQuality(LexiconData data, int entries)
    {
        this.entries = entries;
        var screen = new Screen(data, RiskList.Compile(InventedList.Make(entries), "quality"));
        var random = new Random(Seed);
        decisions = [.. OrdinaryTexts.Make(Parcels, Seed, shortest: 8, longest: 30, words: []).Select(text => screen.Decide(text, Stranger(random), Stranger(random)))];
        neighbours = [.. Neighbours(data)];
    }

    /// <summary>Listed people found under another spelling, and others in their house taken for them: as a hit, or as a reason to look.</summary>
    public Figures AtHome(Lane least, bool heldOut) =>
        Figures.Of("all", neighbours.Where(n => n.Pair.HeldOut == heldOut).Select(n => (n.Pair.Same, n.Lane >= least)));

    /// <summary>Red or hold for 10,000 parcels: what raises an alert.</summary>
    public double FalseAlerts => Per10000(d => d.Lane >= Lane.Red);

    public void Report(QualityPage page)
    {
        page.Heading("Ordinary parcels against a long list", FormattableString.Invariant($"{Parcels:N0} invented parcels of people who are not on a list of {entries:N0} entries, {InventedList.Mixture}; all checks. For 10,000 parcels:"));
        page.Line("| finding | parcels |\n|---|---:|");
        page.Line(FormattableString.Invariant($"| red or hold: an alert | {FalseAlerts:0.0} |"));
        page.Line(FormattableString.Invariant($"| yellow | {Per10000(d => d.Lane == Lane.Yellow):0.0} |"));
        foreach (var code in decisions.SelectMany(d => d.Findings).Select(f => f.Code).Distinct().Order(StringComparer.Ordinal))
            page.Line(FormattableString.Invariant($"| of these `{code}` | {Per10000(d => d.Findings.Any(f => f.Code == code)):0.0} |"));
        page.Heading("People at the address of a listed one", FormattableString.Invariant($"The pairs of Chinese names above, the first on the list with an address, the second the recipient at that address, as kin would be: {neighbours.Count:N0} parcels, each against a list of one entry for each pair. Red counts as found; below, a reason to look (yellow) as well."));
        page.Table(ByKind(Lane.Red, heldOut: false), ByKind(Lane.Red, heldOut: true));
        page.Line("");
        page.Table([AtHome(Lane.Yellow, heldOut: false)], [AtHome(Lane.Yellow, heldOut: true)]);
        page.Check("F1 of people at home, development", AtHome(Lane.Red, heldOut: false).F1);
        page.Check("F1 of people at home, held out", AtHome(Lane.Red, heldOut: true).F1);
        page.Check("at most false alerts per 10,000 ordinary parcels, long list", FalseAlerts);
    }

    private double Per10000(Func<Decision, bool> some) => decisions.Count(some) * 10_000.0 / decisions.Count;

    private IEnumerable<Figures> ByKind(Lane least, bool heldOut)
    {
        var part = neighbours.Where(n => n.Pair.HeldOut == heldOut).ToList();
        // Counted as found of all, whichever answer is right: the kind says it.
        foreach (var kind in part.GroupBy(n => n.Pair.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return new(kind.Key, kind.Count(), kind.Count(n => n.Lane >= least), 0, 0);
        yield return AtHome(least, heldOut);
    }

    private static IEnumerable<(NamePair Pair, Lane Lane)> Neighbours(LexiconData data)
    {
        var random = new Random(Seed);
        var pairs = new ChineseNames(Seed).Make().Select(pair => (Pair: pair, House: InventedList.House(random))).ToList();
        var list = RiskList.Compile(
            pairs.Select((p, i) => InventedList.Entry(0) with { Id = $"pair-{i}", Kind = RiskListKind.Person, Value = p.Pair.A, Name = null, Address = p.House + "1栋101室" }),
            "quality");
        var screen = new Screen(data, list);
        foreach (var (pair, house) in pairs)
            yield return (pair, screen.Decide("纯棉连衣裙2件", Stranger(random), Stranger(random) with { Name = pair.B, Address = house + "1栋101室" }).Lane);
    }

    private static Party Stranger(Random random) => new()
    {
        Name = InventedList.Person(random),
        Phone = $"138{random.Next(100_000_000):00000000}",
        Address = InventedList.Address(random),
    };
}
