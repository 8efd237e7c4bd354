using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.RiskLists;

/// <summary>Who may not set anybody aside, what is no request, and who has nothing by which he could be told from others.</summary>
public sealed class SuppressionRefusalTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("courier")]
    [InlineData("supervisor")]
    [InlineData("areaManager")]
    [InlineData("admin")]
    [InlineData("sup.region")]
    [InlineData("sup.franchisee")]
    public async Task WithoutTheList_OrNotOfTheCompany_EverythingIsForbidden(string account)
    {
        var (decision, entry) = await HitAsync();
        // Compliance of a region, and of a franchisee that may collude: the list is the company's.
        if (account is "sup.region" or "sup.franchisee")
            await CreateAsync(account, account is "sup.region" ? "YN" : "JH-F", "compliance");
        using var client = await server.ClientAsync(account);
        var before = await StoredAsync();

        (await client.SendAsync(SetAside.Path, server.Body(decision, entry))).Expect(HttpStatusCode.Forbidden);
        (await client.SendAsync($"{SetAside.Path}/{Guid.NewGuid()}/end", new JsonObject { ["reason"] = "不是此人" })).Expect(HttpStatusCode.Forbidden);
        (await client.ReadAsync(SetAside.Path)).Expect(HttpStatusCode.Forbidden);
        (await client.ReadAsync($"/api/lists/decisions/{decision}/suppressions")).Expect(HttpStatusCode.Forbidden);
        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public async Task FindingOfAStricterAudience_IsAnsweredLikeOneThatIsNotThere()
    {
        await CreateAsync("sup.manager", "DEMO", "analyst", "areaManager");
        var phone = SetAside.NewPhone();
        var secret = await server.ListAsync(phone, "compliance");
        var (_, decision) = await server.ScanToAsync(phone);

        var seen = (await server.SetAsideAsync(server.Body(decision, secret), "sup.manager")).Expect(HttpStatusCode.BadRequest);
        var absent = (await server.SetAsideAsync(server.Body(decision, "no-such-entry"), "sup.manager")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal(["entryId"], seen.Fields);
        Assert.Equal(absent["errors"].ToString(), seen["errors"].ToString());
        using var manager = await server.ClientAsync("sup.manager");
        Assert.Empty((await manager.ReadAsync($"/api/lists/decisions/{decision}/suppressions")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
        // An analyst works on the list and sees no decisions.
        Assert.Equal(["decisionId"], (await server.SetAsideAsync(server.Body(decision, secret), "analyst")).Expect(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task PartyWithoutDocumentAndRealPhone_IsNamed()
    {
        const string address = "云南省昆明市盘龙区排除测试路9号";
        var entry = await server.ListAsync(SetAside.NewPhone(), kind: "address", value: address);
        var (_, masked) = await server.ScanNewAsync(waybill => waybill.With("recipient.phone", "138******32").With("recipient.address", address));
        Assert.Equal(["party"], (await server.SetAsideAsync(server.Body(masked, entry))).Expect(HttpStatusCode.BadRequest).Fields);
        var (_, plain) = await server.ScanNewAsync(waybill => waybill.With("recipient.phone", SetAside.NewPhone()).With("recipient.address", address));
        (await server.SetAsideAsync(server.Body(plain, entry))).Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("reason", "\"\"", "reason")]
    [InlineData("reason", "\"   \"", "reason")]
    [InlineData("reason", "\"abc\"", "reason")]
    [InlineData("reason", "null", "reason")]
    [InlineData("reason", "7", "reason")]
    [InlineData("reason", "\"looked at \\u202E it\"", "reason")]
    [InlineData("reason", "\"looked at \\u0000 it\"", "reason")]
    [InlineData("until", "\"2020-01-01\"", "until")]
    [InlineData("until", "\"2099-01-01\"", "until")]
    [InlineData("until", "\"9999-12-31\"", "until")]
    [InlineData("until", "\"2026-02-30\"", "until")]
    [InlineData("until", "\"tomorrow\"", "until")]
    [InlineData("until", "null", "until")]
    [InlineData("party", "\"owner\"", "party")]
    [InlineData("party", "0", "party")]
    [InlineData("party", "\"sender\"", "entryId")]
    [InlineData("party", "\"agent\"", "entryId")]
    [InlineData("entryId", "\"'; DROP TABLE users; --\"", "entryId")]
    [InlineData("entryId", "null", "entryId")]
    [InlineData("decisionId", "\"0199d7a0-0000-7000-8000-000000000000\"", "decisionId")]
    [InlineData("decisionId", "\"none\"", "decisionId")]
    [InlineData("surprise", "1", "surprise")]
    public async Task BadInput_NamesTheFieldAndChangesNothing(string field, string value, string named)
    {
        var (decision, entry) = await HitAsync();
        var body = server.Body(decision, entry);
        body[field] = JsonNode.Parse(value);
        var before = await StoredAsync();

        var answer = (await server.SetAsideAsync(body)).Expect(HttpStatusCode.BadRequest);

        Assert.Equal([named], answer.Fields);
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public async Task BadInput_OfSeveralFields_NamesThemAll()
    {
        var (decision, entry) = await HitAsync();
        var body = server.Body(decision, entry, daysAhead: -1);
        body["reason"] = new string('长', 501);
        Assert.Equal(["reason", "until"], (await server.SetAsideAsync(body)).Expect(HttpStatusCode.BadRequest).Fields.Order(StringComparer.Ordinal));
        foreach (var field in new[] { "decisionId", "entryId", "party", "reason", "until" })
        {
            var without = server.Body(decision, entry).Without(field);
            Assert.Equal([field], (await server.SetAsideAsync(without)).Expect(HttpStatusCode.BadRequest).Fields);
        }
    }

    [Theory]
    [InlineData("{\"reason\":\"\\ud800 no text\"}")]
    [InlineData("{\"reason\":")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task BadBodies_AreRefusedWithoutAnError5xx(string body)
    {
        using var compliance = await server.ClientAsync("compliance");
        foreach (var path in new[] { SetAside.Path, $"{SetAside.Path}/{Guid.NewGuid()}/end" })
            Assert.InRange((int)(await compliance.SendAsync(path, Encoding.UTF8.GetBytes(body))).Status, 400, 422);
        (await compliance.ReadAsync($"{SetAside.Path}?state=gone")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["state"], (await compliance.ReadAsync($"{SetAside.Path}?state=0")).Fields);
        (await compliance.ReadAsync($"{SetAside.Path}?before=x")).Expect(HttpStatusCode.BadRequest);
        (await compliance.ReadAsync($"{SetAside.Path}?limit=0")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task LastDay_OfTheLongestTime_IsTakenAndTheNextIsNot()
    {
        var (decision, entry) = await HitAsync();
        var most = DateOnly.Parse(server.Day(0), System.Globalization.CultureInfo.InvariantCulture).AddYears(2);
        var body = server.Body(decision, entry);
        body["until"] = most.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(["until"], (await server.SetAsideAsync(body)).Expect(HttpStatusCode.BadRequest).Fields);
        body["until"] = most.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await server.SetAsideAsync(body)).Expect(HttpStatusCode.Created);
    }

    private async Task<(Guid DecisionId, string Entry)> HitAsync()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        return ((await server.ScanToAsync(phone)).DecisionId, entry);
    }

    private Task<long> StoredAsync() =>
        server.ScalarAsync<long>("SELECT (SELECT COUNT(*) FROM risk_list_suppressions) + (SELECT COUNT(*) FROM risk_list_versions) + (SELECT COUNT(*) FROM audit_entries WHERE action <> 'signIn.succeeded')");

    private async Task CreateAsync(string userName, string unit, params string[] roles)
    {
        using var admin = await server.ClientAsync("admin");
        (await admin.SendAsync("/api/users", new JsonObject
        {
            ["userName"] = userName,
            ["displayName"] = "测试",
            ["password"] = TestServer.Password,
            ["roles"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]),
            ["units"] = new JsonArray(unit),
        })).Expect(HttpStatusCode.Created);
    }
}
