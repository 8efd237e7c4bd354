using System.Diagnostics.Metrics;

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
        await using var app = await ServerHost.StartAsync(Settings(directory, demo: true) with { DemoPassword = password }, LogisticsScreening.Server.Program.Build, CancellationToken.None);
        await ChildProcess.ServeAsync(app.Urls.Single(), () => new(Interlocked.Read(ref groups), Interlocked.Read(ref writes)));
        await app.StopAsync();
    }

    public static ServerSettings Settings(string directory, bool demo) => new()
    {
        DataDirectory = directory,
        KeysDirectory = Path.Combine(directory, "keys"),
        Urls = "http://127.0.0.1:0",
        ReferenceDirectory = Path.Combine(AppContext.BaseDirectory, "reference"),
        FontsDirectory = Path.Combine(AppContext.BaseDirectory, "fonts"),
        Demo = demo,
    };
}
