using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LogisticsScreening.Server.Tests.Access;

/// <summary>Browser sessions and tokens over HTTP.</summary>
public sealed class SessionTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_OfABrowser_NeedsTheAntiforgeryTokenForChanges()
    {
        using var browser = server.Anonymous();
        var session = await SignInAsync(browser, "supervisor");
        Assert.Equal("supervisor", session.GetProperty("userName").GetString());
        Assert.Equal("supervisor", session.GetProperty("roles")[0].GetString());
        Assert.Equal("KMG-01", session.GetProperty("units")[0].GetProperty("code").GetString());
        Assert.Equal("depot", session.GetProperty("units")[0].GetProperty("kind").GetString());
        Assert.Equal("昆明一部", session.GetProperty("units")[0].GetProperty("name").GetProperty("zh").GetString());

        var again = await browser.GetFromJsonAsync<JsonElement>("/api/auth/session", Ct);
        Assert.Equal(session.GetRawText(), again.GetRawText());

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.DeleteAsync("/api/auth/session", Ct)).StatusCode);
        browser.DefaultRequestHeaders.Add("X-CSRF-TOKEN", "0000");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.DeleteAsync("/api/auth/session", Ct)).StatusCode);
        UseAntiforgery(browser, session);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("/api/auth/session", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/auth/session", Ct)).StatusCode);
    }

    [Fact]
    public async Task Session_CookieKeptAfterSigningOut_IsWorthNothing()
    {
        using var handler = new HttpClientHandler { UseCookies = false };
        using var browser = new HttpClient(handler) { BaseAddress = server.Address };
        using var answer = await browser.PostAsJsonAsync("/api/auth/session", new { userName = "analyst", password = TestServer.Password }, Ct);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        UseAntiforgery(browser, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/auth/session", Ct)).StatusCode);

        await browser.DeleteAsync("/api/auth/session", Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/auth/session", Ct)).StatusCode);
    }

    [Fact]
    public async Task Token_OfAProgram_NeedsNoAntiforgeryAndIsUnderstoodByAnotherNode()
    {
        var token = await server.TokenAsync("areaManager");
        await using var other = await TestServer.StartAsync(server.DataDirectory);
        using var client = other.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var session = await client.GetFromJsonAsync<JsonElement>("/api/auth/session", Ct);

        Assert.Equal("areaManager", session.GetProperty("roles")[0].GetString());
        Assert.Equal(JsonValueKind.Null, session.GetProperty("csrfToken").ValueKind);
        Assert.Equal(["JH-01", "KMG-01", "KMG-02"], session.GetProperty("depots").EnumerateArray().Select(depot => depot.GetProperty("code").GetString()).Take(3));
    }

    [Fact]
    public async Task Token_Altered_IsNobodys()
    {
        var token = await server.TokenAsync("courier");
        using var client = server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token[..^4] + (token[^4] == 'A' ? 'B' : 'A') + token[^3..]);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/auth/session", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("supervisor", "wrong")]
    [InlineData("nobody-here", TestServer.Password)]
    [InlineData("'; DROP TABLE users; --", "x")]
    [InlineData("", "")]
    public async Task SignIn_WrongInAnyWay_GetsTheSameAnswer(string userName, string password)
    {
        using var client = server.Anonymous();
        using var answer = await client.PostAsJsonAsync("/api/auth/token", new { userName, password }, Ct);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("用户名或密码错误，或账号已被暂时锁定。", problem.GetProperty("text").GetProperty("zh").GetString());
    }

    [Fact]
    public async Task Hub_FromAnotherSitesPage_IsRefused()
    {
        using var browser = server.Anonymous();
        await SignInAsync(browser, "supervisor");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/hubs/alerts/negotiate?negotiateVersion=1", UriKind.Relative));
        request.Headers.Add("Origin", "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(request, Ct)).StatusCode);
    }

    [Fact]
    public async Task Audit_OfSignIns_IsReadPageByPage()
    {
        using var compliance = await server.ClientAsync("compliance");
        using var client = server.Anonymous();
        for (var i = 0; i < 3; i++)
            await client.PostAsJsonAsync("/api/auth/token", new { userName = "nobody", password = "x" }, Ct);

        var first = await compliance.GetFromJsonAsync<JsonElement>("/api/audit?action=signIn.failed&limit=2", Ct);
        var second = await compliance.GetFromJsonAsync<JsonElement>($"/api/audit?action=signIn.failed&limit=2&before={first.GetProperty("next").GetString()}", Ct);

        Assert.Equal(2, first.GetProperty("items").GetArrayLength());
        Assert.Equal("127.0.0.1", first.GetProperty("items")[0].GetProperty("source").GetString());
        Assert.Equal("登录失败", first.GetProperty("items")[0].GetProperty("actionText").GetProperty("zh").GetString());
        Assert.True(second.GetProperty("items").GetArrayLength() >= 1);
        Assert.True(string.CompareOrdinal(second.GetProperty("items")[0].GetProperty("id").GetString(), first.GetProperty("items")[1].GetProperty("id").GetString()) < 0);
        Assert.Equal(HttpStatusCode.BadRequest, (await compliance.GetAsync("/api/audit?action=nonsense", Ct)).StatusCode);
        var mine = await compliance.GetFromJsonAsync<JsonElement>("/api/audit?userName=compliance&action=signIn.succeeded", Ct);
        Assert.All(mine.GetProperty("items").EnumerateArray(), item => Assert.Equal("compliance", item.GetProperty("userName").GetString()));
        Assert.NotEqual(0, mine.GetProperty("items").GetArrayLength());
    }

    private static async Task<JsonElement> SignInAsync(HttpClient browser, string userName)
    {
        using var answer = await browser.PostAsJsonAsync("/api/auth/session", new { userName, password = TestServer.Password }, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static void UseAntiforgery(HttpClient browser, JsonElement session)
    {
        browser.DefaultRequestHeaders.Remove("X-CSRF-TOKEN");
        browser.DefaultRequestHeaders.Add("X-CSRF-TOKEN", session.GetProperty("csrfToken").GetString());
    }
}
