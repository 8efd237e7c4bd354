using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using LogisticsScreening.Server.Tests.Screenings;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>A number that is taken, typed in once more under another carrier: a parcel must not get a second, harmless declaration that way.</summary>
public sealed class CarrierTwinTests(TwoDepots depots) : IClassFixture<TwoDepots>
{
    private const string Other = "XX";
    private readonly TestServer server = depots.Server;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NumberOfAnOrderRecord_TypedInUnderAnotherCarrier_NamesTheCarrier()
    {
        using var courier = await server.ClientAsync("courier");
        var number = await server.SentAsync(SampleWaybills.Ivory);
        var rows = await server.StoredRowsAsync();
        // Other ways to write the number are no way round, nor is another depot or the other door.
        foreach (var written in new[] { number, $"{number[..4].ToLowerInvariant()}-{number[4..]}" })
            Assert.Equal(["SF"], Carriers((await courier.SendAsync("/api/scans", Twin(written))).Expect(HttpStatusCode.Conflict)));
        using var elsewhere = await server.ClientAsync("courier2");
        Assert.Equal(["SF"], Carriers((await elsewhere.SendAsync("/api/scans", Twin(number, SecondDepot.Code))).Expect(HttpStatusCode.Conflict)));
        Assert.Equal(["carrier"], (await courier.SendAsync("/api/waybills", Twin(number)["waybill"]!.DeepClone())).Expect(HttpStatusCode.Conflict).Fields);
        Assert.Equal(rows, await server.StoredRowsAsync());

        // An order system may send it: depots of several carriers have such numbers.
        using var orders = await server.ClientAsync("admin");
        (await orders.SendAsync("/api/waybills", Twin(number)["waybill"]!.DeepClone())).Expect(HttpStatusCode.OK);
        (await courier.SendAsync("/api/scans", Twin(number))).Expect(HttpStatusCode.OK);
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task NumberTypedIn_UnderTwoCarriersAtOneDepot_NamesTheFirst()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        Assert.Equal("red", (await courier.SendAsync("/api/scans", RewordingTests.Inline(number, SampleWaybills.Ivory))).Expect(HttpStatusCode.OK).Text("shown"));
        Assert.Equal(["SF"], Carriers((await courier.SendAsync("/api/scans", Twin(number))).Expect(HttpStatusCode.Conflict)));
        (await courier.SendAsync("/api/waybills", Twin(number)["waybill"]!.DeepClone())).Expect(HttpStatusCode.Conflict);
        // What one depot types in is in no other depot's way.
        using var elsewhere = await server.ClientAsync("courier2");
        (await elsewhere.SendAsync("/api/scans", Twin(number, SecondDepot.Code))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task NumberThatMayComeBack_IsInNobodysWay()
    {
        using var courier = await server.ClientAsync("courier");
        var number = await server.SentAsync(SampleWaybills.Ivory);
        await AgeAsync(number, DateTimeOffset.UtcNow.AddMonths(-server.Settings.ReuseAfterMonths).AddDays(2));
        (await courier.SendAsync("/api/scans", Twin(number))).Expect(HttpStatusCode.Conflict);
        await AgeAsync(number, DateTimeOffset.UtcNow.AddMonths(-server.Settings.ReuseAfterMonths).AddDays(-2));
        (await courier.SendAsync("/api/scans", Twin(number))).Expect(HttpStatusCode.OK);
    }

    private static JsonObject Twin(string number, string depot = SampleWaybills.Depot)
    {
        var waybill = SampleWaybills.Waybill(number, "木梳").With("carrier", Other).Without("depot");
        return SampleWaybills.Scan(number, depot: depot, waybill: waybill).With("carrier", Other);
    }

    private static IEnumerable<string?> Carriers(JsonAnswer answer) => answer["candidates"].EnumerateArray().Select(c => c.GetProperty("carrier").GetString());

    private Task<int> AgeAsync(string number, DateTimeOffset created) =>
        server.Database.WriteAsync((c, t) => c.Execute("UPDATE waybills SET created_at = @Created WHERE number = @Number", new { Number = number, Created = created }, t), Ct);
}
