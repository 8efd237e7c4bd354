using System.Net;
using System.Text.Json;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>Who learns of a hit, and who must not: the courier never, a depot only what is for the depot.</summary>
public sealed class TipOffTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task ListedPhone_TheCourierSeesRedAndTheSupervisorTheAlert()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        var waybill = SampleWaybills.Waybill(number).With("recipient.phone", SampleWaybills.ListedPhone);
        var answer = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: waybill))).Expect(HttpStatusCode.OK);
        Assert.Equal(("red", "inspectThoroughly"), (answer.Text("shown"), answer["instruction"].GetProperty("code").GetString()));
        using var supervisor = await server.ClientAsync("supervisor");
        var alert = Assert.Single(await AlertsAsync(supervisor, number));
        Assert.Equal("riskList", alert.GetProperty("type").GetString());
        Assert.Equal("depot", alert.GetProperty("audience").GetString());
        (await courier.ReadAsync("/api/alerts")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task HitForComplianceOnly_LeavesNoTraceForTheDepot()
    {
        using var courier = await server.ClientAsync("courier");
        var (hidden, plain) = (server.UndrawnNumber(), server.UndrawnNumber());
        // A phone of its own: the same person with two documents would be noticed for that.
        var waybill = SampleWaybills.Waybill(hidden).With("sender.phone", "13977700090").With("sender.idNumber", SampleWaybills.ListedIdNumber).With("contentKind", "letter");
        var answer = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(hidden, waybill: waybill))).Expect(HttpStatusCode.OK);
        // The lane is hold; refusing the parcel would tell the sender why.
        Assert.Equal(("red", "inspectThoroughly"), (answer.Text("shown"), answer["instruction"].GetProperty("code").GetString()));
        var ordinary = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(plain, waybill: SampleWaybills.Waybill(plain).With("contentKind", "letter")))).Expect(HttpStatusCode.OK);

        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Empty(await AlertsAsync(supervisor, hidden));
        var (seen, other) = (await DecisionAsync(supervisor, answer), await DecisionAsync(supervisor, ordinary));
        Assert.Equal("green", seen.GetProperty("lane").GetString());
        Assert.Empty(seen.GetProperty("findings").EnumerateArray());
        // Member by member the two look alike: nothing is missing from the one that hides something.
        Assert.Equal(Shape(other), Shape(seen));

        using var compliance = await server.ClientAsync("compliance");
        var alert = Assert.Single(await AlertsAsync(compliance, hidden));
        Assert.Equal(("compliance", "hold"), (alert.GetProperty("audience").GetString(), alert.GetProperty("lane").GetString()));
        var whole = await DecisionAsync(compliance, answer);
        Assert.Equal("hold", whole.GetProperty("lane").GetString());
        Assert.Equal("riskList.idNumber", Assert.Single(whole.GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        Assert.NotEqual(JsonValueKind.Null, whole.GetProperty("contentHash").ValueKind);
    }

    [Fact]
    public async Task ControlSample_TheCourierSeesRedAndNobodyIsAlerted()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.DrawnNumber();
        var waybill = SampleWaybills.Waybill(number).With("contentKind", "letter");
        var answer = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: waybill))).Expect(HttpStatusCode.OK);
        Assert.Equal(("red", "inspectThoroughly"), (answer.Text("shown"), answer["instruction"].GetProperty("code").GetString()));
        // An alert here, or the finding, would tell the depot which other reds have a reason that it may not know.
        using var compliance = await server.ClientAsync("compliance");
        Assert.Empty(await AlertsAsync(compliance, number));
        Assert.Equal("control.sample", Assert.Single((await DecisionAsync(compliance, answer)).GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        foreach (var account in new[] { "supervisor", "areaManager" })
        {
            using var depot = await server.ClientAsync(account);
            var seen = await DecisionAsync(depot, answer);
            Assert.Equal("green", seen.GetProperty("lane").GetString());
            Assert.Empty(seen.GetProperty("findings").EnumerateArray());
        }
    }

    internal static async Task<List<JsonElement>> AlertsAsync(HttpClient client, string number) =>
        [.. (await client.ReadAsync("/api/alerts?limit=200")).Expect(HttpStatusCode.OK)["items"].EnumerateArray().Where(a => a.GetProperty("waybillNumber").GetString() == number)];

    private static async Task<JsonElement> DecisionAsync(HttpClient client, JsonAnswer scan) =>
        (await client.ReadAsync($"/api/decisions/{scan["decisionId"].GetGuid()}")).Expect(HttpStatusCode.OK).Body;

    private static List<string> Shape(JsonElement view) => [.. view.EnumerateObject().Select(m => $"{m.Name} {m.Value.ValueKind}")];
}
