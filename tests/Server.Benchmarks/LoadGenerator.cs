using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace LogisticsScreening.Server.Benchmarks;

/// <param name="Latencies">Milliseconds, sorted.</param>
internal sealed record LoadResult(double Seconds, double[] Latencies)
{
    public double PerSecond => Latencies.Length / Seconds;

    public double Percentile(double share) => Latencies.Length == 0 ? 0 : Latencies[Math.Min(Latencies.Length - 1, (int)(Latencies.Length * share))];
}

/// <summary>Scans by number over a fixed number of connections that stay open.</summary>
internal sealed class LoadGenerator : IDisposable
{
    public const int Connections = 64;

    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };
    private readonly HttpClient client;
    private readonly string[] numbers;
    private int next;

    /// <param name="first">Place of the first number to send.</param>
    public LoadGenerator(Uri address, string? token, string[] numbers, int first = 0)
    {
        next = first - 1;
        client = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseCookies = false, UseProxy = false }) { BaseAddress = address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        this.numbers = numbers;
    }

    /// <summary>Place of the number that is sent next.</summary>
    public int Next => (int)((uint)(next + 1) % (uint)numbers.Length);

    /// <summary>Sends a number of scans however long they take: the just-in-time compiler warms up by calls, not by the clock.</summary>
    public Task<LoadResult> SendAsync(int scans) => RunAsync(TimeSpan.Zero, null, scans / Connections);

    /// <param name="perSecond">Null: as fast as answers come. Otherwise scans are sent by the clock, and the time a late one waited counts as its latency.</param>
    public Task<LoadResult> RunAsync(TimeSpan length, double? perSecond = null) => RunAsync(length, perSecond, 0);

    private async Task<LoadResult> RunAsync(TimeSpan length, double? perSecond, int leastOfEach)
    {
        var watch = Stopwatch.StartNew();
        var parts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(i => Task.Run(() => ConnectionAsync(i, watch, length, perSecond / Connections, leastOfEach))));
        var seconds = watch.Elapsed.TotalSeconds;
        return new(seconds, [.. parts.SelectMany(p => p).Order()]);
    }

    public void Dispose() => client.Dispose();

    private async Task<List<double>> ConnectionAsync(int connection, Stopwatch watch, TimeSpan length, double? perSecond, int least)
    {
        var latencies = new List<double>();
        var period = perSecond is { } rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;
        var due = period * connection / Connections;
        while (watch.Elapsed is var now && (now < length || latencies.Count < least))
        {
            if (perSecond is not null)
            {
                if (due - now is { Ticks: > 0 } wait)
                    await Task.Delay(wait);
                now = due;
                due += period;
            }

            await SendAsync();
            latencies.Add((watch.Elapsed - now).TotalMilliseconds);
        }

        return latencies;
    }

    private async Task SendAsync()
    {
        var number = numbers[(uint)Interlocked.Increment(ref next) % (uint)numbers.Length];
        var body = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"scanId":"{{Guid.NewGuid()}}","carrier":"SF","waybillNumber":"{{number}}","depot":"KMG-01","device":"bench-1","scannedAt":"2026-11-22T08:00:00Z","kind":"depot"}"""));
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = Json;
        using var answer = await client.PostAsync("/api/scans", content);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }
}
