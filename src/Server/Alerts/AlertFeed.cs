using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.SignalR;

namespace LogisticsScreening.Server.Alerts;

/// <summary>
/// Looks for what was committed, by this server or another one on the same database, and pushes it to the screens connected here.
/// The streams' counters are small and change inside the transactions they count, so comparing them misses nothing.
/// </summary>
internal sealed class AlertFeed(
    AlertStore store, AlertSignal signal, AlertConnections connections, IHubContext<AlertHub, IAlertClient> hub, TimeProvider clock, ILogger<AlertFeed> log) : BackgroundService
{
    /// <summary>Between two looks for what other servers committed; this server's own commits signal at once.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Between two checks that those connected may still be.</summary>
    private static readonly TimeSpan RightsInterval = TimeSpan.FromSeconds(5);

    /// <summary>A screen that does not take its messages this long must not hold up the others.</summary>
    private static readonly TimeSpan SlowScreen = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private static readonly Histogram<double> Lag = Telemetry.Meter.CreateHistogram<double>(
        "logistics_screening.alert.lag", "s", "From the decision to the push to this server's screens.");

    private readonly Dictionary<(string Depot, string Audience), StreamRow> seen = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // What is there already is for the screens to ask for; only what comes from now on is pushed.
        foreach (var stream in await store.ReadStreamsAsync(cancellationToken))
            seen[(stream.Depot, stream.Audience)] = stream;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rightsChecked = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(Interval, stoppingToken);
                await LookAsync(stoppingToken);
                if (clock.GetElapsedTime(rightsChecked) < RightsInterval)
                    continue;
                rightsChecked = clock.GetTimestamp();
                await connections.DropEndedAsync();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Whatever it was, no screen's trouble may stop the server, which the end of this loop would. The counters seen so far stand, so the
                // next look pushes what this one could not.
                AlertsLog.LookFailed(log, error.GetType().FullName!);
                await Task.Delay(PauseAfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        foreach (var now in await store.ReadStreamsAsync(ct))
        {
            var key = (now.Depot, now.Audience);
            var before = seen.GetValueOrDefault(key) ?? new StreamRow { Depot = now.Depot, Audience = now.Audience };
            if (before == now)
                continue;
            if (connections.Any)
                await PushAsync(before, now, ct);
            seen[key] = now;
        }
    }

    private async Task PushAsync(StreamRow before, StreamRow now, CancellationToken ct)
    {
        var (raised, changed) = await store.ReadNewsAsync(before, now, ct);
        var screens = hub.Clients.Group(AlertHub.Group(now.Depot, now.AudienceValue));
        foreach (var alert in raised)
        {
            await SendAsync(screens.AlertRaised(alert.ToSummary()));
            Lag.Record((clock.GetUtcNow() - alert.RaisedAt).TotalSeconds);
        }

        foreach (var alert in changed)
            await SendAsync(screens.AlertChanged(alert.ToSummary()));
    }

    private async Task SendAsync(Task send)
    {
        try
        {
            await send.WaitAsync(SlowScreen, clock);
        }
        catch (TimeoutException)
        {
            AlertsLog.ScreenIsSlow(log);
        }
    }
}
