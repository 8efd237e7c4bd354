using System.Net;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>Who takes a parcel for its recipient: recorded at the delivery scan, screened with it, shown to those who may see him. Each test has people of its own.</summary>
public sealed class CollectionTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Document = "530102199003070016";

    public static TheoryData<string, string, string> Refused => new()
    {
        { "acceptance", """{"relation":"recipient"}""", "collector" },
        { "delivery", """{"relation":"friend"}""", "collector.relation" },
        { "delivery", """{}""", "collector.relation" },
        { "delivery", """{"relation":"household"}""", "collector.name" },
        { "delivery", """{"relation":"recipient","name":"许演青"}""", "collector.name" },
        { "delivery", """{"relation":"other","phone":"13977700300","idType":"residentId","idNumber":"530102199003070016"}""", "collector.name" },
        { "delivery", """{"relation":"other","name":"许演青","idType":"residentId","idNumber":"530102199003070016"}""", "collector.phone" },
        { "delivery", """{"relation":"other","name":"许演青","phone":"13977700300"}""", "collector.idNumber" },
        { "delivery", """{"relation":"other","name":"许演青","phone":"13977700300","idNumber":"530102199003070016"}""", "collector.idType" },
        { "delivery", """{"relation":"colleague","name":"许演青","address":"x"}""", "collector.address" },
        { "delivery", "\"nobody\"", "collector" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Collector_WithoutWhatHisRelationAsks_IsRefusedByField(string kind, string collector, string field)
    {
        using var courier = await server.ClientAsync("courier");
        var number = await AcceptedAsync(courier, "13977700301", "13977700309");
        var before = await server.ScalarAsync<long>("SELECT COUNT(*) FROM scans");
        var answer = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: kind).With("collector", JsonNode.Parse(collector)))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal([field], answer.Fields);
        Assert.Equal(before, await server.ScalarAsync<long>("SELECT COUNT(*) FROM scans"));
    }

    [Fact]
    public async Task ThirdPerson_IsKeptEncrypted_AndRevealedWithTheParcel()
    {
        using var courier = await server.ClientAsync("courier");
        var number = await AcceptedAsync(courier, "13977700311", "13977700319");
        var scan = SampleWaybills.Scan(number, kind: "delivery").With("collector", Third("寅演三", "13977700310", Document));
        var answer = (await courier.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.OK);
        Assert.Equal("green", answer.Text("shown"));
        // The same again is the same; another collector under the scan's id is not.
        Assert.Equal(answer["decisionId"].GetGuid(), (await courier.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.OK)["decisionId"].GetGuid());
        (await courier.SendAsync("/api/scans", scan.With("collector.phone", "13977700312"))).Expect(HttpStatusCode.Conflict);
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM collections WHERE relation = 'other' AND scan_id = @Id", new { Id = Guid.Parse((string)scan["scanId"]!) }));

        using var supervisor = await server.ClientAsync("supervisor");
        var waybill = await server.ScalarAsync<Guid>("SELECT id FROM waybills WHERE number = @number", new { number });
        var collector = (await supervisor.SendAsync($"/api/waybills/{waybill}/reveal", new JsonObject { ["reason"] = "核对取件人" })).Expect(HttpStatusCode.OK)["collector"];
        Assert.Equal(
            ("other", "寅演三", "13977700310", "residentId", Document),
            (collector.GetProperty("relation").GetString(), collector.GetProperty("name").GetString(), collector.GetProperty("phone").GetString(), collector.GetProperty("idType").GetString(), collector.GetProperty("idNumber").GetString()));
    }

    [Fact]
    public async Task ListedPerson_WhoCollects_IsFound_AndTheCourierLearnsNothingOfIt()
    {
        using var courier = await server.ClientAsync("courier");
        var number = await AcceptedAsync(courier, "13977700321", "13977700329");
        var scan = SampleWaybills.Scan(number, kind: "delivery").With("collector", Third("卯演四", "13977700320", SampleWaybills.ListedIdNumber));
        var answer = (await courier.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.OK);
        Assert.Equal(("red", "inspectThoroughly"), (answer.Text("shown"), answer["instruction"].GetProperty("code").GetString()));
        var finding = Assert.Single(await FindingsAsync(answer));
        Assert.Equal(("riskList.idNumber", "collector", "collector.idNumber"), finding);
        using var compliance = await server.ClientAsync("compliance");
        var alert = (await compliance.ReadAsync("/api/alerts")).Expect(HttpStatusCode.OK)["items"].EnumerateArray().First(a => a.GetProperty("waybillNumber").GetString() == number);
        var shown = (await compliance.ReadAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}")).Expect(HttpStatusCode.OK)["waybill"].GetProperty("collector");
        Assert.Equal(("卯**", "139****0320"), (shown.GetProperty("name").GetString(), shown.GetProperty("phone").GetString()));
    }

    [Fact]
    public async Task OnePerson_WhoCollectsForFourRecipients_IsToldAtTheFourth_AndAStationIsNot()
    {
        using var courier = await server.ClientAsync("courier");
        var codes = new List<string>();
        foreach (var relation in new[] { "other", "pickupPoint" })
        {
            for (var i = 0; i < 4; i++)
            {
                var number = await AcceptedAsync(courier, $"1397770033{i}", $"1397770034{i}");
                var collector = Third("辰演五", relation == "other" ? "13977700350" : "13977700351", relation == "other" ? "530102198004120025" : "53010219920513003X").With("relation", relation);
                codes.Add(string.Join(' ', (await FindingsAsync((await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "delivery").With("collector", collector))).Expect(HttpStatusCode.OK))).Select(f => f.Code)));
            }
        }

        Assert.Equal(["", "", "", "behaviour.collectsForMany", "", "", "", ""], codes);
    }

    [Theory]
    [InlineData("other")]
    // Called a station, which is not counted, he is the sender all the same.
    [InlineData("pickupPoint")]
    public async Task Sender_WhoCollectsHisOwnParcel_IsNoticed(string relation)
    {
        using var courier = await server.ClientAsync("courier");
        var number = await AcceptedAsync(courier, "13977700361", "13977700369");
        var answer = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "delivery").With("collector", Third("巳演六", "+86 139 7770 0361", "530102199109231332").With("relation", relation)))).Expect(HttpStatusCode.OK);
        Assert.Equal(["behaviour.senderCollects"], (await FindingsAsync(answer)).Select(f => f.Code));
        Assert.Equal(("yellow", "checkIdentity"), (answer.Text("shown"), answer["instruction"].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Correction_AfterTheDelivery_IsScreenedWithTheCollector()
    {
        using var courier = await server.ClientAsync("courier");
        var number = await AcceptedAsync(courier, "13977700371", "13977700379");
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "delivery").With("collector", Third("午演七", "13977700371", "530102198609091417")))).Expect(HttpStatusCode.OK);
        var corrected = Waybill(number, "13977700371", "13977700379").With("remarks", "更正").With("supersedes", 1).With("reason", "补备注");
        using var orders = await server.ClientAsync("admin");
        (await orders.SendAsync("/api/waybills", corrected)).Expect(HttpStatusCode.OK);
        var decision = await server.ScalarAsync<Guid>("SELECT d.id FROM decisions d JOIN waybills w ON w.id = d.waybill_id WHERE w.number = @number ORDER BY d.decided_at DESC LIMIT 1", new { number });
        using var compliance = await server.ClientAsync("compliance");
        var codes = (await compliance.ReadAsync($"/api/decisions/{decision}")).Expect(HttpStatusCode.OK)["findings"].EnumerateArray().Select(f => f.GetProperty("code").GetString());
        Assert.Contains("behaviour.senderCollects", codes);
    }

    [Fact]
    public async Task Erasure_OfACollector_TakesHisParcelsWithIt()
    {
        using var courier = await server.ClientAsync("courier");
        var number = await AcceptedAsync(courier, "13977700381", "13977700389");
        var scan = SampleWaybills.Scan(number, kind: "delivery").With("collector", Third("未演八", "13977700380", "530102198103211117"));
        (await courier.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.OK);
        using var compliance = await server.ClientAsync("compliance");
        var report = (await compliance.SendAsync("/api/personal-data/erasures", new JsonObject { ["phone"] = "13977700380", ["reason"] = "本人请求删除" })).Expect(HttpStatusCode.OK);
        Assert.Equal(1, report["erased"].GetInt32());
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM collections WHERE scan_id = @Id", new { Id = Guid.Parse((string)scan["scanId"]!) }));
    }

    private static JsonObject Third(string name, string phone, string document) =>
        new() { ["relation"] = "other", ["name"] = name, ["phone"] = phone, ["idType"] = "residentId", ["idNumber"] = document };

    private static JsonObject Waybill(string number, string sender, string recipient) => SampleWaybills.Waybill(number)
        .With("sender.phone", sender).With("recipient.phone", recipient).With("recipient.name", "申演" + recipient[^1]).With("contentKind", "letter").Without("sender.idNumber").Without("sender.idType");

    private async Task<string> AcceptedAsync(HttpClient courier, string sender, string recipient)
    {
        var number = server.UndrawnNumber();
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: Waybill(number, sender, recipient)))).Expect(HttpStatusCode.OK);
        return number;
    }

    private async Task<(string? Code, string? Party, string? Field)[]> FindingsAsync(JsonAnswer scan)
    {
        using var compliance = await server.ClientAsync("compliance");
        var decision = (await compliance.ReadAsync($"/api/decisions/{scan["decisionId"].GetGuid()}")).Expect(HttpStatusCode.OK);
        return [.. decision["findings"].EnumerateArray().Select(f => (f.GetProperty("code").GetString(), f.GetProperty("party").GetString(), f.GetProperty("field").GetString()))];
    }
}
