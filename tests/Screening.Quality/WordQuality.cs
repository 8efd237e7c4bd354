using LogisticsScreening.Screening.Benchmarks;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Quality;

/// <summary>Words: disguised strong words by trick, against tricky and ordinary goods.</summary>
internal sealed class WordQuality
{
    private const int OrdinaryCount = 10_000;
    private const int Seed = 20261124;
    private const string Tricky = "tricky_goods.txt";

    private readonly LexiconData data;
    private readonly Screen screen;
    private readonly List<(Sample Sample, Finding[] Found)> rows;
    private readonly List<(Sample Sample, Finding[] Found)> doubles;

    public WordQuality(LexiconData data)
    {
        this.data = data;
        screen = new(data);
        Sample[] samples =
        [
            .. DisguisedWords.Make(data.Terms, Seed),
            .. Tables.Lines(Tricky).Select(t => new Sample("tricky goods", t, t, IsWildlife: false)),
            .. OrdinaryTexts.Make(OrdinaryCount, Seed, shortest: 8, longest: 30, words: []).Select(t => new Sample("ordinary goods", t, t, IsWildlife: false)),
        ];
        rows = [.. samples.Select(s => (s, screen.Wildlife(s.Text)))];
        doubles = [.. DoubleDisguises.Make(data.Terms, Seed).Select(s => (s, screen.Wildlife(s.Text)))];
    }

    /// <summary>Samples that came out wrong: disguised words that were missed, ordinary goods that were not.</summary>
    public IEnumerable<string> Mistakes(bool heldOut) => rows.Concat(doubles)
        .Where(r => r.Sample.HeldOut == heldOut && r.Sample.IsWildlife != r.Found.Length > 0)
        .Select(r => $"{r.Sample.Kind}\t{r.Sample.Text}\t{r.Sample.Source}\t{string.Join(' ', r.Found.Select(f => $"{f.Code}:{f.Text}={f.Entry}"))}");

    public void Report(QualityPage page)
    {
        page.Heading("Disguised words", $"{rows.Count(r => r.Sample.IsWildlife):N0} texts with a disguised strong word, {rows.Count(r => !r.Sample.IsWildlife):N0} of ordinary goods. Found is a finding about wildlife of any lane; precision counts every ordinary text against all tricks together.");
        page.Table(ByTrick(heldOut: false), ByTrick(heldOut: true));
        foreach (var heldOut in (bool[])[false, true])
        {
            var all = All(heldOut);
            var half = heldOut ? "held out" : "development";
            page.Check($"recall of disguised words, {half}", all.Recall);
            page.Check($"precision of disguised words, {half}", all.Precision);
        }

        page.Heading("Two tricks at once", $"{doubles.Count:N0} texts with a strong word that is disguised in two ways (`DoubleDisguises.cs`), alone or in a sentence and beside a second signal; precision counts the ordinary texts above.");
        page.Table(Doubles(heldOut: false), Doubles(heldOut: true));
        foreach (var heldOut in (bool[])[false, true])
        {
            var all = AllDoubles(heldOut);
            var half = heldOut ? "held out" : "development";
            page.Check($"recall of two tricks at once, {half}", all.Recall);
            page.Check($"precision of two tricks at once, {half}", all.Precision);
        }

        page.Heading("Layers", "Of the texts of this set in which a layer found something, how many held a disguised word.");
        page.Line("| layer | right | wrong | precision |\n|---|---:|---:|---:|");
        foreach (var layer in ByLayer())
        {
            page.Line(FormattableString.Invariant($"| {layer.Kind} | {layer.Found:N0} | {layer.FalselyFound:N0} | {layer.Precision:N3} |"));
            var stated = data.Layers.Single(l => EnumText<MatchLayer>.Of(l.Layer) == layer.Kind).Precision;
            if (stated != (int)(layer.Precision * LexiconHit.Certain))
                page.Fail(FormattableString.Invariant($"match_layers.csv: {layer.Kind} has precision {stated}, measured was {(int)(layer.Precision * LexiconHit.Certain)}"));
        }

        page.Heading("Ordinary goods", "What words alone make of goods that are none of it, per 10,000.");
        page.Line("| set | texts | red or hold | any finding about wildlife |\n|---|---:|---:|---:|");
        var ordinary = Ordinary(OrdinaryGoods);
        Row(page, "made from a seed", ordinary);
        Row(page, "tricky by intent", Ordinary([.. Tables.Lines(Tricky)]));
        page.Check("at most red or hold per 10,000 ordinary goods", ordinary.Red);
    }

