using System.Globalization;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace LogisticsScreening.Server.Access;

internal sealed record Credentials(string UserName, string Password)
{
    public override string ToString() => "credentials";
}

internal sealed record TokenAnswer(string AccessToken, long ExpiresIn)
{
    // The generated text of a record would put the token into a log.
    public override string ToString() => "token";
}

internal sealed record UnitAnswer(string Code, LocalizedText Name, string Kind);

/// <param name="Units">Where the user belongs.</param>
/// <param name="Depots">Open depots of his subtrees, at most <see cref="Sessions.MostDepots"/>: what a scanner offers to choose from.</param>
/// <param name="CsrfToken">To be sent as X-CSRF-TOKEN with every change.</param>
internal sealed record SessionAnswer(
    string UserName,
    string DisplayName,
    IReadOnlyList<string> Roles,
    IReadOnlyList<UnitAnswer> Units,
    IReadOnlyList<UnitAnswer> Depots,
    string? CsrfToken)
{
    public override string ToString() => "session";
}

/// <summary>Beginning, asking for and ending a session.</summary>
internal static class Sessions
{
    public const int MostDepots = 200;

    public static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> PostTokenAsync(
        Credentials credentials, HttpContext context, SignIn signIn, IOptionsMonitor<BearerTokenOptions> bearer, TimeProvider time, CancellationToken ct)
    {
        var (outcome, session) = await signIn.TryAsync(credentials.UserName, credentials.Password, SessionKind.Program, context.Connection.RemoteIpAddress, ct);
        if (session is null)
            return Refusal(outcome, context);
        var principal = SessionTicket.Create(session, BearerTokenDefaults.AuthenticationScheme, withAntiforgery: false);
        var ticket = new AuthenticationTicket(principal, new() { ExpiresUtc = session.ExpiresAt }, $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");
        var token = bearer.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(ticket);
        return TypedResults.Ok(new TokenAnswer(token, (long)(session.ExpiresAt - time.GetUtcNow()).TotalSeconds));
    }

    public static async Task<Results<Ok<SessionAnswer>, ProblemHttpResult>> PostSessionAsync(
        Credentials credentials, HttpContext context, SignIn signIn, UserDirectory directory, TimeProvider time, CancellationToken ct)
    {
        var (outcome, session) = await signIn.TryAsync(credentials.UserName, credentials.Password, SessionKind.Browser, context.Connection.RemoteIpAddress, ct);
        if (session is null || await directory.FindAsync(session.UserId, session.Id) is not { } user)
            return Refusal(outcome, context);
        var principal = SessionTicket.Create(session, CookieAuthenticationDefaults.AuthenticationScheme, withAntiforgery: true);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, principal, new() { IssuedUtc = time.GetUtcNow(), ExpiresUtc = session.ExpiresAt });
        return TypedResults.Ok(Answer(user, SessionTicket.Antiforgery(principal), time));
    }

    public static Ok<SessionAnswer> GetSession(HttpContext context, TimeProvider time)
    {
        return TypedResults.Ok(Answer(context.CurrentUser(), SessionTicket.Antiforgery(context.User), time));
    }

    public static async Task<NoContent> DeleteSessionAsync(
        HttpContext context, SqlDatabase database, Audit audit, UserDirectory directory, TimeProvider time, CancellationToken ct)
    {
        var user = context.CurrentUser();
        var entry = audit.Entry(AuditActions.SessionEnded, user);
        await database.WriteAsync(
            (connection, transaction) =>
            {
                AccessStore.EndSession(connection, transaction, user.SessionId, time.GetUtcNow());
                audit.Write(connection, transaction, entry);
            },
            ct);
        directory.Forget(user.UserId);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.NoContent();
    }

    private static SessionAnswer Answer(CurrentUser user, string? antiforgery, TimeProvider time)
    {
        var today = time.Today();
        return new(
            user.UserName,
            user.DisplayName,
            [.. user.Roles.Order().Select(EnumText<Role>.Of)],
            [.. user.Units.Select(ToAnswer)],
            [.. user.VisibleDepots.Where(depot => depot.IsOpenOn(today)).Take(MostDepots).Select(ToAnswer)],
            antiforgery);
    }

    private static UnitAnswer ToAnswer(OrganisationUnit unit) => new(unit.Code, unit.Name, EnumText<UnitKind>.Of(unit.Kind));

    // One text for every reason: which of them it was is nobody's business but the audit trail's.
    private static ProblemHttpResult Refusal(SignInOutcome outcome, HttpContext context)
    {
        if (outcome is not SignInOutcome.Throttled)
        {
            return Problems.Refused(
                StatusCodes.Status401Unauthorized,
                "用户名或密码错误，或账号已被暂时锁定。",
                "The user name or password is wrong, or the account is locked for a while.");
        }

        context.Response.Headers.RetryAfter = TimeSpan.FromMinutes(1).TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Problems.Refused(StatusCodes.Status429TooManyRequests, "此网络地址失败次数过多，请稍后再试。", "Too many failed attempts from this address; try again later.");
    }
}
