using LogisticsScreening.Screening.Benchmarks;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Quality;

/// <summary>
/// Round a listed person's door: neighbours in another unit of the house whose names are like his, who must not be hits; he himself with an address whose town stands without its signs;
/// and parts of his name at the door, beside the same parts of other people's names.
/// </summary>
internal sealed class DoorQuality
{
    private const int Seed = 20261128;
    private const string Unit = "1栋101室", OtherUnit = "2栋202室";

    /// <summary>The listed name itself in another unit may be his.</summary>
    private static readonly string[] SameName = ["spaces and order", "variant"];

    private readonly Random random = new(Seed);
    private readonly Screen screen;
    private readonly List<(NamePair Pair, Lane Lane)> neighbours = [];
    private readonly List<(NamePair Pair, Lane Lane)> withoutSigns = [];
    private readonly List<(NamePair Pair, Lane Lane)> parts = [];

    public DoorQuality(LexiconData data)
    {
        var pairs = new ChineseNames(Seed).Make().Select(pair => (Pair: pair, House: InventedList.House(random))).ToList();
        screen = new(data, RiskList.Compile(
            pairs.Select((p, i) => InventedList.Entry(0) with { Id = $"door-{i}", Kind = RiskListKind.Person, Value = p.Pair.A, Name = null, Address = p.House + Unit }),
            "quality"));
        foreach (var (pair, house) in pairs)
        {
            neighbours.Add((pair, LaneOf(pair.B, house + OtherUnit)));
            if (pair.Same)
                withoutSigns.Add((pair, LaneOf(pair.B, WithoutSigns(house) + Unit)));
            if (pair.Kind != "other people")
                continue;
            foreach (var ((kind, own), (_, other)) in PartsOf(pair.A).Zip(PartsOf(pair.B)))
            {
                parts.Add((new(kind, pair.A, own, Same: true), LaneOf(own, house + Unit)));
                parts.Add((new(kind, pair.A, other, Same: false), LaneOf(other, house + Unit)));
            }
        }
    }

    /// <summary>Neighbours with a like name, not the listed one itself, who are hits.</summary>
    public double LikeNamedRedPer10000
    {
        get
        {
            var like = neighbours.Where(n => n.Pair.Same && !SameName.Contains(n.Pair.Kind)).ToList();
            return like.Count(n => n.Lane >= Lane.Red) * 10_000.0 / like.Count;
        }
    }

    public double RecallWithoutSigns(bool heldOut) => Figures.Of("all", withoutSigns.Where(n => n.Pair.HeldOut == heldOut).Select(n => (true, n.Lane >= Lane.Red))).Recall;

    public double PartsF1(bool heldOut) => OfParts(heldOut)[^1].F1;

    public void Report(QualityPage page)
    {
        page.Heading("Neighbours of a listed person", FormattableString.Invariant($"The pairs of Chinese names above, the first on the list, the second in another unit of the same house: {neighbours.Count:N0} parcels. Red counts as found; only the listed name itself may be."));
        page.Table(ByKind(neighbours, Lane.Red, heldOut: false), ByKind(neighbours, Lane.Red, heldOut: true));
        page.Heading("Towns without their signs", FormattableString.Invariant($"The disguised names above at their own address, its province, city and county written without 省, 市 and 区: {withoutSigns.Count:N0} parcels. Red counts as found."));
        page.Table(ByKind(withoutSigns, Lane.Red, heldOut: false), ByKind(withoutSigns, Lane.Red, heldOut: true));
        page.Heading("Parts of a name at a listed person's door", FormattableString.Invariant($"Parts of the listed name, and the same parts of another person's: {parts.Count:N0} parcels. Yellow counts as found: such a part never makes more than a reason to look."));
        page.Table(OfParts(heldOut: false), OfParts(heldOut: true));
        page.Check("at most red per 10,000 like-named neighbours in another unit", LikeNamedRedPer10000);
        foreach (var (heldOut, half) in ((bool, string)[])[(false, "development"), (true, "held out")])
        {
            page.Check($"recall of towns without their signs, {half}", RecallWithoutSigns(heldOut));
            page.Check($"F1 of parts of a name, {half}", PartsF1(heldOut));
        }
    }

    private static IEnumerable<(string Kind, string Written)> PartsOf(string name)
    {
        var surname = Surnames.LengthOf(name);
        yield return ("given name", name.Length - surname > 1 ? name[surname..] : $"小{name[^1]}");
        yield return ("last character, masked", $"*{name[^1]}");
        yield return ("last character, called", $"阿{name[^1]}");
        yield return ("in other words", $"替{name}寄");
        yield return ("surname only", $"{name[..surname]}先生");
    }

    private static string WithoutSigns(string house) => house.Replace("省", "", StringComparison.Ordinal).Replace("市", "", StringComparison.Ordinal).Replace("区", "", StringComparison.Ordinal);

    private static IEnumerable<Figures> ByKind(List<(NamePair Pair, Lane Lane)> of, Lane least, bool heldOut) =>
        of.Where(n => n.Pair.HeldOut == heldOut)
            .GroupBy(n => n.Pair.Kind)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(kind => new Figures(kind.Key, kind.Count(), kind.Count(n => n.Lane >= least), 0, 0));

    private List<Figures> OfParts(bool heldOut)
    {
        var half = parts.Where(p => p.Pair.HeldOut == heldOut).ToList();
        return
        [
            .. half.GroupBy(p => p.Pair.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(kind => Figures.Of(kind.Key, kind.Select(p => (p.Pair.Same, p.Lane >= Lane.Yellow)))),
            Figures.Of("all", half.Select(p => (p.Pair.Same, p.Lane >= Lane.Yellow))),
        ];
    }

    private Lane LaneOf(string name, string address) => screen.Decide(
        "纯棉连衣裙2件",
        new() { Name = InventedList.Person(random), Phone = $"138{random.Next(100_000_000):00000000}", Address = InventedList.Address(random) },
        new() { Name = name, Phone = $"138{random.Next(100_000_000):00000000}", Address = address }).Lane;
}