    public void ReportPublic(QualityPage page, string folder)
    {
        foreach (var heldOut in (bool[])[false, true])
        {
            var half = heldOut ? "held out" : "development";
            page.Heading($"THUOCL, {half} half", "Words of a public Chinese lexicon taken as goods names: the one set here that nobody of this project made. Many of its animals, drugs and dishes are what the lists are about, so not every finding is wrong.");
            page.Line("| list | words | red or hold | any finding about wildlife |\n|---|---:|---:|---:|");
            foreach (var (name, list) in PublicSets.Thuocl(folder, heldOut))
                Row(page, name, Ordinary(list));
        }
    }

    private static void Row(QualityPage page, string name, (int Count, double Red, double Any) figures) =>
        page.Line(FormattableString.Invariant($"| {name} | {figures.Count:N0} | {figures.Red:N1} | {figures.Any:N1} |"));

    /// <summary>By trick, with the false finds of the layers that look for it; then all together against all ordinary goods.</summary>
    public IEnumerable<Figures> ByTrick(bool heldOut)
    {
        var part = rows.Where(r => r.Sample.HeldOut == heldOut).ToList();
        foreach (var trick in part.Where(r => r.Sample.IsWildlife).GroupBy(r => r.Sample.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return Figures.Of(trick.Key, trick.Select(r => (true, r.Found.Length > 0)));
        yield return All(heldOut);
    }

    public Figures All(bool heldOut) => Figures.Of("all tricks", rows.Where(r => r.Sample.HeldOut == heldOut).Select(r => (r.Sample.IsWildlife, r.Found.Length > 0)));

    /// <summary>By pair of tricks, every pair in both halves; then all together against all ordinary goods.</summary>
    private IEnumerable<Figures> Doubles(bool heldOut)
    {
        foreach (var pair in doubles.GroupBy(r => r.Sample.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return Figures.Of(pair.Key, pair.Where(r => r.Sample.HeldOut == heldOut).Select(r => (true, r.Found.Length > 0)));
        yield return AllDoubles(heldOut);
    }

    public Figures AllDoubles(bool heldOut) => Figures.Of(
        "all pairs",
        doubles.Concat(rows.Where(r => !r.Sample.IsWildlife)).Where(r => r.Sample.HeldOut == heldOut).Select(r => (r.Sample.IsWildlife, r.Found.Length > 0)));

    /// <summary>For each layer, of the texts in which it found something how many are disguised words.</summary>
    public IEnumerable<Figures> ByLayer() => Enum.GetValues<MatchLayer>()
        .Select(layer => EnumText<MatchLayer>.Of(layer))
        .Select(layer => Figures.Of(layer, rows.Where(r => r.Found.Any(f => f.Tier == layer)).Select(r => (r.Sample.IsWildlife, true))));

    /// <summary>Ordinary goods with a red or hold from words alone, and with any finding about wildlife, per 10,000.</summary>
    public (int Count, double Red, double Any) Ordinary(IReadOnlyCollection<string> texts)
    {
        int red = 0, any = 0;
        foreach (var text in texts)
        {
            var decision = screen.Decide(text);
            red += decision.Lane >= Lane.Red ? 1 : 0;
            any += decision.Findings.Any(f => f.Code.StartsWith("contents.wildlife", StringComparison.Ordinal)) ? 1 : 0;
        }

        return (texts.Count, red * 10_000.0 / Math.Max(1, texts.Count), any * 10_000.0 / Math.Max(1, texts.Count));
    }

    /// <summary>The ordinary declarations of this set, made from a seed.</summary>
    public IReadOnlyCollection<string> OrdinaryGoods => [.. rows.Where(r => r.Sample.Kind == "ordinary goods").Select(r => r.Sample.Text)];
}
