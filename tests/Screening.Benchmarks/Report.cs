using System.Globalization;
using System.Text;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>The section of docs/performance.md that this program writes: remarks, then one row for each thing timed. Each is printed as soon as it is known.</summary>
internal sealed class Report(string machine)
{
    private readonly List<string> remarks = [];
    private readonly List<string> rows = [];

    public void Remark(FormattableString remark)
    {
        remarks.Add(FormattableString.Invariant(remark));
        Console.WriteLine(remarks[^1]);
    }

    /// <param name="count">What one round did, in pieces of <paramref name="unit"/>.</param>
    /// <param name="items">Texts or waybills of one round.</param>
    public void Row(string what, Timing time, double count, string unit, int items)
    {
        rows.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {Rate(count / time.Seconds)} | {Rate(count / time.Best)} | {unit} | {time.Seconds / items * 1e9:N0} | {time.Bytes / (double)items:N0} |"));
        Console.WriteLine(rows[^1]);
    }

    public override string ToString()
    {
        var text = new StringBuilder("## The core\n\n`./dev bench`, ").Append(machine).Append(" Median and best of ").Append(Measure.Rounds).Append(" rounds, in turns.\n\n");
        text.AppendJoin('\n', remarks.Select(r => "- " + r)).Append("\n\n| what | median | best | unit | ns each | bytes each |\n|---|---:|---:|---|---:|---:|\n");
        return text.AppendJoin('\n', rows).ToString();
    }

    private static string Rate(double perSecond) => perSecond.ToString(perSecond < 1_000 ? "N1" : "N0", CultureInfo.InvariantCulture);
}
