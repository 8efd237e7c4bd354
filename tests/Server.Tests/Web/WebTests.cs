using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LogisticsScreening.Server.Tests.Web;

/// <summary>What every answer has in common.</summary>
public sealed class WebTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_OfAWorkingServer_IsOkAndMissesNothing(string path)
    {
        using var client = server.Anonymous();
        var answer = await client.GetFromJsonAsync<JsonElement>(path, Ct);
        Assert.Equal("""{"status":"ok","missing":[]}""", answer.GetRawText());
    }

    [Fact]
    public async Task Answer_Always_ForbidsForeignScriptsFramesAndCaching()
    {
        using var client = server.Anonymous();
        using var answer = await client.GetAsync("/health/live", Ct);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task OpenApi_Document_IsServedToAnyone()
    {
        using var client = server.Anonymous();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Ct);
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json; charset=no-such-encoding", 415)]
    [InlineData("application/json; charset=utf-7", 415)]
    [InlineData("application/json; charset=\"UTF-8\"", 400)]
    [InlineData("application/json", 400)]
    public async Task Refusal_OfABody_IsNoFailureAndForbidsForeignScriptsToo(string contentType, int status)
    {
        using var client = server.Anonymous();
        using var content = new ByteArrayContent("{\"userName\":"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var answer = await client.PostAsync("/api/auth/token", content, Ct);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/nothing-here")]
    [InlineData("DELETE", "/openapi/v1.json")]
    [InlineData("POST", "/api/waybills")]
    public async Task Refusal_OfAnyKind_IsAProblemDocumentInBothLanguages(string method, string path)
    {
        using var client = server.Anonymous();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request, Ct);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("text").GetProperty("zh").GetString()!);
        Assert.NotEmpty(problem.GetProperty("text").GetProperty("en").GetString()!);
        Assert.Contains("default-src 'self'", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }
}
