using System.Collections.Concurrent;

namespace LogisticsScreening.Server.Access;

/// <summary>
/// Who has which session, kept in memory so that a scan does not cost a query. An entry is read again after <see cref="FreshFor"/>,
/// and at once after a change made on this server; a session ended on another server is therefore honoured here for that long at most.
/// </summary>
internal sealed class UserDirectory(AccessStore store, TimeProvider time)
{
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    /// <summary>A session this server has not heard of may have begun on another one: read again, but not for every such request.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Entry<Known?>> users = new();
    private Entry<OrganisationTree>? tree;

    /// <summary>Null when the session has ended, the user is disabled, or either does not exist.</summary>
    public async ValueTask<CurrentUser?> FindAsync(Guid userId, Guid sessionId)
    {
        var known = await Account(userId, FreshFor);
        if (known is { } stale && !stale.Sessions.Contains(sessionId))
            known = await Account(userId, LookAgainAfter);
        if (known is not { } found || found.Account.Disabled || !found.Sessions.Contains(sessionId))
            return null;
        var (organisation, today) = (await TreeAsync(), time.Today());
        if (!found.Users.TryGetValue(sessionId, out var user) || !user.IsOf(organisation, today))
            found.Users[sessionId] = user = new(found.Account, sessionId, organisation, today);
        return user;
    }

    public async ValueTask<OrganisationTree> TreeAsync()
    {
        var seen = tree;
        if (seen is null || Age(seen) > FreshFor)
        {
            var next = new Entry<OrganisationTree>(store.ReadTreeAsync(CancellationToken.None), time.GetTimestamp());
            seen = Interlocked.CompareExchange(ref tree, next, seen) == seen ? next : tree ?? next;
        }

        try
        {
            return await seen.Loading;
        }
        catch
        {
            Interlocked.CompareExchange(ref tree, null, seen);
            throw;
        }
    }

    /// <summary>To be called after the commit of a change to the user or his sessions.</summary>
    public void Forget(Guid userId) => users.TryRemove(userId, out _);

    /// <summary>To be called after the commit of a change to the organisation.</summary>
    public void ForgetTree() => Interlocked.Exchange(ref tree, null);

    private async ValueTask<Known?> Account(Guid userId, TimeSpan freshFor)
    {
        if (!users.TryGetValue(userId, out var entry) || Age(entry) > freshFor)
        {
            entry = new(ReadAsync(userId), time.GetTimestamp());
            users[userId] = entry;
        }

        try
        {
            return await entry.Loading;
        }
        catch
        {
            users.TryRemove(new(userId, entry));
            throw;
        }
    }

    private async Task<Known?> ReadAsync(Guid userId) =>
        await store.ReadAccountAsync(userId, time.GetUtcNow(), CancellationToken.None) is var (account, sessions) ? new(account, sessions) : null;

    private TimeSpan Age<T>(Entry<T> entry) => time.GetElapsedTime(entry.StartedAt);

    /// <summary>An account as it was read, and what was made of it: working out a user's depots costs more than a scan.</summary>
    private sealed record Known(Account Account, IReadOnlySet<Guid> Sessions)
    {
        public ConcurrentDictionary<Guid, CurrentUser> Users { get; } = new();
    }

    private sealed record Entry<T>(Task<T> Loading, long StartedAt);
}
