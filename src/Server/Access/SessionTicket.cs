using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;

namespace LogisticsScreening.Server.Access;

/// <summary>
/// What a cookie or token carries, encrypted by data protection: whose session it is and, for browsers, the antiforgery token.
/// Rights are not in it; they are looked up at every request.
/// </summary>
internal static class SessionTicket
{
    private const string UserClaim = "uid";
    private const string SessionClaim = "sid";
    private const string AntiforgeryClaim = "csrf";
    private const int AntiforgeryBytes = 32;

    public static ClaimsPrincipal Create(NewSession session, string scheme, bool withAntiforgery)
    {
        var identity = new ClaimsIdentity(
            [
                new(UserClaim, session.UserId.ToString("N", CultureInfo.InvariantCulture)),
                new(SessionClaim, session.Id.ToString("N", CultureInfo.InvariantCulture)),
            ],
            scheme);
        if (withAntiforgery)
            identity.AddClaim(new(AntiforgeryClaim, Convert.ToHexString(RandomNumberGenerator.GetBytes(AntiforgeryBytes))));
        return new(identity);
    }

    public static bool TryRead(ClaimsPrincipal principal, out Guid userId, out Guid sessionId)
    {
        sessionId = default;
        return Guid.TryParse(principal.FindFirstValue(UserClaim), out userId)
            && Guid.TryParse(principal.FindFirstValue(SessionClaim), out sessionId);
    }

    /// <summary>Null for a program's token, which no other site's page can make a browser send.</summary>
    public static string? Antiforgery(ClaimsPrincipal principal) => principal.FindFirstValue(AntiforgeryClaim);
}
