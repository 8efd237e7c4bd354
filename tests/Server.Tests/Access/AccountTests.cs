using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LogisticsScreening.Server.Tests.Access;

/// <summary>Accounts and units as administrators handle them.</summary>
public sealed class AccountTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "three blue kites";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_CreatedThenDisabled_LosesHisSessionsAtOnce()
    {
        using var admin = await server.ClientAsync("admin");
        var id = await CreateAsync(admin, "wang.test", "courier", "KMG-02");
        using var user = await ClientAsync("wang.test");
        Assert.Equal(HttpStatusCode.OK, (await user.GetAsync("/api/auth/session", Ct)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync($"/api/users/{id}/disable", null, Ct)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await user.GetAsync("/api/auth/session", Ct)).StatusCode);
        using var refused = await user.PostAsJsonAsync("/api/auth/token", new { userName = "wang.test", password = Password }, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync($"/api/users/{id}/enable", null, Ct)).StatusCode);
        (await ClientAsync("wang.test")).Dispose();
    }

    [Fact]
    public async Task Administrator_DisablingHimself_IsRefused()
    {
        using var admin = await server.ClientAsync("admin");
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsync($"/api/users/{await IdAsync(admin, "admin")}/disable", null, Ct)).StatusCode);
    }

    [Fact]
    public async Task Password_ChangedByTheUserHimself_EndsHisSessions()
    {
        using var admin = await server.ClientAsync("admin");
        await CreateAsync(admin, "zhao.test", "courier", "KMG-02");
        using var user = await ClientAsync("zhao.test");

        Assert.Equal(HttpStatusCode.BadRequest, await ChangeAsync(user, "wrong", "four green kites"));
        Assert.Equal(HttpStatusCode.BadRequest, await ChangeAsync(user, Password, "short"));
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(user, Password, "four green kites"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await user.GetAsync("/api/auth/session", Ct)).StatusCode);
        await TestServer.SignInAsync(user, "zhao.test", "four green kites");
    }

    [Fact]
    public async Task Password_SetByTheAdministrator_EndsTheUsersSessionsAndLiftsALock()
    {
        using var admin = await server.ClientAsync("admin");
        var id = await CreateAsync(admin, "qian.test", "courier", "KMG-02");
        using var user = await ClientAsync("qian.test");
        for (var i = 0; i < 5; i++)
            await user.PostAsJsonAsync("/api/auth/token", new { userName = "qian.test", password = "wrong" }, Ct);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsJsonAsync($"/api/users/{id}/password", new { password = "five grey kites" }, Ct)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await user.GetAsync("/api/auth/session", Ct)).StatusCode);
        await TestServer.SignInAsync(user, "qian.test", "five grey kites");
    }

    [Fact]
    public async Task Users_BadInput_NamesTheFieldAndStoresNothing()
    {
        using var admin = await server.ClientAsync("admin");
        object[] bad =
        [
            new { userName = "x", displayName = "", password = "short", roles = Array.Empty<string>(), units = new[] { "NOWHERE" } },
            new { userName = "good.name", displayName = "n", password = Password, roles = new[] { "emperor" }, units = new[] { "YN" } },
            new { userName = "good.name", displayName = new string('x', 10_000), password = Password, roles = new[] { "courier" }, units = new[] { "YN" } },
            new { userName = "good.name", displayName = "n", password = Password, roles = new[] { "courier" }, units = new[] { "YN" }, extra = 1 },
            new { userName = "good.name", displayName = "n", password = Password, roles = new[] { "courier" }, units = new string?[] { null } },
        ];
        foreach (var body in bad)
        {
            using var answer = await admin.PostAsJsonAsync("/api/users", body, Ct);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Any());
        }

        using var taken = await admin.PostAsJsonAsync("/api/users", NewUser("SUPERVISOR", "courier", "YN"), Ct);
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.DoesNotContain("good.name", await admin.GetStringAsync("/api/users", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrator_OfARegion_NeitherSeesNorChangesNorMakesAccountsAboveHim()
    {
        using var admin = await server.ClientAsync("admin");
        await CreateAsync(admin, "region.admin", "administrator", "YN");
        var above = await IdAsync(admin, "admin");
        using var regional = await ClientAsync("region.admin");

        Assert.DoesNotContain("\"admin\"", await regional.GetStringAsync("/api/users", Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await regional.PostAsync($"/api/users/{above}/disable", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await regional.PostAsJsonAsync($"/api/users/{above}/password", new { password = Password }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await regional.PostAsJsonAsync("/api/users", NewUser("sneaky", "compliance", "DEMO"), Ct)).StatusCode);
    }

    /// <summary>A franchisee is a legal entity of its own and may collude: what its administrator can do must end where the company begins.</summary>
    [Fact]
    public async Task Administrator_OfAFranchisee_GivesNoRoleAndReachesNothingOfTheCompany()
    {
        using var admin = await server.ClientAsync("admin");
        await CreateAsync(admin, "franchise.admin", "administrator", "JH-F");
        using var franchisee = await ClientAsync("franchise.admin");
        foreach (var role in new[] { "compliance", "analyst" })
        {
            using var refused = await franchisee.PostAsJsonAsync("/api/users", NewUser("sneaky." + role, role, "JH-01"), Ct);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.True((await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty("roles", out _));
        }

        await CreateAsync(franchisee, "franchise.supervisor", "supervisor", "JH-01");
        foreach (var path in new[] { "/api/audit", "/api/evidence/check" })
            Assert.Equal(HttpStatusCode.Forbidden, (await franchisee.GetAsync(path, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await franchisee.PostAsJsonAsync("/api/registrations", Array.Empty<object>(), Ct)).StatusCode);

        // Given by the company, the role is still held in the franchisee only.
        var company = await CreateAsync(admin, "franchise.officer", "compliance", "JH-F");
        Assert.DoesNotContain("franchise.officer", await franchisee.GetStringAsync("/api/users", Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await franchisee.PostAsJsonAsync($"/api/users/{company}/password", new { password = "six stolen kites" }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await franchisee.PostAsync($"/api/users/{company}/disable", null, Ct)).StatusCode);
        using var officer = await ClientAsync("franchise.officer");
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostAsJsonAsync("/api/personal-data/erasures", new { phone = "13900000101", reason = "not his to erase" }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostAsJsonAsync("/api/lists/entries", Array.Empty<object>(), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/api/alerts", Ct)).StatusCode);
    }

    [Fact]
    public async Task Units_AddedThenClosed_FollowTheTree()
    {
        using var admin = await server.ClientAsync("admin");
        var name = new { zh = "昆明九部", en = "Kunming depot 9" };
        async Task<HttpStatusCode> AddAsync(string code, string kind, string parent) =>
            (await admin.PostAsJsonAsync("/api/organisation/units", new { code, kind, parent, name }, Ct)).StatusCode;
        async Task<HttpStatusCode> CloseAsync(string code, string until) =>
            (await admin.PostAsJsonAsync($"/api/organisation/units/{code}/close", new { until }, Ct)).StatusCode;

        Assert.Equal(HttpStatusCode.Created, await AddAsync("KMG-09", "depot", "YN"));
        Assert.Equal(HttpStatusCode.Conflict, await AddAsync("KMG-09", "depot", "YN"));
        Assert.Equal(HttpStatusCode.BadRequest, await AddAsync("KMG-10", "depot", "KMG-09"));
        Assert.Equal(HttpStatusCode.BadRequest, await AddAsync("KMG-10", "company", "DEMO"));
        Assert.Equal(HttpStatusCode.BadRequest, await AddAsync("kmg 10", "depot", "YN"));
        Assert.Contains("KMG-09", await admin.GetStringAsync("/api/organisation/units", Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsJsonAsync("/api/organisation/units", new { code = "KMG-10", kind = "depot", parent = "YN", name, until = "2000-01-01" }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await CloseAsync("KMG-09", "2000-01-01"));
        Assert.Equal(HttpStatusCode.NoContent, await CloseAsync("KMG-09", "2099-12-31"));
        Assert.Equal(HttpStatusCode.NotFound, await CloseAsync("NONE", "2099-12-31"));
    }

    private static async Task<HttpStatusCode> ChangeAsync(HttpClient user, string current, string password) =>
        (await user.PostAsJsonAsync("/api/auth/password", new { current, password }, Ct)).StatusCode;

    private async Task<HttpClient> ClientAsync(string userName)
    {
        var client = server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await TestServer.SignInAsync(client, userName, Password));
        return client;
    }

    private static async Task<Guid> CreateAsync(HttpClient admin, string userName, string role, string unit)
    {
        using var answer = await admin.PostAsJsonAsync("/api/users", NewUser(userName, role, unit), Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
    }

    private static async Task<Guid> IdAsync(HttpClient admin, string userName) =>
        (await admin.GetFromJsonAsync<JsonElement>("/api/users", Ct)).GetProperty("items").EnumerateArray()
            .Single(user => user.GetProperty("userName").GetString() == userName).GetProperty("id").GetGuid();

    private static object NewUser(string userName, string role, string unit) =>
        new { userName, displayName = "测试用户", password = Password, roles = new[] { role }, units = new[] { unit } };
}
