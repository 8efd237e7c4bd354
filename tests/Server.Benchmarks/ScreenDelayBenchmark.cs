using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Screening.Benchmarks;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>From a courier sending a scan to its alert on every screen of his depot: 1,000 screens over 200 depots, 10 alerts a second (bar: p99 under a second).</summary>
internal static class ScreenDelayBenchmark
{
    private const int Depots = 200;
    private const int ScreensOfOne = 5;
    private const int AlertsPerSecond = 10;
    private const int WarmUpAlerts = 5 * AlertsPerSecond;
    private const int MeasuredAlerts = 30 * AlertsPerSecond;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Demo demo)
    {
        var depots = Enumerable.Range(1, Depots).Select(i => string.Create(CultureInfo.InvariantCulture, $"BENCH-{i:000}")).ToArray();
        using var admin = await demo.ClientAsync("admin");
        await AddDepotsAsync(admin, depots);
        var numbers = await SeededParcels.LoadAsync(admin, "SF77", WarmUpAlerts + MeasuredAlerts, "象牙手串 一件", i => depots[i % Depots]);
        using var courier = await demo.ClientAsync("bench-courier");
        var screens = new List<Screen>();
        try
        {
            foreach (var depot in depots)
            {
                var token = await demo.TokenAsync(Supervisor(depot));
                for (var i = 0; i < ScreensOfOne; i++)
                    screens.Add(await Screen.ConnectAsync(demo.Address, token));
            }

            await Task.Delay(TimeSpan.FromSeconds(2));
            var sent = await SendAsync(courier, numbers, depots);
            var delays = await DelaysAsync(sent, screens);
            var missing = MeasuredAlerts * ScreensOfOne - delays.Length;
            var text = FormattableString.Invariant($"""
                ## From scan to screen

                `./dev bench`, same server: {screens.Count:N0} screens of {Depots} depots connected, {AlertsPerSecond} red scans a second for {MeasuredAlerts / AlertsPerSecond} s; from sending the scan to the alert on each of the depot's {ScreensOfOne} screens.

                | | |
                |---|---:|
                | p50 / p99 / longest, ms (bar: p99 under 1,000) | {delays[delays.Length / 2]:N0} / {delays[(int)(delays.Length * 0.99)]:N0} / {delays[^1]:N0} |
                | alerts that did not come within {Patience.TotalSeconds:N0} s | {missing} |
                """);
            Console.WriteLine(text);
            PerformancePage.Replace("screen", text);
        }
        finally
        {
            foreach (var screen in screens)
                await screen.DisposeAsync();
        }
    }

    private static string Supervisor(string depot) => "supervisor." + depot;

    private static async Task AddDepotsAsync(HttpClient admin, string[] depots)
    {
        foreach (var depot in depots)
        {
            await PostAsync(admin, "/api/organisation/units", new { code = depot, kind = "depot", parent = "YN", name = new { zh = depot, en = depot } });
            await PostAsync(admin, "/api/users", User(Supervisor(depot), "supervisor", depot));
        }

        await PostAsync(admin, "/api/users", User("bench-courier", "courier", "YN"));

        static object User(string userName, string role, string unit) => new { userName, displayName = "Bench", password = Demo.Password, roles = new[] { role }, units = new[] { unit } };
    }

    private static async Task PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Sends by the clock, whatever the answers take; when each measured number was sent.</summary>
    private static async Task<Dictionary<string, long>> SendAsync(HttpClient courier, string[] numbers, string[] depots)
    {
        var sent = new Dictionary<string, long>();
        var answers = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1d / AlertsPerSecond));
        for (var i = 0; i < numbers.Length && await timer.WaitForNextTickAsync(); i++)
        {
            var scan = new JsonObject
            {
                ["scanId"] = Guid.NewGuid(),
                ["carrier"] = "SF",
                ["waybillNumber"] = numbers[i],
                ["depot"] = depots[i % Depots],
                ["device"] = "bench-1",
                ["scannedAt"] = DateTimeOffset.UtcNow,
                ["kind"] = "acceptance",
            };
            if (i >= WarmUpAlerts)
                sent[numbers[i]] = TimeProvider.System.GetTimestamp();
            answers.Add(PostAsync(courier, "/api/scans", scan));
        }

        await Task.WhenAll(answers);
        return sent;
    }

    /// <summary>Milliseconds, sorted; waits for stragglers, but not for ever.</summary>
    private static async Task<double[]> DelaysAsync(Dictionary<string, long> sent, List<Screen> screens)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            double[] delays = [.. screens.SelectMany(s => s.Shown).Where(shown => sent.ContainsKey(shown.Key)).Select(shown => TimeProvider.System.GetElapsedTime(sent[shown.Key], shown.Value).TotalMilliseconds).Order()];
            if (delays.Length >= sent.Count * ScreensOfOne || TimeProvider.System.GetElapsedTime(started) > Patience)
                return delays;
            await Task.Delay(100);
        }
    }
}
