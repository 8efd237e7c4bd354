using System.Diagnostics.Metrics;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>The server as ./dev run starts it, with demo accounts and data, and a listener for what only the process itself knows.</summary>
internal static class MeasuredServer
{
    private const string GroupSize = "logistics_screening.group_commit.size";

    public static async Task RunAsync(string directory, string password)
    {
        long groups = 0, writes = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == GroupSize)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
        {
            Interlocked.Increment(ref groups);
            Interlocked.Add(ref writes, size);
        });
        listener.Start();
        await using var app = await ServerHost.StartAsync(Settings(directory, demo: true) with { DemoPassword = password, Gateway = Gateway() }, LogisticsScreening.Server.Program.Build, CancellationToken.None);
        await ChildProcess.ServeAsync(app.Urls.Single(), () => new(Interlocked.Read(ref groups), Interlocked.Read(ref writes)));
        await app.StopAsync();
    }

    /// <summary>As the environment says, like the product; null: none is asked.</summary>
    private static GatewayOptions? Gateway() => Environment.GetEnvironmentVariable("LS_GATEWAY_URL") is { } url
        ? GatewayOptions.Read(url, Environment.GetEnvironmentVariable("LS_GATEWAY_CLIENT"), Environment.GetEnvironmentVariable("LS_GATEWAY_KEY"), budgetMilliseconds: 3_000, renewDays: 180, answerDays: 365, screenDays: 14)
        : null;

    public static ServerSettings Settings(string directory, bool demo) => new()
    {
        DataDirectory = directory,
        KeysDirectory = Path.Combine(directory, "keys"),
        Urls = "http://127.0.0.1:0",
        ReferenceDirectory = Path.Combine(AppContext.BaseDirectory, "reference"),
        // One account registers everybody here.
        Counter = new() { PerAccount = 10_000 },
        FontsDirectory = Path.Combine(AppContext.BaseDirectory, "fonts"),
        Demo = demo,
    };
}
