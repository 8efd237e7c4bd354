using System.Collections.Concurrent;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Access;
using Microsoft.AspNetCore.SignalR;

namespace LogisticsScreening.Server.Alerts;

/// <summary>The screens connected to this server, and for whom: a connection must not outlive the right to it.</summary>
internal sealed class AlertConnections(UserDirectory directory)
{
    private readonly ConcurrentDictionary<string, (HubCallerContext Context, CurrentUser User)> open = new();

    public bool Any => !open.IsEmpty;

    /// <summary>Every stream this user may see, also those that have no alert yet.</summary>
    public static IEnumerable<(string Depot, Audience Audience)> Streams(CurrentUser user) =>
        from depot in user.VisibleDepots
        from audience in Enum.GetValues<Audience>()
        where user.MaySee(audience, depot.Code)
        select (depot.Code, audience);

    public void Add(HubCallerContext context, CurrentUser user) => open[context.ConnectionId] = (context, user);

    public void Remove(HubCallerContext context) => open.TryRemove(context.ConnectionId, out _);

    /// <summary>Cuts the connections whose session has ended, whose user is disabled, or whose streams are no longer those they joined; a screen that may comes back at once.</summary>
    public async Task DropEndedAsync()
    {
        foreach (var (context, user) in open.Values)
        {
            var now = await directory.FindAsync(user.UserId, user.SessionId);
            if (now is null || !Streams(now).SequenceEqual(Streams(user)))
                context.Abort();
        }
    }
}
