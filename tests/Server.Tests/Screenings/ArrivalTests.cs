using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Tests.Alerts;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>A parcel that travels from depot to depot: one alert for each depot and reason while nobody has released it, and every arrival in its history.</summary>
public sealed class ArrivalTests(TwoDepots depots) : IClassFixture<TwoDepots>
{
    private const string Red = "red inspectThoroughly";
    private const string Green = "green inspectAsUsual";
    private readonly TestServer server = depots.Server;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RedParcel_ThereAndBack_IsOneAlertForEachDepotWithItsArrivals()
    {
        var number = await server.SentAsync(SampleWaybills.Ivory);
        Assert.Equal(Red, await server.ScanAsync(number, "acceptance"));
        Assert.Equal(Red, await server.ScanAsync(number, "departure"));
        Assert.Equal(1, (await server.AlertAsync("supervisor", number)).GetProperty("version").GetInt32());
        foreach (var kind in new[] { "depot", "handover" })
            Assert.Equal(Red, await server.ScanAsync(number, kind, SecondDepot.Code));
        Assert.Empty(History(await server.AlertAsync("supervisor2", number, SecondDepot.Code)));

        await using var screen = await HubClient.ConnectAsync(server.Address, await server.TokenAsync("supervisor"), Ct);
        Assert.Equal(Red, await server.ScanAsync(number, "return"));
        // A screen that has just joined is told other parcels' changes of the last seconds as well.
        JsonElement told;
        do
            told = await screen.NextAsync("AlertChanged", Ct);
        while (told.GetProperty("waybillNumber").GetString() != number);
        Assert.Equal(2, told.GetProperty("version").GetInt32());
        var alert = await server.AlertAsync("supervisor", number);
        Assert.Equal(["arrive by "], History(alert));

        // Who acts on what he saw before the arrival is asked to look again.
        using var supervisor = await server.ClientAsync("supervisor");
        var stale = await supervisor.SendAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}/acknowledge", new JsonObject { ["version"] = 1 });
        stale.Expect(HttpStatusCode.Conflict);
        Assert.Equal((2, JsonValueKind.Null), (stale["version"].GetInt32(), stale["by"].ValueKind));
        (await supervisor.SendAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}/acknowledge", new JsonObject { ["version"] = 2 })).Expect(HttpStatusCode.OK);
        Assert.Equal(Red, await server.ScanAsync(number, "depot", SecondDepot.Code));
        Assert.Equal(["arrive by "], History(await server.AlertAsync("supervisor2", number, SecondDepot.Code)));
        Assert.Equal(["arrive by ", "acknowledge by supervisor"], History(await server.AlertAsync("supervisor", number)));
    }

    [Fact]
    public async Task Release_WhereTheParcelIs_SettlesItEverywhere()
    {
        var number = await server.SentAsync(SampleWaybills.Ivory);
        await server.ScanAsync(number, "acceptance");
        await server.ScanAsync(number, "depot", SecondDepot.Code);
        await server.ActAsync("supervisor2", number, "release", SecondDepot.Code);
        Assert.Equal(Green, await server.ScanAsync(number, "departure", SecondDepot.Code));
        Assert.Equal(Green, await server.ScanAsync(number, "delivery"));
        Assert.Empty(History(await server.AlertAsync("supervisor", number)));
    }

    [Fact]
    public async Task DeclarationChangedOnTheWay_TheNextDepotSeesWhatItsRedIsFor()
    {
        var number = await server.SentAsync(SampleWaybills.Ivory);
        await server.ScanAsync(number, "acceptance");
        using var orders = await server.ClientAsync("admin");
        (await orders.SendAsync("/api/waybills", SampleWaybills.Waybill(number).With("supersedes", 1).With("reason", "寄件人更正品名"))).Expect(HttpStatusCode.OK);
        Assert.Equal(Red, await server.ScanAsync(number, "depot", SecondDepot.Code));
        var alert = await server.AlertAsync("supervisor2", number, SecondDepot.Code);
        Assert.Equal(("contents", "red"), (alert.GetProperty("type").GetString(), alert.GetProperty("lane").GetString()));
        Assert.Contains(alert.GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "contents.wildlife");
        await server.ActAsync("supervisor2", number, "release", SecondDepot.Code);
        Assert.Equal(Green, await server.ScanAsync(number, "departure", SecondDepot.Code));
    }

    [Fact]
    public async Task TwoReasons_EachIsReleasedByItself()
    {
        var number = await server.SentAsync(SampleWaybills.Ivory);
        await server.ScanAsync(number, "acceptance");
        using var orders = await server.ClientAsync("admin");
        (await orders.SendAsync("/api/waybills", SampleWaybills.Waybill(number, SampleWaybills.Fireworks).With("supersedes", 1).With("reason", "寄件人更正品名"))).Expect(HttpStatusCode.OK);
        Assert.Equal("refuse doNotAccept", await server.ScanAsync(number, "acceptance"));
        Assert.Equal("refuse stopAndSecure", await server.ScanAsync(number, "departure"));
        using var supervisor = await server.ClientAsync("supervisor");
        var alerts = await TipOffTests.AlertsAsync(supervisor, number);
        Assert.Equal(2, alerts.Count);
        await ReleaseTests.ActAsync(supervisor, alerts[0], "release");
        Assert.Equal("refuse stopAndSecure", await server.ScanAsync(number, "departure"));
        await ReleaseTests.ActAsync(supervisor, alerts[1], "release");
        Assert.Equal(Green, await server.ScanAsync(number, "departure"));
        Assert.Equal(2, (await TipOffTests.AlertsAsync(supervisor, number)).Count);
    }

    [Fact]
    public async Task RewordedTwice_IsOneConductAlertWithEveryChange()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        for (var version = 0; version < 3; version++)
            (await courier.SendAsync("/api/scans", RewordingTests.Inline(number, $"{SampleWaybills.Ivory} {version}", version == 0 ? null : version))).Expect(HttpStatusCode.OK);
        using var area = await server.ClientAsync("areaManager");
        var alert = Assert.Single(await TipOffTests.AlertsAsync(area, number), a => a.GetProperty("type").GetString() == "conduct");
        var detail = (await area.ReadAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}")).Expect(HttpStatusCode.OK).Body;
        Assert.Equal(["reword by "], History(detail));
        var explained = string.Join('\n', detail.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("explanation").GetProperty("en").GetString()));
        Assert.Contains($"from \"{SampleWaybills.Ivory} 0\" to \"{SampleWaybills.Ivory} 1\"", explained, StringComparison.Ordinal);
        Assert.Contains($"from \"{SampleWaybills.Ivory} 1\" to \"{SampleWaybills.Ivory} 2\"", explained, StringComparison.Ordinal);
    }

    private static List<string> History(JsonElement alert) =>
        [.. alert.GetProperty("history").EnumerateArray().Select(entry => $"{entry.GetProperty("action").GetString()} by {entry.GetProperty("by").GetString()}")];
}
