using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Intake;
using LogisticsScreening.Server.Tests.Screenings;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>A courier who changes an inline waybill after an answer that was not green: he learns nothing from it, and people above the depot learn of it.</summary>
public sealed class RewordingTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>For parcels that are to leave the other tests' parties below their limit.</summary>
    private const string OtherPhone = "13900000203";

    private static readonly string[] Above = ["areaManager", "compliance"];
    private static readonly string[] Personal = ["李演改", "13900000202", "张演文", "13900000201"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RedParcel_RewordedInline_StaysRedAndIsToldAboveTheDepot()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        var first = (await courier.SendAsync("/api/scans", Inline(number, SampleWaybills.Ivory))).Expect(HttpStatusCode.OK);
        var changed = Inline(number, "树脂手串", supersedes: 1).With("waybill.recipient.phone", "13900000202").With("waybill.recipient.name", "李演改");
        var second = (await courier.SendAsync("/api/scans", changed)).Expect(HttpStatusCode.OK);
        Assert.Equal(Told(first), Told(second));
        Assert.Equal("red", second.Text("shown"));
        Assert.Equal(first.Length, second.Length);
        Assert.Equal("red", (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "departure"))).Text("shown"));

        // The depot sees one alert, about the words, and a second decision that looks like any other.
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Equal("contents", Assert.Single(await TipOffTests.AlertsAsync(supervisor, number)).GetProperty("type").GetString());
        var decision = (await supervisor.ReadAsync($"/api/decisions/{second["decisionId"].GetGuid()}")).Expect(HttpStatusCode.OK);
        Assert.Equal("green", decision.Text("lane"));
        Assert.Empty(decision["findings"].EnumerateArray());

        foreach (var above in Above)
        {
            using var client = await server.ClientAsync(above);
            var alert = Assert.Single(await TipOffTests.AlertsAsync(client, number), a => a.GetProperty("type").GetString() == "conduct");
            Assert.Equal(("region", "high", "red"), (alert.GetProperty("audience").GetString(), alert.GetProperty("severity").GetString(), alert.GetProperty("lane").GetString()));
            var findings = (await client.ReadAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}")).Expect(HttpStatusCode.OK)["findings"].EnumerateArray().ToList();
            Assert.Equal("items[0].description recipient.name recipient.phone", string.Join(' ', findings.Select(f => f.GetProperty("field").GetString()).Order(StringComparer.Ordinal)));
            var words = Explained(findings, "items[0].description");
            Assert.Equal("behaviour.goodsReworded", findings.Single(f => f.GetProperty("field").GetString() == "items[0].description").GetProperty("code").GetString());
            Assert.Contains("the account \"courier\" changed", words.En, StringComparison.Ordinal);
            Assert.Contains($"from \"{SampleWaybills.Ivory}\" to \"树脂手串\"", words.En, StringComparison.Ordinal);
            Assert.Contains("账号“courier”改动了申报", words.Zh, StringComparison.Ordinal);
            var told = string.Join('\n', findings);
            Assert.Contains("139****0202", Explained(findings, "recipient.phone").Zh, StringComparison.Ordinal);
            Assert.All(Personal, value => Assert.DoesNotContain(value, told, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task YellowParcel_Reworded_IsAnsweredNoMoreStrictlyThanBefore()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        Assert.Equal("yellow", (await courier.SendAsync("/api/scans", Inline(number, "礼品"))).Expect(HttpStatusCode.OK).Text("shown"));
        Assert.Equal("yellow", (await courier.SendAsync("/api/scans", Inline(number, "折扇", supersedes: 1))).Expect(HttpStatusCode.OK).Text("shown"));
        using var area = await server.ClientAsync("areaManager");
        Assert.Equal("conduct", Assert.Single(await TipOffTests.AlertsAsync(area, number)).GetProperty("type").GetString());
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Empty(await TipOffTests.AlertsAsync(supervisor, number));
    }

    [Fact]
    public async Task GreenParcel_Changed_IsNobodysMatter()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        Assert.Equal("green", (await courier.SendAsync("/api/scans", Inline(number, "折扇"))).Text("shown"));
        Assert.Equal("red", (await courier.SendAsync("/api/scans", Inline(number, SampleWaybills.Ivory, supersedes: 1))).Text("shown"));
        using var compliance = await server.ClientAsync("compliance");
        Assert.Equal("contents", Assert.Single(await TipOffTests.AlertsAsync(compliance, number)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task OrderSystem_CorrectingARedParcel_IsNoConduct()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        (await courier.SendAsync("/api/scans", Inline(number, SampleWaybills.Ivory))).Expect(HttpStatusCode.OK);
        using var orders = await server.ClientAsync("admin");
        (await orders.SendAsync("/api/waybills", SampleWaybills.Waybill(number))).Expect(HttpStatusCode.OK);
        Assert.Equal("red", (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number))).Text("shown"));
        using var compliance = await server.ClientAsync("compliance");
        Assert.Equal("contents", Assert.Single(await TipOffTests.AlertsAsync(compliance, number)).GetProperty("type").GetString());
        // Over the courier's own account the same door is no way round.
        var posted = SampleWaybills.Waybill(number, "树脂手串").With("supersedes", 2).With("reason", "更正品名");
        (await courier.SendAsync("/api/waybills", posted)).Expect(HttpStatusCode.OK);
        Assert.Contains(await TipOffTests.AlertsAsync(compliance, number), alert => alert.GetProperty("type").GetString() == "conduct");
    }

    [Fact]
    public async Task ReleasedParcel_Reworded_FollowsItsWordsAndIsToldAboveTheDepot()
    {
        using var courier = await server.ClientAsync("courier");
        using var supervisor = await server.ClientAsync("supervisor");
        var number = server.UndrawnNumber();
        (await courier.SendAsync("/api/scans", Inline(number, SampleWaybills.Ivory))).Expect(HttpStatusCode.OK);
        await ReleaseTests.ActAsync(supervisor, Assert.Single(await TipOffTests.AlertsAsync(supervisor, number)), "release");
        Assert.Equal("green", (await courier.SendAsync("/api/scans", Inline(number, "树脂手串", supersedes: 1))).Text("shown"));
        using var area = await server.ClientAsync("areaManager");
        Assert.Contains(await TipOffTests.AlertsAsync(area, number), alert => alert.GetProperty("type").GetString() == "conduct");
        // What is open about the account does not take the depot's release back.
        Assert.Equal("green", (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "departure"))).Text("shown"));
    }

    [Fact]
    public async Task RequestThatDiedAfterItsVersion_IsNoticedAtTheNextScanUnderItsOwnName()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        (await courier.SendAsync("/api/scans", Inline(number, SampleWaybills.Ivory))).Expect(HttpStatusCode.OK);
        var changed = WaybillJson.Read(JsonSerializer.SerializeToElement(Inline(number, "树脂手串", supersedes: 1)["waybill"]), "", new FieldErrors(), SampleWaybills.Documents)!;
        await server.Services.GetRequiredService<WaybillStore>().PutAsync(changed, new Typist(Guid.NewGuid(), "vanished"), SampleWaybills.Depot, Ct);
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Equal("red", (await supervisor.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "departure"))).Text("shown"));
        using var area = await server.ClientAsync("areaManager");
        var alert = Assert.Single(await TipOffTests.AlertsAsync(area, number), a => a.GetProperty("type").GetString() == "conduct");
        var findings = (await area.ReadAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}"))["findings"].EnumerateArray().ToList();
        Assert.Contains("\"vanished\"", Explained(findings, "items[0].description").En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OrderRecord_TypedOverBeforeItsFirstScan_GainsNothing(bool posted)
    {
        using var courier = await server.ClientAsync("courier");
        var number = await server.SentAsync(SampleWaybills.Ivory, To);
        var comb = Inline(number, "木梳", supersedes: 1).With("waybill.recipient.phone", OtherPhone);
        if (posted)
            (await courier.SendAsync("/api/waybills", comb["waybill"]!.DeepClone())).Expect(HttpStatusCode.OK);
        // One more change in between hides nothing either.
        var answer = (await courier.SendAsync("/api/scans", posted ? Inline(number, "梳子", supersedes: 2).With("waybill.recipient.phone", OtherPhone) : comb)).Expect(HttpStatusCode.OK);
        Assert.Equal("red", answer.Text("shown"));
        Assert.Equal("red", (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "departure"))).Text("shown"));

        // The depot sees what the red is for; only above it is told who typed over it.
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Equal("contents", Assert.Single(await TipOffTests.AlertsAsync(supervisor, number)).GetProperty("type").GetString());
        using var area = await server.ClientAsync("areaManager");
        var alert = Assert.Single(await TipOffTests.AlertsAsync(area, number), a => a.GetProperty("type").GetString() == "conduct");
        var findings = (await area.ReadAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}")).Expect(HttpStatusCode.OK)["findings"].EnumerateArray().ToList();
        Assert.Contains($"from \"{SampleWaybills.Ivory}\" to", Explained(findings, "items[0].description").En, StringComparison.Ordinal);
        // The departure found nothing new: both declarations have been decided on.
        Assert.Equal(3L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM decisions d JOIN waybills w ON w.id = d.waybill_id WHERE w.number = @Number", new { Number = number }));
    }

    [Fact]
    public async Task OrderRecord_CorrectedByItsSystemAndThenTyped_IsNobodysMatter()
    {
        using var courier = await server.ClientAsync("courier");
        using var orders = await server.ClientAsync("admin");
        var number = await server.SentAsync(SampleWaybills.Ivory, To);
        (await orders.SendAsync("/api/waybills", To(SampleWaybills.Waybill(number)).With("supersedes", 1).With("reason", "更正品名"))).Expect(HttpStatusCode.OK);
        Assert.Equal("green", (await courier.SendAsync("/api/scans", Inline(number, "木梳", supersedes: 2).With("waybill.recipient.phone", OtherPhone))).Expect(HttpStatusCode.OK).Text("shown"));
        using var compliance = await server.ClientAsync("compliance");
        Assert.Empty(await TipOffTests.AlertsAsync(compliance, number));
    }

    internal static JsonObject Inline(string number, string description, int? supersedes = null)
    {
        var waybill = SampleWaybills.Waybill(number, description);
        if (supersedes is not null)
            waybill.With("supersedes", supersedes).With("reason", "当面更正");
        return SampleWaybills.Scan(number, waybill: waybill);
    }

    private static JsonObject To(JsonObject waybill) => waybill.With("recipient.phone", OtherPhone);

    private static string Told(JsonAnswer answer) => $"{answer["shown"]} {answer["instruction"]}";

    private static (string Zh, string En) Explained(List<JsonElement> findings, string field)
    {
        var explanation = findings.Single(f => f.GetProperty("field").GetString() == field).GetProperty("explanation");
        return (explanation.GetProperty("zh").GetString()!, explanation.GetProperty("en").GetString()!);
    }
}
