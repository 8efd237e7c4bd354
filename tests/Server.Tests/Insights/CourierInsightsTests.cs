using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Insights;

/// <summary>GET /api/insights/couriers on real scans, inspections and registrations; each test has a server of its own, for it counts everything.</summary>
public sealed class CourierInsightsTests : IAsyncLifetime
{
    private readonly ShiftedClock clock = new();
    private TestServer server = null!;

    public async ValueTask InitializeAsync() => server = await TestServer.StartAsync(clock);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Records_OfOneCourier_AreCounted_AndWhatStandsOutIsNamed()
    {
        using var courier = await server.ClientAsync("courier");
        // Four control parcels: one opened for two minutes, one for three seconds and without a picture, two left alone.
        var controls = new List<Guid>();
        for (var i = 0; i < 4; i++)
            controls.Add(await ScanAsync(courier, server.DrawnNumber(), "acceptance", "red"));
        await InspectAsync(courier, controls[0], "nothingFound", seconds: 120, photos: 3);
        await InspectAsync(courier, controls[1], "nothingFound", seconds: 3, photos: 0);
        await InspectAsync(courier, await ScanAsync(courier, server.UndrawnNumber(), "acceptance", "green"), "refused", seconds: 1, photos: 0);
        await ScanAsync(courier, server.UndrawnNumber(), "departure", "green");

        // A red parcel of this hour may still be opened.
        Assert.Equal(0, (await ReadAsync()).Couriers.Single().GetProperty("conduct").GetProperty("red").GetInt32());
        clock.Ahead = TimeSpan.FromHours(5);
        var (couriers, depots) = await ReadAsync();
        var row = Assert.Single(couriers);
        var conduct = row.GetProperty("conduct");
        Assert.Equal("courier", conduct.GetProperty("userName").GetString());
        Assert.Equal(
            "accepted 5 red 4 redNotInspected 2 control 4 controlNotInspected 2 inspections 3 nothingFound 2 tooFast 1 redInspections 2 withoutPhotos 1 refused 1 registered 0 sameDocument 0",
            string.Join(' ', conduct.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Number).Select(member => $"{member.Name} {member.Value}")));
        Assert.Equal(["controlSkipped"], row.GetProperty("signals").EnumerateArray().Select(signal => signal.GetProperty("code").GetString()));
        var depot = Assert.Single(depots);
        Assert.Equal((SampleWaybills.Depot, 6, 1), (depot.GetProperty("depot").GetString(), depot.GetProperty("parcels").GetInt32(), depot.GetProperty("notScannedAtAcceptance").GetInt32()));

        // Two days on, a page of that day alone is empty.
        clock.Ahead = TimeSpan.FromDays(2);
        server.ForgetTokens();
        Assert.Empty((await ReadAsync($"?from={clock.GetUtcNow().AddHours(8):yyyy-MM-dd}")).Couriers);

        // Whoever is asked about a parcel cannot make up for it with times of then.
        using var later = await server.ClientAsync("courier");
        await InspectAsync(later, controls[2], "nothingFound", seconds: 120, photos: 3);
        Assert.Equal(2, Assert.Single((await ReadAsync()).Couriers).GetProperty("conduct").GetProperty("controlNotInspected").GetInt32());
    }

    [Fact]
    public async Task OneDocument_TypedInAgainAndAgain_StandsOut()
    {
        using var courier = await server.ClientAsync("courier");
        for (var i = 0; i < 5; i++)
        {
            (await courier.SendAsync("/api/registrations/counter", new JsonObject
            {
                ["clientId"] = Guid.NewGuid().ToString(),
                ["depot"] = SampleWaybills.Depot,
                ["device"] = "test-device",
                ["idType"] = "residentId",
                ["idNumber"] = "530102199003070016",
                ["name"] = "寅演三",
                ["phone"] = $"1397770050{i}",
            })).Expect(HttpStatusCode.OK);
        }

        var row = Assert.Single((await ReadAsync()).Couriers);
        Assert.Equal(["sameDocument"], row.GetProperty("signals").EnumerateArray().Select(signal => signal.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("?from=2026-01-01&to=2026-12-31", "from")]
    [InlineData("?from=2026-02-01&to=2026-01-31", "from")]
    [InlineData("?fastSeconds=0", "fastSeconds")]
    public async Task Insights_OfAnImpossibleStretch_AreRefused(string query, string field)
    {
        using var compliance = await server.ClientAsync("compliance");
        Assert.Equal([field], (await compliance.ReadAsync("/api/insights/couriers" + query)).Expect(HttpStatusCode.BadRequest).Fields);
        foreach (var other in new[] { "courier", "supervisor", "areaManager", "analyst", "admin" })
        {
            using var client = await server.ClientAsync(other);
            (await client.ReadAsync("/api/insights/couriers")).Expect(HttpStatusCode.Forbidden);
        }
    }

    private static async Task<Guid> ScanAsync(HttpClient courier, string number, string kind, string shown)
    {
        var scan = Guid.NewGuid();
        var waybill = SampleWaybills.Waybill(number).With("contentKind", "letter");
        var answer = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, scan, kind: kind, waybill: waybill))).Expect(HttpStatusCode.OK);
        Assert.Equal(shown, answer.Text("shown"));
        return scan;
    }

    private static async Task InspectAsync(HttpClient courier, Guid scan, string result, int seconds, int photos) => (await courier.SendAsync("/api/inspections", new JsonObject
    {
        ["inspectionId"] = Guid.NewGuid().ToString(),
        ["scanId"] = scan.ToString(),
        ["depot"] = SampleWaybills.Depot,
        ["device"] = "test-device",
        ["startedAt"] = "2026-11-22T08:00:00Z",
        ["endedAt"] = $"2026-11-22T08:{seconds / 60:00}:{seconds % 60:00}Z",
        ["result"] = result,
        ["photos"] = photos,
    })).Expect(HttpStatusCode.OK);

    [Theory]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("to=0001-01-01", "to")]
    [InlineData("from=0001-01-01&to=0001-01-02", "to")]
    [InlineData("from=0001-01-01", "from")]
    [InlineData("from=2026-01-01&to=2026-04-03", "from")]
    [InlineData("from=2026-01-02&to=2026-01-01", "from")]
    public async Task Days_ThatCannotBeAskedFor_AreRefused(string query, string field)
    {
        using var compliance = await server.ClientAsync("compliance");
        Assert.Equal([field], (await compliance.ReadAsync("/api/insights/couriers?" + query)).Expect(HttpStatusCode.BadRequest).Fields);
    }

    private async Task<(IReadOnlyList<JsonElement> Couriers, IReadOnlyList<JsonElement> Depots)> ReadAsync(string query = "")
    {
        using var compliance = await server.ClientAsync("compliance");
        var answer = (await compliance.ReadAsync("/api/insights/couriers" + query)).Expect(HttpStatusCode.OK);
        return ([.. answer["couriers"].EnumerateArray()], [.. answer["depots"].EnumerateArray()]);
    }
}
