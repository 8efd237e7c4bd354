using System.Net;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Intake;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.PersonalData;

/// <summary>A parcel is erased after a request has read it and before the request is stored: nothing of the person comes back.</summary>
public sealed class ErasedMeanwhileTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>The request reads meanwhile. Where it comes later it finds the parcel erased, and passes as well.</summary>
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scan_DecidesOnNothingThatIsGone()
    {
        using var courier = await server.ClientAsync("courier");
        var (number, _) = await ScannedAsync(courier, "13977700501");

        var answer = await ErasedMeanwhileAsync(number, () => courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "departure")));

        answer.Expect(HttpStatusCode.NotFound);
        Assert.Equal(0L, await CountAsync("decisions", "erasable_cipher IS NOT NULL", number));
    }

    [Fact]
    public async Task Inspection_IsKeptAndDecidesOnNothing()
    {
        using var courier = await server.ClientAsync("courier");
        var (number, scan) = await ScannedAsync(courier, "13977700502");

        var answer = await ErasedMeanwhileAsync(number, () => courier.SendAsync("/api/inspections", Found(scan)));

        answer.Expect(HttpStatusCode.OK);
        Assert.Equal(1L, await CountAsync("inspections", "decision_id IS NULL", number));
        Assert.Equal(0L, await CountAsync("decisions", "erasable_cipher IS NOT NULL", number));
    }

    [Fact]
    public async Task Assessment_CountsAgainstNobody()
    {
        using var courier = await server.ClientAsync("courier");
        using var compliance = await server.ClientAsync("compliance");
        var (number, scan) = await ScannedAsync(courier, "13977700503");
        (await courier.SendAsync("/api/inspections", Found(scan))).Expect(HttpStatusCode.OK);
        var item = await server.ScalarAsync<Guid>("SELECT i.id FROM inspection_items i JOIN waybills w ON w.id = i.waybill_id WHERE w.number = @number", new { number });
        var assessment = new JsonObject { ["basis"] = "confirmed", ["value"] = "500", ["source"] = "价格认定 2026-2号" };

        var answer = await ErasedMeanwhileAsync(number, () => compliance.SendAsync($"/api/inspections/items/{item}/assessments", assessment));

        answer.Expect(HttpStatusCode.Conflict);
        Assert.Equal(0L, await CountAsync("person_finds", "waybill_id IS NOT NULL", number));
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM assessments WHERE item_id = @item", new { item }));
    }

    private async Task<JsonAnswer> ErasedMeanwhileAsync(string number, Func<Task<JsonAnswer>> request)
    {
        var waybill = await server.ScalarAsync<Guid>("SELECT id FROM waybills WHERE number = @number", new { number });
        using var started = new ManualResetEventSlim();
        var erasure = server.Database.WriteAsync(
            (connection, transaction) =>
            {
                started.Set();
                Thread.Sleep(Reading);
                DecisionStore.Erase(connection, transaction, waybill, DateTimeOffset.UtcNow);
                WaybillStore.Erase(connection, transaction, waybill, DateTimeOffset.UtcNow);
            },
            Ct);
        started.Wait(Ct);
        var answer = request();
        await erasure;
        return await answer;
    }

    private Task<long> CountAsync(string table, string condition, string number) =>
        server.ScalarAsync<long>($"SELECT COUNT(*) FROM {table} t JOIN waybills w ON w.id = t.waybill_id WHERE w.number = @number AND t.{condition}", new { number });

    private async Task<(string Number, Guid Scan)> ScannedAsync(HttpClient courier, string phone)
    {
        var (number, scan) = (server.UndrawnNumber(), Guid.NewGuid());
        var waybill = SampleWaybills.Waybill(number).With("sender.phone", phone).With("contentKind", "letter").Without("sender.idNumber").Without("sender.idType");
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, scan, waybill: waybill))).Expect(HttpStatusCode.OK);
        return (number, scan);
    }

    private static JsonObject Found(Guid scan) => new()
    {
        ["inspectionId"] = Guid.NewGuid().ToString(),
        ["scanId"] = scan.ToString(),
        ["depot"] = SampleWaybills.Depot,
        ["device"] = "test-device",
        ["startedAt"] = "2026-11-22T08:00:00Z",
        ["endedAt"] = "2026-11-22T08:02:00Z",
        ["result"] = "found",
        ["photos"] = 3,
        ["found"] = new JsonArray(new JsonObject { ["kind"] = "wildlife", ["description"] = "象牙手串", ["quantity"] = 1 }),
    };
}
