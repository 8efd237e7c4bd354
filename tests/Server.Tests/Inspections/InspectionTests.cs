using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Inspections;

/// <summary>What came of opening a parcel, and what finds are worth. Each test has people of its own.</summary>
public sealed class InspectionTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Bad => new()
    {
        { "inspectionId", "null", "inspectionId" },
        { "scanId", "\"0199d7a0-0000-7000-8000-000000000000\"", "scanId" },
        { "depot", "\"JH-01\"", "depot" },
        { "device", "\" \"", "device" },
        { "startedAt", "\"2026-11-22T08:10:00Z\"", "endedAt" },
        { "startedAt", "\"0001-01-01T00:00:00Z\"", "startedAt" },
        { "endedAt", "\"2099-01-01T00:00:00Z\"", "endedAt" },
        { "result", "\"maybe\"", "result" },
        { "result", "\"found\"", "found" },
        { "photos", "-1", "photos" },
        { "photos", "\"3\"", "photos" },
        { "mark", "\"a\\u202eb\"", "mark" },
        { "found", """[{"kind":"wildlife","description":"象牙","quantity":1}]""", "found" },
        { "extra", "1", "extra" },
    };

    public static TheoryData<string, string> BadFinds => new()
    {
        { """{"kind":"wildlife","description":" ","quantity":1}""", "found[0].description" },
        { """{"kind":"wildlife","description":"象牙","quantity":0}""", "found[0].quantity" },
        { """{"kind":"wildlife","description":"象牙","quantity":1,"species":"unicorn"}""", "found[0].species" },
        { """{"kind":"prohibited","description":"烟花","quantity":1,"species":"african-elephant"}""", "found[0].species" },
        { """{"kind":"wildlife","description":"象牙","quantity":1,"weight":-1}""", "found[0].weight" },
        { "null", "found[0]" },
        { """{"kind":"ivory","description":"象牙","quantity":1}""", "found[0].kind" },
        { "null", "found[0]" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Inspection_WithABadField_IsRefusedByIt_AndNothingIsStored(string field, string value, string named)
    {
        using var courier = await server.ClientAsync("courier");
        var (_, scan) = await ScannedAsync(courier, "13977700401", "13977700409");
        var before = await server.ScalarAsync<long>("SELECT COUNT(*) FROM inspections");
        var answer = (await courier.SendAsync("/api/inspections", Inspection(scan).With(field, JsonNode.Parse(value)))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal([named], answer.Fields);
        Assert.Equal(before, await server.ScalarAsync<long>("SELECT COUNT(*) FROM inspections"));
    }

    [Theory]
    [MemberData(nameof(BadFinds))]
    public async Task Find_WithABadField_IsRefusedByIt(string find, string named)
    {
        using var courier = await server.ClientAsync("courier");
        var (_, scan) = await ScannedAsync(courier, "13977700401", "13977700409");
        var answer = (await courier.SendAsync("/api/inspections", Found(scan, find))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal([named], answer.Fields);
    }

    [Fact]
    public async Task NothingFound_IsKept_Once_AndDecidesNothing()
    {
        using var courier = await server.ClientAsync("courier");
        var (number, scan) = await ScannedAsync(courier, "13977700411", "13977700419");
        var decisions = await server.ScalarAsync<long>("SELECT COUNT(*) FROM decisions");
        var inspection = Inspection(scan);
        (await courier.SendAsync("/api/inspections", inspection)).Expect(HttpStatusCode.OK);
        (await courier.SendAsync("/api/inspections", inspection)).Expect(HttpStatusCode.OK);
        (await courier.SendAsync("/api/inspections", inspection.With("photos", 4))).Expect(HttpStatusCode.Conflict);
        Assert.Equal(decisions, await server.ScalarAsync<long>("SELECT COUNT(*) FROM decisions"));
        using var supervisor = await server.ClientAsync("supervisor");
        var kept = Assert.Single(await InspectionsAsync(supervisor, number));
        Assert.Equal(("nothingFound", 3, "YS-1", "courier"), (kept.GetProperty("result").GetString(), kept.GetProperty("photos").GetInt32(), kept.GetProperty("mark").GetString(), kept.GetProperty("by").GetString()));
    }

    [Fact]
    public async Task Wildlife_Found_StopsTheParcel_TellsTheSupervisor_AndSaysNothingMoreToTheCourier()
    {
        using var courier = await server.ClientAsync("courier");
        var (number, scan) = await ScannedAsync(courier, "13977700421", "13977700429");
        var answer = (await courier.SendAsync("/api/inspections", Found(scan, Ivory))).Expect(HttpStatusCode.OK);
        Assert.Equal("""{"inspectionId":""", answer.Body.ToString()[..16]);
        Assert.Single(answer.Body.EnumerateObject());

        using var supervisor = await server.ClientAsync("supervisor");
        var alert = await AlertAsync(supervisor, number);
        Assert.Equal(("contents", "critical", "hold"), (alert.GetProperty("type").GetString(), alert.GetProperty("severity").GetString(), alert.GetProperty("lane").GetString()));
        var detail = (await supervisor.ReadAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}")).Expect(HttpStatusCode.OK);
        var finding = Assert.Single(detail["findings"].EnumerateArray());
        Assert.Equal(("contents.foundWildlife", "postal-notice-0319"), (finding.GetProperty("code").GetString(), finding.GetProperty("legalBasis").GetString()));
        Assert.Contains("象牙手串，2 条，180克", finding.GetProperty("explanation").GetProperty("zh").GetString(), StringComparison.Ordinal);

        // Wherever it is scanned from now on.
        var later = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "departure"))).Expect(HttpStatusCode.OK);
        Assert.Equal(("refuse", "stopAndSecure"), (later.Text("shown"), later["instruction"].GetProperty("code").GetString()));
        Assert.Empty((await (await server.ClientAsync("compliance")).ReadAsync("/api/evidence/check")).Expect(HttpStatusCode.OK)["problems"].EnumerateArray());
    }

    [Fact]
    public async Task Refused_IsNotAccepted()
    {
        using var courier = await server.ClientAsync("courier");
        var (number, scan) = await ScannedAsync(courier, "13977700431", "13977700439");
        (await courier.SendAsync("/api/inspections", Inspection(scan).With("result", "refused").With("photos", 0))).Expect(HttpStatusCode.OK);
        var again = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK);
        Assert.Equal(("refuse", "doNotAccept"), (again.Text("shown"), again["instruction"].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task AssessedWildlife_CountsAgainstThePerson_ByTheThresholds_UntilItIsNone()
    {
        using var courier = await server.ClientAsync("courier");
        using var compliance = await server.ClientAsync("compliance");
        async Task<string[]> NextAsync(string sender, string recipient)
        {
            var (_, scan) = await ScannedAsync(courier, sender, recipient);
            var decided = await server.Services.GetRequiredService<DecisionStore>().LatestOfScanAsync(scan, Ct);
            return [.. decided!.Content!.Decision.Findings.Select(f => $"{f.Party} {f.Code} {f.Explanation.En}")];
        }

        var (number, scan) = await ScannedAsync(courier, "13977700441", "13977700449");
        (await courier.SendAsync("/api/inspections", Found(scan, Ivory))).Expect(HttpStatusCode.OK);
        // A courier's word alone marks nobody.
        Assert.Empty(await NextAsync("13977700441", "13977700448"));

        var item = (await InspectionsAsync(compliance, number)).Single().GetProperty("found")[0].GetProperty("id").GetGuid();
        (await AssessAsync(compliance, item, "estimated", "19999.99")).Expect(HttpStatusCode.Created);
        Assert.Equal(["Sender behaviour.wildlifeBefore Within 730 days wildlife was found in 1 parcels of this person."], await NextAsync("13977700441", "13977700447"));
        (await AssessAsync(compliance, item, "confirmed", "20000")).Expect(HttpStatusCode.Created);
        Assert.Equal(
            ["Recipient behaviour.assessedValue Finds within 730 days were assessed at 20000 yuan, which reaches the threshold of 20000.", "Recipient behaviour.wildlifeBefore Within 730 days wildlife was found in 1 parcels of this person."],
            await NextAsync("13977700446", "13977700449"));
        // The depot, which may be in it, sees the find and not that it counts.
        foreach (var (role, basis) in new[] { ("supervisor", null), ("areaManager", "confirmed") })
        {
            using var client = await server.ClientAsync(role);
            var find = (await InspectionsAsync(client, number)).Single().GetProperty("found")[0];
            Assert.Equal("wildlife", find.GetProperty("kind").GetString());
            Assert.Equal(basis, find.GetProperty("basis").GetString());
            Assert.Equal(basis is null ? 5 : 0, find.EnumerateObject().Count(field => field.Name is "basis" or "value" or "source" or "assessedBy" or "assessedAt" && field.Value.ValueKind == JsonValueKind.Null));
        }

        (await AssessAsync(compliance, item, "notWildlife", "0")).Expect(HttpStatusCode.Created);
        Assert.Empty(await NextAsync("13977700441", "13977700445"));

        var assessed = (await InspectionsAsync(compliance, number)).Single().GetProperty("found")[0];
        Assert.Equal(("notWildlife", "0.00", "compliance"), (assessed.GetProperty("basis").GetString(), assessed.GetProperty("value").GetString(), assessed.GetProperty("assessedBy").GetString()));
        Assert.Equal(3L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM assessments WHERE item_id = @Id", new { Id = item }));
        Assert.Equal(3L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'inspection.assessed' AND subject = @Id", new { Id = item.ToString() }));
    }

    [Theory]
    [InlineData("confirmed", "12,000", "价格认定 1号", "value")]
    [InlineData("confirmed", "0", "价格认定 1号", "value")]
    [InlineData("notWildlife", "5", "价格认定 1号", "value")]
    [InlineData("estimated", "5", " x ", "source")]
    public async Task Assessment_ThatSaysNothing_IsRefused(string basis, string value, string source, string field)
    {
        using var compliance = await server.ClientAsync("compliance");
        var answer = (await AssessAsync(compliance, Guid.NewGuid(), basis, value, source)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal([field], answer.Fields);
    }

    [Fact]
    public async Task Assessment_IsForComplianceAlone_AndOfWildlifeAlone()
    {
        using var courier = await server.ClientAsync("courier");
        using var compliance = await server.ClientAsync("compliance");
        (await AssessAsync(compliance, Guid.NewGuid(), "confirmed", "1")).Expect(HttpStatusCode.NotFound);
        foreach (var other in new[] { "courier", "supervisor", "areaManager", "admin" })
        {
            using var client = await server.ClientAsync(other);
            (await AssessAsync(client, Guid.NewGuid(), "confirmed", "1")).Expect(HttpStatusCode.Forbidden);
        }

        var (number, scan) = await ScannedAsync(courier, "13977700451", "13977700459");
        (await courier.SendAsync("/api/inspections", Found(scan, """{"kind":"prohibited","description":"烟花","quantity":1}"""))).Expect(HttpStatusCode.OK);
        var item = (await InspectionsAsync(compliance, number)).Single().GetProperty("found")[0].GetProperty("id").GetGuid();
        Assert.Equal(["basis"], (await AssessAsync(compliance, item, "confirmed", "1")).Expect(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task Erasure_KeepsAParcelWithAssessedWildlife_AndOtherwiseTakesTheWords()
    {
        using var courier = await server.ClientAsync("courier");
        using var compliance = await server.ClientAsync("compliance");
        var (number, scan) = await ScannedAsync(courier, "13977700461", "13977700469");
        (await courier.SendAsync("/api/inspections", Found(scan, Ivory))).Expect(HttpStatusCode.OK);
        var item = (await InspectionsAsync(compliance, number)).Single().GetProperty("found")[0].GetProperty("id").GetGuid();
        (await AssessAsync(compliance, item, "confirmed", "500")).Expect(HttpStatusCode.Created);
        await server.Database.WriteAsync((connection, transaction) => { Dapper.SqlMapper.Execute(connection, "UPDATE alerts SET state = 'released' WHERE waybill_number = @number", new { number }, transaction); }, Ct);
        var erasure = new JsonObject { ["phone"] = "13977700461", ["reason"] = "本人请求删除" };
        Assert.Equal(1, (await compliance.SendAsync("/api/personal-data/erasures", erasure)).Expect(HttpStatusCode.OK)["kept"].GetInt32());
        (await AssessAsync(compliance, item, "notWildlife", "0")).Expect(HttpStatusCode.Created);
        Assert.Equal(1, (await compliance.SendAsync("/api/personal-data/erasures", erasure)).Expect(HttpStatusCode.OK)["erased"].GetInt32());
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM inspection_items WHERE id = @Id AND description_cipher IS NULL", new { Id = item }));
        (await AssessAsync(compliance, item, "confirmed", "500")).Expect(HttpStatusCode.Conflict);
    }

    private const string Ivory = """{"kind":"wildlife","species":"african-elephant","description":"象牙手串","quantity":2,"unit":"条","weight":180}""";

    private static JsonObject Inspection(Guid scan) => new()
    {
        ["inspectionId"] = Guid.NewGuid().ToString(),
        ["scanId"] = scan.ToString(),
        ["depot"] = SampleWaybills.Depot,
        ["device"] = "test-device",
        ["startedAt"] = "2026-11-22T08:00:00Z",
        ["endedAt"] = "2026-11-22T08:02:00Z",
        ["result"] = "nothingFound",
        ["photos"] = 3,
        ["mark"] = "YS-1",
    };

    private static JsonObject Found(Guid scan, string find) => Inspection(scan).With("result", "found").With("found", new JsonArray(JsonNode.Parse(find)));

    private static Task<JsonAnswer> AssessAsync(HttpClient client, Guid item, string basis, string value, string source = "价格认定 2026-1号") =>
        client.SendAsync($"/api/inspections/items/{item}/assessments", new JsonObject { ["basis"] = basis, ["value"] = value, ["source"] = source });

    private async Task<(string Number, Guid Scan)> ScannedAsync(HttpClient courier, string sender, string recipient)
    {
        var number = server.UndrawnNumber();
        var waybill = SampleWaybills.Waybill(number).With("sender.phone", sender).With("recipient.phone", recipient).With("recipient.name", "申演" + recipient[^1])
            .With("contentKind", "letter").Without("sender.idNumber").Without("sender.idType");
        var scan = Guid.NewGuid();
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, scan, waybill: waybill))).Expect(HttpStatusCode.OK);
        return (number, scan);
    }

    private async Task<IReadOnlyList<JsonElement>> InspectionsAsync(HttpClient client, string number)
    {
        var waybill = await server.ScalarAsync<Guid>("SELECT id FROM waybills WHERE number = @number", new { number });
        return [.. (await client.ReadAsync($"/api/inspections?waybillId={waybill}")).Expect(HttpStatusCode.OK)["items"].EnumerateArray()];
    }

    private static async Task<JsonElement> AlertAsync(HttpClient client, string number) =>
        Assert.Single((await client.ReadAsync("/api/alerts")).Expect(HttpStatusCode.OK)["items"].EnumerateArray(), a => a.GetProperty("waybillNumber").GetString() == number);
}
