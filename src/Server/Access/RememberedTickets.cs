using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace LogisticsScreening.Server.Access;

/// <summary>
/// Tokens that were opened before. A phone sends the same token with every scan, and opening it costs two key derivations and a decryption. What it says never
/// changes; whether its session still lives is asked at every request, of <see cref="UserDirectory"/>, and its expiry is compared with the clock by the scheme.
/// </summary>
internal sealed class RememberedTickets(ISecureDataFormat<AuthenticationTicket> tokens) : ISecureDataFormat<AuthenticationTicket>
{
    /// <summary>About 2 KB each. Only what this server's own keys protected gets in, so no stranger can fill it.</summary>
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, AuthenticationTicket> opened = new(StringComparer.Ordinal);
    private int count;

    public string Protect(AuthenticationTicket data) => tokens.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => tokens.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText)
    {
        if (protectedText is null)
            return null;
        if (opened.TryGetValue(protectedText, out var known))
            return known;
        var ticket = tokens.Unprotect(protectedText);
        if (ticket is not null)
            Remember(protectedText, ticket);
        return ticket;
    }

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => tokens.Unprotect(protectedText, purpose);

    private void Remember(string token, AuthenticationTicket ticket)
    {
        if (!opened.TryAdd(token, ticket) || Interlocked.Increment(ref count) < Most)
            return;

        // Most of a full store has expired; those still in use come back with their next request.
        Interlocked.Exchange(ref count, 0);
        opened.Clear();
    }
}
