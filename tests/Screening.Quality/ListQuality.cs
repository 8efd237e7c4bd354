using LogisticsScreening.Screening.Benchmarks;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Quality;

/// <summary>
/// Ordinary parcels against a long list: what honest people meet because others on the list share their names, roads and counties. Parties and entries are drawn alike
/// (<see cref="InventedList"/>), from far fewer names and places than a country has, so that chance meetings are more frequent than in life.
/// </summary>
internal sealed class ListQuality
{
    public const int LongList = 1_000_000;

    private const int Parcels = 10_000;
    private const int Seed = 20261127;

    private readonly int entries;
    private readonly List<Decision> decisions;

    public ListQuality(LexiconData data, int entries)
    {
        this.entries = entries;
        var screen = new Screen(data, RiskList.Compile(InventedList.Make(entries), "quality"));
        var random = new Random(Seed);
        decisions = [.. OrdinaryTexts.Make(Parcels, Seed, shortest: 8, longest: 30, words: []).Select(text => screen.Decide(text, Stranger(random), Stranger(random)))];
    }

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
        page.Check("at most false alerts per 10,000 ordinary parcels, long list", FalseAlerts);
    }

    private double Per10000(Func<Decision, bool> some) => decisions.Count(some) * 10_000.0 / decisions.Count;

    private static Party Stranger(Random random) => new()
    {
        Name = InventedList.Person(random),
        Phone = $"138{random.Next(100_000_000):00000000}",
        Address = InventedList.Address(random),
    };
}
