using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LogisticsScreening.Screening.Quality;

/// <summary>
/// docs/quality.md: the command replaces what stands between its marks, and reads the floors from the table above them. A figure below its floor fails the run; floors
/// only rise by hand or with --raise.
/// </summary>
internal sealed partial class QualityPage
{
    private const string Begin = "<!-- measured: begin -->\n";
    private const string End = "<!-- measured: end -->\n";

    private readonly string file;
    private readonly string text;
    private readonly StringBuilder measured = new();
    private readonly List<string> failures = [];
    private readonly Dictionary<string, double> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> floors;

    public QualityPage(string file)
    {
        this.file = file;
        text = File.ReadAllText(file);
        floors = FloorRow().Matches(text).ToDictionary(m => m.Groups[1].Value, m => double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Failures => failures;

    public void Heading(string heading, string remark) => Line($"\n## {heading}\n\n{remark}\n");

    public void Table(IEnumerable<Figures> development, IEnumerable<Figures> heldOut)
    {
        Line("| | development: found of | recall | precision | F1 | held out: found of | recall | precision | F1 |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (d, h) in development.Zip(heldOut))
            Line($"| {d.Kind} {Cells(d)}{Cells(h)}|");

        // Without negatives there is no precision to tell.
        static string Cells(Figures f) => f.Negatives == 0
            ? Invariant($"| {f.Found:N0} / {f.Positives:N0} | {f.Recall:N3} | | ")
            : Invariant($"| {f.Found:N0} / {f.Positives:N0} | {f.Recall:N3} | {f.Precision:N3} | {f.F1:N3} ");
    }

    public void Line(string line)
    {
        measured.Append(line).Append('\n');
        Console.WriteLine(line);
    }

    public void Fail(string reason) => failures.Add(reason);

    /// <summary>Compares a figure with its floor ("at least"); a name that begins with "at most" with its ceiling.</summary>
    public void Check(string name, double value)
    {
        values[name] = value;
        if (!floors.TryGetValue(name, out var floor))
            failures.Add($"{name}: docs/quality.md states no floor");
        else if (IsCeiling(name) ? value > floor : value < floor)
            failures.Add(Invariant($"{name}: {value:0.####} is worse than {floor:0.####}"));
    }

    /// <param name="raise">Move every floor that was passed to what was measured.</param>
    public void Write(bool raise)
    {
        var page = text;
        if (raise)
            page = FloorRow().Replace(page, m => values.TryGetValue(m.Groups[1].Value, out var value) ? Invariant($"| {m.Groups[1].Value} | {Better(m.Groups[1].Value, value, floors[m.Groups[1].Value]):0.####} |") : m.Value);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(file, string.Concat(page.AsSpan(0, from), measured.ToString(), page.AsSpan(to)));
    }

    /// <summary>A floor is rounded away from what was measured, so that the same figures pass again.</summary>
    private static double Better(string name, double value, double floor) => IsCeiling(name)
        ? Math.Min(floor, Math.Ceiling(value * 1_000) / 1_000)
        : Math.Max(floor, Math.Floor(value * 1_000) / 1_000);

    private static bool IsCeiling(string name) => name.StartsWith("at most", StringComparison.Ordinal);

    private static string Invariant(FormattableString line) => FormattableString.Invariant(line);

    [GeneratedRegex(@"^\| ([^|]+?) \| ([0-9.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex FloorRow();
}
