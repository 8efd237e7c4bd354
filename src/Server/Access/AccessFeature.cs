using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace LogisticsScreening.Server.Access;

/// <summary>Organisation, accounts, sign-in and the audit trail.</summary>
internal static class AccessFeature
{
    public const string HubPath = "/hubs";

    private const string CookieName = "ls_session";
    private const string EitherScheme = "either";
    private const string BearerPrefix = "Bearer ";

    public static void AddAccess(this WebApplicationBuilder builder, ServerSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings.Access);
        services.AddSingleton<AccessStore>();
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<RegionReader>(provider => async depot => (await provider.GetRequiredService<UserDirectory>().TreeAsync()).RegionOf(depot)?.Code);
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<PasswordChanges>();
        services.AddSingleton<Audit>();
        services.AddHostedService<FirstStart>();
        services.AddEncryptedTable(AccessStore.EncryptedUsers);
        services.AddEncryptedTable(Audit.EncryptedEntries);

        // Lets a handler take CurrentUser as a parameter.
        services.AddHttpContextAccessor();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.CurrentUser());

        // Cookies and tokens of one node are understood by all: they share the key ring's directory, whose protection is that of the other keys.
        services.AddDataProtection()
            .SetApplicationName("LogisticsScreening")
            .PersistKeysToFileSystem(new(Path.Combine(settings.KeysDirectory, "data-protection")));
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        AddSchemes(services, settings.Access);
        services.PostConfigure<BearerTokenOptions>(
            BearerTokenDefaults.AuthenticationScheme,
            bearer => bearer.BearerTokenProtector = new RememberedTickets(bearer.BearerTokenProtector));
        AddPolicies(services);
    }

    /// <summary>Before any endpoint.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<SessionMiddleware>();
        app.UseAuthorization();
    }

    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        var auth = app.MapGroup("/api/auth").WithTags("auth");
        auth.MapPost("/token", Sessions.PostTokenAsync).AllowAnonymous();
        auth.MapPost("/session", Sessions.PostSessionAsync).AllowAnonymous();
        auth.MapGet("/session", Sessions.GetSession).RequireAuthorization(Policies.SignedIn);
        auth.MapDelete("/session", Sessions.DeleteSessionAsync).RequireAuthorization(Policies.SignedIn);
        auth.MapPost("/password", Users.PostOwnPasswordAsync).RequireAuthorization(Policies.SignedIn);

        var units = app.MapGroup("/api/organisation/units").WithTags("organisation").RequireAuthorization(Policies.Administration);
        units.MapGet("/", Units.GetAsync);
        units.MapPost("/", Units.PostAsync);
        units.MapPost("/{code}/close", Units.PostCloseAsync);

        var users = app.MapGroup("/api/users").WithTags("users").RequireAuthorization(Policies.Administration);
        users.MapGet("/", Users.GetAsync);
        users.MapPost("/", Users.PostAsync);
        users.MapPost("/{id:guid}/disable", Users.PostDisableAsync);
        users.MapPost("/{id:guid}/enable", Users.PostEnableAsync);
        users.MapPost("/{id:guid}/password", Users.PostPasswordAsync);

        app.MapGet("/api/audit", AuditTrail.GetAsync).WithTags("audit").RequireAuthorization(Policies.Audit);
    }

    private static void AddSchemes(IServiceCollection services, AccessOptions options) => services
        .AddAuthentication(EitherScheme)
        .AddPolicyScheme(EitherScheme, null, either => either.ForwardDefaultSelector = context =>
            context.Request.Headers.Authorization.ToString().StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) || HubToken(context) is not null
                ? BearerTokenDefaults.AuthenticationScheme
                : CookieAuthenticationDefaults.AuthenticationScheme)
        .AddCookie(cookie =>
        {
            cookie.Cookie.Name = CookieName;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = options.SessionLasts;
            cookie.SlidingExpiration = false;
            cookie.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
            cookie.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);
        })
        .AddBearerToken(bearer =>
        {
            bearer.BearerTokenExpiration = options.SessionLasts;

            // A browser's WebSocket cannot send a header; the hub's client library puts the token into the query.
            bearer.Events.OnMessageReceived = context =>
            {
                context.Token = HubToken(context.HttpContext);
                return Task.CompletedTask;
            };
        });

    private static void AddPolicies(IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder();
        foreach (var (name, roles) in Policies.Roles)
        {
            authorization.AddPolicy(name, policy =>
            {
                policy.RequireAuthenticatedUser().RequireRole(roles.Select(EnumText<Role>.Of));
                if (Policies.OfTheCompany.Contains(name))
                    policy.RequireAssertion(context => context.Resource is HttpContext http && http.Features.Get<CurrentUser>() is { SeesAllDepots: true });
            });
        }

        // An endpoint that names no policy answers nobody, not even those signed in. A path without an endpoint stays "not found", and the
        // router's own answers (405, 415), which are no route endpoints, stay what they are.
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
            .Build());
    }

    private static string? HubToken(HttpContext context) =>
        context.Request.Path.StartsWithSegments(HubPath) && context.Request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
