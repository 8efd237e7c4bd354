using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LogisticsScreening.Screening.Benchmarks;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>
/// Scans a second with durable decisions beside a bare JSON endpoint: both are warmed up, then take turns, and the median round counts. Client and server share
/// the cores in both cases, so the ratio says more than either figure.
/// </summary>
internal static class HttpBenchmark
{
    private const int Waybills = 10_000;

    public static async Task RunAsync(bool quick)
    {
        var (rounds, length, warmUp) = quick ? (3, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)) : (5, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8));
        var directory = Directory.CreateTempSubdirectory("ls-bench-").FullName;
        try
        {
            await using var bare = await ChildProcess.StartAsync("bare");
            await using var real = await ChildProcess.StartAsync("server", directory, Demo.Password);
            var demo = new Demo(real.Address);
            var numbers = await SeedAsync(demo);
            using var bareLoad = new LoadGenerator(bare.Address, null, numbers);
            using var realLoad = new LoadGenerator(real.Address, await demo.TokenAsync("courier"), numbers);
            await bareLoad.RunAsync(warmUp);
            await realLoad.RunAsync(warmUp);

            var (bareRounds, realRounds) = (new List<LoadResult>(), new List<LoadResult>());
            var (groups, writes, allocated, cpu) = (0L, 0L, 0L, 0d);
            for (var round = 0; round < rounds; round++)
            {
                bareRounds.Add(await bareLoad.RunAsync(length));
                var before = await real.FiguresAsync();
                realRounds.Add(await realLoad.RunAsync(length));
                var after = await real.FiguresAsync();
                groups += after.Groups - before.Groups;
                writes += after.Writes - before.Writes;
                allocated += after.Allocated - before.Allocated;
                cpu += after.CpuSeconds - before.CpuSeconds;
            }

            var scans = realRounds.Sum(r => (double)r.Latencies.Length);
            var (bareMedian, realMedian) = (Median(bareRounds), Median(realRounds));
            var half = await realLoad.RunAsync(length, realMedian.PerSecond / 2);
            var ratio = realMedian.PerSecond / bareMedian.PerSecond;
            string[] lines =
            [
                Line("scans/s, durable decision", realMedian.PerSecond, "N0"),
                Line("bare endpoint, requests/s", bareMedian.PerSecond, "N0"),
                Line("ratio, percent (bar: 25)", ratio * 100, "N1"),
                Line("p50 / p99 at full load, ms", realMedian.Percentile(0.5), "N1", realMedian.Percentile(0.99)),
                Line("p50 / p99 of the bare endpoint, ms", bareMedian.Percentile(0.5), "N1", bareMedian.Percentile(0.99)),
                Line("p50 / p99 at half that rate, ms (bar: p99 under 50)", half.Percentile(0.5), "N1", half.Percentile(0.99)),
                Line("writes in one group commit, mean", writes / (double)groups, "N1"),
                Line("allocated for a scan by the server, KiB", allocated / scans / 1024, "N1"),
                Line("processor time of the server for a scan, µs", cpu / scans * 1e6, "N0"),
            ];
            var text = Section(rounds, length, lines);
            Console.WriteLine(text);
            PerformancePage.Replace("http", text);
            if (!quick)
                await ScreenDelayBenchmark.RunAsync(demo);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static LoadResult Median(List<LoadResult> rounds) => rounds.OrderBy(r => r.PerSecond).ElementAt(rounds.Count / 2);

    private static string Section(int rounds, TimeSpan length, string[] lines)
    {
        var text = new StringBuilder();
        text.AppendLine("## Scans over HTTP").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`./dev bench`, {DateTime.UtcNow:yyyy-MM-dd}: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors shared with the load generator.");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Waybills:N0} waybills of one registered sender, scanned by number over {LoadGenerator.Connections} connections; SQLite with full sync, encryption on, demo registrations and list. Median of {rounds} rounds of {length.TotalSeconds:N0} s, in turns with the bare endpoint (reads and writes the same JSON, nothing else) in the same run.").AppendLine();
        text.AppendLine("| | |").AppendLine("|---|---:|");
        foreach (var line in lines)
            text.AppendLine(line);
        return text.ToString().TrimEnd();
    }

    private static string Line(string what, double value, string format, double? second = null) =>
        $"| {what} | {value.ToString(format, CultureInfo.InvariantCulture)}{(second is { } more ? " / " + more.ToString(format, CultureInfo.InvariantCulture) : "")} |";

    private static async Task<string[]> SeedAsync(Demo demo)
    {
        using var client = await demo.ClientAsync("admin");
        return await SeededParcels.LoadAsync(client, "SF88", Waybills);
    }
}
