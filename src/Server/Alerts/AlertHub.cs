using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Access;
using Microsoft.AspNetCore.SignalR;

namespace LogisticsScreening.Server.Alerts;

/// <summary>What the server calls on a connected screen.</summary>
internal interface IAlertClient
{
    /// <summary>A new alert. May come twice; its sequence tells. A jump in the sequence means: catch up over HTTP.</summary>
    Task AlertRaised(AlertSummary alert);

    /// <summary>Somebody acted on an alert.</summary>
    Task AlertChanged(AlertSummary alert);
}

/// <summary>
/// A screen joins the streams its user may see, when it connects. It sends nothing. After connecting it catches up over HTTP;
/// what happened between its catch-up and the joining is sent again here, so that this moment loses nothing.
/// </summary>
internal sealed class AlertHub(UserDirectory directory, AlertConnections connections, AlertStore store, TimeProvider clock) : Hub<IAlertClient>
{
    /// <summary>How far back a new connection is told again: longer than any commit takes.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    public static string Group(string depot, Audience audience) => $"{audience}:{depot}";

    public override async Task OnConnectedAsync()
    {
        if (!SessionTicket.TryRead(Context.User!, out var userId, out var sessionId) || await directory.FindAsync(userId, sessionId) is not { } user)
        {
            Context.Abort();
            return;
        }

        foreach (var (depot, audience) in AlertConnections.Streams(user))
            await Groups.AddToGroupAsync(Context.ConnectionId, Group(depot, audience), Context.ConnectionAborted);
        connections.Add(Context, user);

        var (raised, changed) = await store.ReadRecentAsync(clock.GetUtcNow() - Overlap, Context.ConnectionAborted);
        foreach (var alert in raised.Where(alert => user.MaySee(alert.AudienceValue, alert.Depot)))
            await Clients.Caller.AlertRaised(alert.ToSummary());
        foreach (var alert in changed.Where(alert => user.MaySee(alert.AudienceValue, alert.Depot)))
            await Clients.Caller.AlertChanged(alert.ToSummary());
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context);
        return Task.CompletedTask;
    }
}
