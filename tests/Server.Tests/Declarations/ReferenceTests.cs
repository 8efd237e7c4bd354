using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Tests.Intake;
using LogisticsScreening.Server.Tests.Screenings;

namespace LogisticsScreening.Server.Tests.Declarations;

/// <summary>What the codes of a finding stand for, over HTTP.</summary>
public sealed class ReferenceTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LegalBases_ForASupervisor_CarryBothLanguagesAndWhetherTheyAreVerified()
    {
        using var client = await SignedInAsync("supervisor");
        var list = await client.GetFromJsonAsync<JsonElement>("/api/reference/legal-bases", Ct);
        var items = list.GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(items);
        Assert.All(items, item =>
        {
            Assert.NotEqual("", item.GetProperty("law").GetProperty("zh").GetString());
            Assert.NotEqual("", item.GetProperty("law").GetProperty("en").GetString());
            Assert.NotEqual("", item.GetProperty("summary").GetProperty("zh").GetString());
            Assert.NotEqual("", item.GetProperty("summary").GetProperty("en").GetString());
            Assert.True(item.GetProperty("verified").ValueKind is JsonValueKind.True or JsonValueKind.False);
        });
    }

    [Fact]
    public async Task DocumentTypes_ForACourier_AreTheTableInForce()
    {
        using var client = await SignedInAsync("courier");
        var items = (await client.GetFromJsonAsync<JsonElement>("/api/reference/document-types", Ct)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(EnumText<IdType>.All, items.Select(item => item.GetProperty("type").GetString()));
        Assert.All(items, item =>
        {
            Assert.NotEqual("", item.GetProperty("name").GetProperty("zh").GetString());
            Assert.NotEqual("", item.GetProperty("name").GetProperty("en").GetString());
            Assert.NotEqual("", item.GetProperty("pattern").GetString());
        });
        Assert.Equal("residentId18 ^[1-9][0-9]{16}[0-9X]$ asPrinted True", Told(items, "residentId"));
        Assert.Equal("residentId18 ^[1-9][0-9]{16}[0-9X]$ P3M True", Told(items, "temporaryId"));
        Assert.Equal("organisation18 ^[0-9ABCDEFGHJKLMNPQRTUWXY]{18}$ none False", Told(items, "organisation"));

        using var analyst = await SignedInAsync("analyst");
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.GetAsync("/api/reference/document-types", Ct)).StatusCode);

        static string Told(List<JsonElement> items, string type) => items.Where(item => item.GetProperty("type").GetString() == type)
            .Select(item => $"{item.GetProperty("rule")} {item.GetProperty("pattern")} {item.GetProperty("validity")} {item.GetProperty("expires")}").Single();
    }

    [Fact]
    public async Task Entry_OfAStrongWord_SaysItsTierAndItsSource()
    {
        using var client = await SignedInAsync("compliance");
        var entry = await client.GetFromJsonAsync<JsonElement>("/api/reference/entries/elephant-001", Ct);
        Assert.Equal("象牙", entry.GetProperty("term").GetString());
        Assert.Equal("strong", entry.GetProperty("tier").GetString());
        Assert.NotEqual("", entry.GetProperty("source").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/reference/entries/no-such-entry", Ct)).StatusCode);
    }

    [Fact]
    public async Task Entry_ForADepot_IsSaidByItsAlertAlone()
    {
        var number = server.UndrawnNumber();
        using var courier = await server.ClientAsync("courier");
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: SampleWaybills.Waybill(number, SampleWaybills.Ivory)))).Expect(HttpStatusCode.OK);
        var finding = Assert.Single((await server.AlertAsync("supervisor", number)).GetProperty("findings").EnumerateArray());
        Assert.Equal(SampleWaybills.Ivory, finding.GetProperty("word").GetProperty("term").GetString());
        Assert.Equal("strong", finding.GetProperty("word").GetProperty("tier").GetString());
        Assert.NotEqual("", finding.GetProperty("word").GetProperty("source").GetString());

        foreach (var (user, status) in new[] { ("supervisor", HttpStatusCode.Forbidden), ("areaManager", HttpStatusCode.Forbidden), ("analyst", HttpStatusCode.OK) })
        {
            using var client = await server.ClientAsync(user);
            (await client.ReadAsync($"/api/reference/entries/{finding.GetProperty("entry").GetString()}")).Expect(status);
        }
    }

    [Fact]
    public async Task Word_OfARiskListEntry_IsNotSaid()
    {
        var number = server.UndrawnNumber();
        using var courier = await server.ClientAsync("courier");
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: SampleWaybills.Waybill(number).With("recipient.phone", SampleWaybills.ListedPhone)))).Expect(HttpStatusCode.OK);
        var finding = Assert.Single((await server.AlertAsync("supervisor", number)).GetProperty("findings").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, finding.GetProperty("word").ValueKind);
    }

    [Theory]
    [InlineData("courier")]
    [InlineData("admin")]
    public async Task Reference_ForWhoSeesNoFindings_IsForbidden(string userName)
    {
        using var client = await SignedInAsync(userName);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/reference/legal-bases", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/reference/entries/elephant-001", Ct)).StatusCode);
    }

    private async Task<HttpClient> SignedInAsync(string userName)
    {
        var client = server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await server.TokenAsync(userName));
        return client;
    }
}
