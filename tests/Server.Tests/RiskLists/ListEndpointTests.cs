using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LogisticsScreening.Server.Screenings;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.RiskLists;

/// <summary>The risk list and the registry over HTTP, on the demo data.</summary>
public sealed class ListEndpointTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_List_IsInForceWhenTheServerIsReady() =>
        Assert.Equal(
            await CurrentAsync(await server.ClientAsync("analyst")),
            server.Services.GetRequiredService<PolicySnapshot>().Current.List.Version);

    [Fact]
    public async Task Entries_PostedAsJson_ComeIntoForceAndAreAudited()
    {
        using var analyst = await server.ClientAsync("analyst");
        using var answer = await analyst.PostAsJsonAsync("/api/lists/entries", new[] { Entry("http-1", "13900000777") }, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("added").GetInt32());

        var version = await CurrentAsync(analyst);
        var snapshot = server.Services.GetRequiredService<PolicySnapshot>();
        for (var i = 0; i < 600 && snapshot.Current.List.Version != version; i++)
            await Task.Delay(100, Ct);
        Assert.Equal(version, snapshot.Current.List.Version);
        using var compliance = await server.ClientAsync("compliance");
        var audit = await compliance.GetFromJsonAsync<JsonElement>("/api/audit?action=list.changed&userName=analyst", Ct);
        Assert.Contains(audit.GetProperty("items").EnumerateArray(), item => item.GetProperty("subject").GetString() == version);
    }

    [Theory]
    [InlineData("/api/lists/entries", "analyst", "[{\"source\":\"\\ud800\"}]")]
    [InlineData("/api/lists/entries", "analyst", "[{\"\\udfff\":1}]")]
    [InlineData("/api/lists/entries", "analyst", "[{\"source\":\"a\",\"source\":\"b\"}]")]
    [InlineData("/api/registrations", "admin", "[{\"name\":\"\\ud800\"}]")]
    [InlineData("/api/registrations", "admin", "[{\"\\ud800\":1}]")]
    [InlineData("/api/registrations", "admin", "[{\"name\":\"a\",\"name\":null}]")]
    public async Task Rows_WithTextThatIsNoneOrFieldsGivenTwice_AreRefused(string path, string account, string body)
    {
        using var client = await server.ClientAsync(account);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Any());
    }

    [Fact]
    public async Task Entries_BadInput_NamesRowAndFieldAndPublishesNothing()
    {
        using var analyst = await server.ClientAsync("analyst");
        object[] bad =
        [
            new { },
            new[] { new { id = "x-1" } },
            new[] { new { id = "x-1", surprise = 1 } },
            new object[] { 5 },
            new[] { Entry("x-1", "138******32") },
            new[] { Entry("x-1", new string('1', 10_000)) },
            new[] { Entry("'; DROP TABLE users; --", "13900000778") },
            new[] { Entry("x-1", "\u202E13900000778") },
        ];
        foreach (var body in bad)
        {
            using var answer = await analyst.PostAsJsonAsync("/api/lists/entries", body, Ct);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Any());
        }

        foreach (var (type, text, status) in new[] { ("application/json", "{\"a\":", HttpStatusCode.BadRequest), ("text/csv", "nonsense\n", HttpStatusCode.BadRequest), ("text/plain", "x", HttpStatusCode.UnsupportedMediaType) })
        {
            using var content = new StringContent(text, Encoding.UTF8, type);
            using var answer = await analyst.PostAsync("/api/lists/entries", content, Ct);
            Assert.Equal(status, answer.StatusCode);
        }

        Assert.DoesNotContain(
            (await analyst.GetFromJsonAsync<JsonElement>("/api/lists/versions", Ct)).GetProperty("items").EnumerateArray(),
            version => version.GetProperty("added").GetInt32() == 0);
    }

    [Fact]
    public async Task Registrations_PostedAsCsv_AreForComplianceAndAdministrators()
    {
        const string csv = "idType,idNumber,name,phone,registeredAt,status\nresidentId,530102199003070017,郑试九,13900000888,2026-01-01T02:00:00Z,active\n";
        foreach (var (account, status) in new[] { ("courier", HttpStatusCode.Forbidden), ("analyst", HttpStatusCode.Forbidden), ("supervisor", HttpStatusCode.Forbidden), ("compliance", HttpStatusCode.OK), ("admin", HttpStatusCode.OK) })
        {
            using var client = await server.ClientAsync(account);
            using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
            Assert.Equal(status, (await client.PostAsync("/api/registrations", content, Ct)).StatusCode);
        }
    }

    private static object Entry(string id, string phone) => new
    {
        id,
        kind = "phone",
        value = phone,
        source = "test",
        reason = "a test",
        lawfulBasis = "basis-1",
        confidence = 0.9,
        from = "2026-01-01",
        until = "2027-12-31",
        audience = "region",
    };

    private static async Task<string?> CurrentAsync(HttpClient analyst) =>
        (await analyst.GetFromJsonAsync<JsonElement>("/api/lists/versions?limit=1", Ct)).GetProperty("items")[0].GetProperty("version").GetString();
}
