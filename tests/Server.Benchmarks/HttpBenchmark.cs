using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LogisticsScreening.Screening.Benchmarks;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>
/// Scans a second with durable decisions beside a bare JSON endpoint: both are warmed up until the compiler has settled, then take turns, and the median round
/// counts. Client and server share the cores in both cases, so the ratio says more than either figure.
/// </summary>
internal static class HttpBenchmark
{
    /// <param name="kept">See <see cref="WithVolumeAsync"/>.</param>
    public static Task RunAsync(bool quick, string? kept = null) => WithVolumeAsync(quick ? 10_000 : 1_000_000, kept, async (volume, directory, first) =>
    {
        var (rounds, length) = quick ? (3, TimeSpan.FromSeconds(2)) : (5, TimeSpan.FromSeconds(12));
        await using var bare = await ChildProcess.StartAsync("bare");
        await using var real = await ChildProcess.StartAsync("server", directory, Demo.Password);
        var demo = new Demo(real.Address);
        using var bareLoad = new LoadGenerator(bare.Address, null, volume.Numbers);
        using var realLoad = new LoadGenerator(real.Address, await demo.TokenAsync("courier"), volume.Numbers, first);
        await WarmUpAsync(bare, bareLoad);
        var warmUp = await WarmUpAsync(real, realLoad);

        var (bareRounds, realRounds) = (new List<LoadResult>(), new List<LoadResult>());
        var used = new ServerFigures();
        for (var round = 0; round < rounds; round++)
        {
            bareRounds.Add(await bareLoad.RunAsync(length));
            var before = await real.FiguresAsync();
            realRounds.Add(await realLoad.RunAsync(length));
            used += await real.FiguresAsync() - before;
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
            Line("writes in one group commit, mean", used.Writes / (double)used.Groups, "N1"),
            Line("allocated for a scan by the server, KiB", used.Allocated / scans / 1024, "N1"),
            Line("processor time of the server for a scan, µs", used.CpuSeconds / scans * 1e6, "N0"),
            Line("of it in the just-in-time compiler, µs", used.CompilerSeconds / scans * 1e6, "N0"),
        ];
        var text = Section(volume, warmUp, rounds, length, lines);
        Console.WriteLine(text);
        if (!quick)
        {
            PerformancePage.Replace("http", text);
            await ScreenDelayBenchmark.RunAsync(demo);
        }

        return realLoad.Next;
    });

    /// <summary>What one scan costs the server, without the bare endpoint beside it: for comparing two builds while the machine does other work.</summary>
    /// <param name="kept">At full volume, see <see cref="WithVolumeAsync"/>.</param>
    public static Task CostAsync(string? kept = null) => WithVolumeAsync(kept is null ? 10_000 : 1_000_000, kept, async (volume, directory, first) =>
    {
        const int Measured = 20_000;
        await using var real = await ChildProcess.StartAsync("server", directory, Demo.Password);
        var demo = new Demo(real.Address);
        using var load = new LoadGenerator(real.Address, await demo.TokenAsync("courier"), volume.Numbers, first);
        Console.WriteLine($"warmed up by {await WarmUpAsync(real, load)} scans");
        var before = await real.FiguresAsync();
        var result = await load.SendAsync(Measured);
        var used = await real.FiguresAsync() - before;
        var half = await load.RunAsync(TimeSpan.FromSeconds(12), result.PerSecond / 2);
        double scans = result.Latencies.Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{used.CpuSeconds / scans * 1e6:N0} µs ({used.CompilerSeconds / scans * 1e6:N0} in the compiler), {used.Allocated / scans / 1024:N1} KiB a scan; {result.PerSecond:N0} scans/s, p99 {result.Percentile(0.99):N0} ms, at half that rate {half.Percentile(0.99):N0} ms, {used.Writes / (double)used.Groups:N1} writes in a group"));
        return load.Next;
    });

    /// <summary>Loading the full volume takes a quarter of an hour: in a directory that is kept it is done once, and every run scans other parcels than the runs before.</summary>
    /// <param name="kept">Null: a new one, deleted afterwards.</param>
    /// <param name="measure">Volume, directory and the place of the first number to scan, to that of the next run's.</param>
    private static async Task WithVolumeAsync(int count, string? kept, Func<SeededVolume, string, int, Task<int>> measure)
    {
        var directory = kept ?? Directory.CreateTempSubdirectory("ls-bench-").FullName;
        try
        {
            var volume = new SeededVolume(count);
            var next = Path.Combine(directory, "next-parcel");
            if (!File.Exists(next))
            {
                await volume.LoadAsync(Directory.CreateDirectory(directory).FullName);
                await File.WriteAllTextAsync(next, "0");
            }

            var first = int.Parse(await File.ReadAllTextAsync(next), CultureInfo.InvariantCulture);
            await File.WriteAllTextAsync(next, (await measure(volume, directory, first)).ToString(CultureInfo.InvariantCulture));
        }
        finally
        {
            if (kept is null)
                Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Sends scans until the compiler has settled; a busy machine takes more of them. Returns how many.</summary>
    private static async Task<int> WarmUpAsync(ChildProcess server, LoadGenerator load)
    {
        const int Part = 5_000, Most = 100_000;
        for (var sent = Part; ; sent += Part)
        {
            var before = await server.FiguresAsync();
            await load.SendAsync(Part);
            var used = await server.FiguresAsync() - before;
            if (used.CompilerSeconds < 0.02 * used.CpuSeconds || sent >= Most)
                return sent;
        }
    }

    private static LoadResult Median(List<LoadResult> rounds) => rounds.OrderBy(r => r.PerSecond).ElementAt(rounds.Count / 2);

    private static string Section(SeededVolume volume, int warmUp, int rounds, TimeSpan length, string[] lines)
    {
        var text = new StringBuilder();
        text.AppendLine("## Scans over HTTP").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`./dev bench`, {DateTime.UtcNow:yyyy-MM-dd}: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors shared with the load generator.");
        text.AppendLine(CultureInfo.InvariantCulture, $"{volume.Numbers.Length:N0} waybills of as many registered senders and a list of {volume.Numbers.Length:N0} entries (`SeededVolume.cs`), scanned by number over {LoadGenerator.Connections} connections; SQLite with full sync, encryption on, a history of {volume.Earlier:N0} parcels of other people. After {warmUp:N0} scans to warm up (until the just-in-time compiler took less than 2 % of the server's processor time; the bare endpoint likewise), the median of {rounds} rounds of {length.TotalSeconds:N0} s, in turns with the bare endpoint (reads and writes the same JSON, nothing else) in the same run.").AppendLine();
        text.AppendLine("| | |").AppendLine("|---|---:|");
        foreach (var line in lines)
            text.AppendLine(line);
        return text.ToString().TrimEnd();
    }

    private static string Line(string what, double value, string format, double? second = null) =>
        $"| {what} | {value.ToString(format, CultureInfo.InvariantCulture)}{(second is { } more ? " / " + more.ToString(format, CultureInfo.InvariantCulture) : "")} |";
}
