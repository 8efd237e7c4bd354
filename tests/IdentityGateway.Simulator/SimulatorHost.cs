using System.Net;

namespace LogisticsScreening.IdentityGateway.Simulator;

/// <summary>The simulated authority on a port of this machine: in a test's process, or as a program.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    public const string Path = "/v1/identity-checks";

    private readonly WebApplication app;

    private SimulatorHost(WebApplication app, SimulatedAuthority authority)
    {
        this.app = app;
        Authority = authority;
    }

    public SimulatedAuthority Authority { get; }
    public Uri Address => new(app.Urls.Single());

    /// <param name="port">0: any free one.</param>
    public static async Task<SimulatorHost> StartAsync(string client, byte[] key, Script script, int port = 0, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        // A question that is left hanging must not hold up the end.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        var authority = new SimulatedAuthority(client, key, script, clock ?? TimeProvider.System);
        app.MapPost(Path, authority.HandleAsync);
        app.MapPost("/elsewhere", authority.HandleAsync);
        await app.StartAsync();
        return new(app, authority);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
