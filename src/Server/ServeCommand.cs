using System.CommandLine;

namespace LogisticsScreening.Server;

/// <summary><c>serve [--demo] [--urls ...]</c>: the default verb.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Func<ServerSettings, WebApplication> build;
    private readonly Option<bool> demo = new("--demo") { Description = "Fill an empty database with invented data and accounts." };
    private readonly Option<string?> urls = new("--urls") { Description = "Addresses to listen on, separated by semicolons; wins over LS_URLS.", HelpName = "http://127.0.0.1:5080" };

    public ServeCommand(Func<ServerSettings, WebApplication> build)
        : base("serve", "Run the server (default).")
    {
        this.build = build;
        Options.Add(demo);
        Options.Add(urls);
        SetAction(RunAsync);
    }

    public async Task<int> RunAsync(ParseResult line, CancellationToken ct)
    {
        var settings = CommandLine.LoadSettings();
        settings = settings with { Demo = line.GetValue(demo), Urls = line.GetValue(urls) ?? settings.Urls };
        WebApplication started;
        try
        {
            started = await ServerHost.StartAsync(settings, build, ct);
        }
        catch (OperationCanceledException)
        {
            // SIGTERM or Ctrl+C reached the host while it was starting.
            await Console.Error.WriteLineAsync("Stopped before it was ready.");
            return 0;
        }

        await using var app = started;
        foreach (var address in app.Urls)
            Console.WriteLine($"LogisticsScreening is ready at {address}");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
