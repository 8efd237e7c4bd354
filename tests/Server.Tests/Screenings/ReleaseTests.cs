using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>A parcel keeps its strictest lane over all scans until a supervisor releases it.</summary>
public sealed class ReleaseTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task RedParcel_ScannedAgain_StaysRedAndAlertsOnce()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = await ScannedAsync(client, SampleWaybills.Ivory, "red");
        Assert.Equal("red", await ShownAsync(client, number, "departure"));
        Assert.Single(await TipOffTests.AlertsAsync(client, number));
        // A corrected waybill without the word does not wash the parcel clean.
        var harmless = SampleWaybills.Waybill(number).With("supersedes", 1).With("reason", "寄件人更正品名");
        (await client.SendAsync("/api/waybills", harmless)).Expect(HttpStatusCode.OK);
        Assert.Equal("red", await ShownAsync(client, number, "depot"));
        Assert.Single(await TipOffTests.AlertsAsync(client, number));
    }

    [Fact]
    public async Task ReleasedParcel_ScannedAgain_IsGreenWithoutANewAlert()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = await ScannedAsync(client, SampleWaybills.Ivory, "red");
        await ActAsync(client, Assert.Single(await TipOffTests.AlertsAsync(client, number)), "release");
        Assert.Equal("green", await ShownAsync(client, number, "departure"));
        Assert.Equal("released", Assert.Single(await TipOffTests.AlertsAsync(client, number)).GetProperty("state").GetString());
        // Other findings are another matter: they raise again.
        var worse = SampleWaybills.Waybill(number, SampleWaybills.Fireworks).With("supersedes", 1).With("reason", "寄件人更正品名");
        (await client.SendAsync("/api/waybills", worse)).Expect(HttpStatusCode.OK);
        Assert.Equal("refuse", await ShownAsync(client, number, "depot"));
        Assert.Equal(2, (await TipOffTests.AlertsAsync(client, number)).Count);
    }

    private async Task<string> ScannedAsync(HttpClient client, string description, string shown)
    {
        var number = server.UndrawnNumber();
        (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number, description))).Expect(HttpStatusCode.OK);
        Assert.Equal(shown, await ShownAsync(client, number, "acceptance"));
        return number;
    }

    private static async Task<string?> ShownAsync(HttpClient client, string number, string kind) =>
        (await client.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: kind))).Expect(HttpStatusCode.OK).Text("shown");

    internal static async Task ActAsync(HttpClient client, JsonElement alert, string action) =>
        (await client.SendAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}/{action}", new JsonObject { ["version"] = alert.GetProperty("version").GetInt32(), ["reason"] = "实物为仿制品" })).Expect(HttpStatusCode.OK);
}
