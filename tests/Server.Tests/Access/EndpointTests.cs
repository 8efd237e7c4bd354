using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using LogisticsScreening.Server.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Access;

/// <summary>Walks every endpoint the server has, whoever wrote it.</summary>
public sealed partial class EndpointTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>What answers without a sign-in. A line here is a decision.</summary>
    private static readonly string[] Open =
    [
        "/api/auth/session", // POST: signing in
        "/api/auth/token",
        "/openapi/{documentName}.json",
        "/health/live",
        "/health/ready",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IEnumerable<RouteEndpoint> Endpoints =>
        server.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    [Fact]
    public void EveryEndpoint_NamesAKnownPolicyOrIsOnTheListOfOpenOnes()
    {
        var undecided = Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                ? !Open.Contains(endpoint.RoutePattern.RawText)
                : !endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null && Policies.Roles.ContainsKey(data.Policy)))
            .Select(endpoint => endpoint.DisplayName);

        Assert.Empty(undecided);
        Assert.True(Endpoints.Count() > 10);
    }

    [Fact]
    public async Task EveryEndpoint_WithoutSignIn_Answers401()
    {
        using var client = server.Anonymous();
        foreach (var endpoint in Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var path = Parameter().Replace(endpoint.RoutePattern.RawText!, "0199d7a0-0000-7000-8000-000000000000");
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"])
            {
                using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.RelativeOrAbsolute));
                using var answer = await client.SendAsync(request, Ct);
                Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized, $"{method} {path} answered {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task AnEndpointThatNamesNoPolicy_AnswersNobody()
    {
        var fallback = (await server.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync())!;
        using var scope = server.Services.CreateScope();
        var service = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        var administrator = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Role, "administrator")], "test"));
        var context = new DefaultHttpContext { User = administrator };
        Assert.True((await service.AuthorizeAsync(administrator, context, fallback)).Succeeded);

        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/forgotten"), 0, new(), "forgotten"));

        Assert.False((await service.AuthorizeAsync(administrator, context, fallback)).Succeeded);
    }

    [Fact]
    public async Task UnknownPath_SignedInOrNot_Answers404()
    {
        using var anonymous = server.Anonymous();
        using var courier = await server.ClientAsync("courier");

        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.GetAsync("/api/nothing", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await courier.GetAsync("/api/nothing", Ct)).StatusCode);

        // Hangfire's page is there only where Hangfire runs the jobs.
        using var administrator = await server.ClientAsync("admin");
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync("/jobs", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("courier", HttpStatusCode.Forbidden)]
    [InlineData("supervisor", HttpStatusCode.Forbidden)]
    [InlineData("areaManager", HttpStatusCode.Forbidden)]
    [InlineData("analyst", HttpStatusCode.Forbidden)]
    [InlineData("compliance", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Administration_ByRole_IsForAdministratorsOnly(string account, HttpStatusCode expected)
    {
        using var client = await server.ClientAsync(account);

        Assert.Equal(expected, (await client.GetAsync("/api/users", Ct)).StatusCode);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
