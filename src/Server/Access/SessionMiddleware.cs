using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Access;

/// <summary>
/// Between authentication and authorisation: turns a valid cookie or token into the user of this moment, or into nobody when the session has
/// ended; and refuses a browser's change that does not carry the session's antiforgery token.
/// </summary>
internal sealed class SessionMiddleware(RequestDelegate next, UserDirectory directory, ILogger<SessionMiddleware> log)
{
    public const string AntiforgeryHeader = "X-CSRF-TOKEN";

    public async Task InvokeAsync(HttpContext context)
    {
        if (SessionTicket.TryRead(context.User, out var userId, out var sessionId))
        {
            if (await directory.FindAsync(userId, sessionId) is not { } user)
            {
                // Also clears the authentication result, so that the answer is 401 and not 403.
                context.User = new(new ClaimsIdentity());
            }
            else if (!HasAntiforgery(context))
            {
                AccessLog.AntiforgeryRefused(log, userId);
                await Problems
                    .Refused(StatusCodes.Status403Forbidden, "页面已过期，请刷新后重试。", $"A change made with the session cookie must carry the header {AntiforgeryHeader}.")
                    .ExecuteAsync(context);
                return;
            }
            else
            {
                context.Features.Set(user);

                // A principal of its own: that of a token is shared by all requests that carry it.
                context.User = new([.. context.User.Identities, user.Identity]);
            }
        }

        await next(context);
    }

    private static bool HasAntiforgery(HttpContext context)
    {
        if (SessionTicket.Antiforgery(context.User) is not { } expected)
            return true;

        // A hub's messages cannot carry the header on every transport, and the page of the jobs, which changes nothing, asks for its
        // figures by POST: both may only come from this site's own pages.
        if (context.Request.Path.StartsWithSegments(AccessFeature.HubPath) || context.Request.Path.StartsWithSegments(JobsFeature.DashboardPath))
            return IsSameOrigin(context.Request);
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method))
            return true;
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected),
            Encoding.UTF8.GetBytes(context.Request.Headers[AntiforgeryHeader].ToString()));
    }

    // A program that is no browser sends no Origin; a browser always does for a WebSocket and for a POST.
    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers.Origin.Count == 0
        || (Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
