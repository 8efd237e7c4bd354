using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>POST /api/scans: what a scan is answered, once and again.</summary>
public sealed class ScanTests(TestServer server) : IClassFixture<TestServer>
{
    private const int AnswerBytes = 512;

    [Fact]
    public async Task Scan_OfAnOrdinaryParcel_GoesGreen()
    {
        using var client = await server.ClientAsync("courier");
        var number = await StoredAsync(client);
        var scan = SampleWaybills.Scan(number);
        var answer = (await client.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.OK);
        Assert.Equal(["scanId", "decisionId", "shown", "instruction"], answer.Body.EnumerateObject().Select(m => m.Name));
        Assert.Equal((string?)scan["scanId"], answer.Text("scanId"));
        Assert.Equal("green", answer.Text("shown"));
        Assert.Equal("inspectAsUsual", answer["instruction"].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Answer_WhateverTheLane_HasOneSize()
    {
        using var client = await server.ClientAsync("courier");
        var shown = new List<string?>();
        var scans = new JsonArray();
        foreach (var description in new[] { "折扇", "折\u200B扇", SampleWaybills.Ivory, SampleWaybills.Fireworks })
        {
            var number = await StoredAsync(client, description);
            var answer = (await client.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK);
            Assert.Equal(AnswerBytes, answer.Length);
            shown.Add(answer.Text("shown"));
            scans.Add(SampleWaybills.Scan(number));
        }

        Assert.Equal(["green", "yellow", "red", "refuse"], shown);
        var (green, mixed) = (new JsonArray(), await client.SendAsync("/api/scans", scans));
        var plain = await StoredAsync(client);
        for (var i = 0; i < shown.Count; i++)
            green.Add(SampleWaybills.Scan(plain));
        Assert.Equal((await client.SendAsync("/api/scans", green)).Expect(HttpStatusCode.OK).Length, mixed.Length);
    }

    [Fact]
    public async Task Scans_ArrayOfFiveHundred_AreAnsweredInOrderAndOneByOne()
    {
        using var client = await server.ClientAsync("courier");
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++)
            numbers.Add(await StoredAsync(client, i == 3 ? SampleWaybills.Ivory : "折扇"));
        var scans = Enumerable.Range(0, 500).Select(i => SampleWaybills.Scan(i == 77 ? "SF0000000000" : numbers[i % 5])).ToList();
        var answer = (await client.SendAsync("/api/scans", new JsonArray([.. scans]))).Expect(HttpStatusCode.OK).Body.EnumerateArray().ToList();
        Assert.Equal(500, answer.Count);
        for (var i = 0; i < 500; i++)
        {
            if (i == 77)
                Assert.Equal(404, answer[i].GetProperty("status").GetInt32());
            else
                Assert.Equal(((string?)scans[i]["scanId"], i % 5 == 3 ? "red" : "green"), (answer[i].GetProperty("scanId").GetString(), answer[i].GetProperty("shown").GetString()));
        }
    }

    [Fact]
    public async Task Scan_SameIdAgain_GivesTheSameAnswerOrAConflict()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = await StoredAsync(client);
        var scan = SampleWaybills.Scan(number);
        var first = (await client.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.OK);
        // The parcel turns red in between: the old scan still gets its old answer.
        var red = SampleWaybills.Waybill(number, SampleWaybills.Ivory).With("supersedes", 1).With("reason", "寄件人更正品名");
        (await client.SendAsync("/api/waybills", red)).Expect(HttpStatusCode.OK);
        var rows = await server.StoredRowsAsync();
        var again = (await client.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.OK);
        Assert.Equal(first.Body.ToString(), again.Body.ToString());
        Assert.Equal("green", again.Text("shown"));
        foreach (var (path, value) in new[] { ("kind", "departure"), ("device", "other"), ("scannedAt", "2026-11-22T08:00:01Z"), ("waybillNumber", "SF1390000000001") })
            (await client.SendAsync("/api/scans", scan.DeepClone().AsObject().With(path, value))).Expect(HttpStatusCode.Conflict);
        (await client.SendAsync("/api/scans", scan.DeepClone().AsObject().Without("carrier"))).Expect(HttpStatusCode.Conflict);
        Assert.Equal(rows, await server.StoredRowsAsync());
    }

    [Fact]
    public async Task Scan_SameIdFiftyTimesAtOnce_IsOneRow()
    {
        using var client = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        var scan = SampleWaybills.Scan(number, waybill: SampleWaybills.Waybill(number, SampleWaybills.Ivory));
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.SendAsync("/api/scans", scan)));
        var body = Assert.Single(answers.Select(a => a.Expect(HttpStatusCode.OK).Body.ToString()).Distinct());
        Assert.Contains("\"red\"", body, StringComparison.Ordinal);
        foreach (var table in new[] { "scans s JOIN waybills w ON w.id = s.waybill_id", "decisions s JOIN waybills w ON w.id = s.waybill_id", "alerts s JOIN waybills w ON w.id = s.waybill_id", "waybill_versions s JOIN waybills w ON w.id = s.waybill_id" })
            Assert.Equal(1L, await server.ScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE w.number = @Number", new { Number = number }));
    }

    [Fact]
    public async Task Number_ThatFitsTwoCarriers_ListsThemUntilOneIsNamed()
    {
        using var client = await server.ClientAsync("courier");
        using var orders = await server.ClientAsync("admin");
        var number = SampleWaybills.NewNumber();
        await orders.SendAsync("/api/waybills", new JsonArray(SampleWaybills.Waybill(number), SampleWaybills.Waybill(number).With("carrier", "ZTO")));
        var rows = await server.StoredRowsAsync();
        var scan = SampleWaybills.Scan(number).Without("carrier");
        var answer = (await client.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.Conflict);
        Assert.Equal(["SF", "ZTO"], answer["candidates"].EnumerateArray().Select(c => c.GetProperty("carrier").GetString()));
        Assert.Equal(rows, await server.StoredRowsAsync());
        // Nothing was stored, so the same scanId may go on with the choice made.
        (await client.SendAsync("/api/scans", scan.With("carrier", "ZTO"))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Number_Unknown_IsNotFoundAndYellow()
    {
        using var client = await server.ClientAsync("courier");
        var rows = await server.StoredRowsAsync();
        var number = server.UndrawnNumber();
        var scan = SampleWaybills.Scan(number);
        var answer = (await client.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.NotFound);
        Assert.Equal("yellow", answer.Text("shown"));
        Assert.Equal("checkIdentity", answer["instruction"].GetProperty("code").GetString());
        Assert.NotEqual("", answer["text"].GetProperty("zh").GetString());
        Assert.Equal(rows, await server.StoredRowsAsync());
        var inline = (await client.SendAsync("/api/scans", scan.With("waybill", SampleWaybills.Waybill(number)))).Expect(HttpStatusCode.OK);
        Assert.Equal("green", inline.Text("shown"));
    }

    [Fact]
    public async Task InlineWaybill_ThatDiffersFromTheStoredOne_IsAConflictUnlessItSupersedes()
    {
        using var client = await server.ClientAsync("courier");
        var number = await StoredAsync(client);
        var other = SampleWaybills.Waybill(number, SampleWaybills.Ivory);
        var conflict = (await client.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: other.DeepClone().AsObject()))).Expect(HttpStatusCode.Conflict);
        Assert.Equal(1, conflict["version"].GetInt32());
        var corrected = SampleWaybills.Scan(number, waybill: other.With("supersedes", 1).With("reason", "当面更正"));
        Assert.Equal("red", (await client.SendAsync("/api/scans", corrected)).Expect(HttpStatusCode.OK).Text("shown"));
    }

    [Theory]
    [InlineData("acceptance", "refuse", "doNotAccept")]
    [InlineData("departure", "refuse", "stopAndSecure")]
    [InlineData("depot", "refuse", "stopAndSecure")]
    [InlineData("handover", "refuse", "stopAndSecure")]
    [InlineData("delivery", "refuse", "stopAndSecure")]
    [InlineData("return", "refuse", "stopAndSecure")]
    [InlineData("forward", "refuse", "stopAndSecure")]
    [InlineData("cancelled", "refuse", "stopAndSecure")]
    public async Task Scan_OfAProhibitedParcel_IsRefusedAtTheDoorAndStoppedLater(string kind, string shown, string instruction)
    {
        using var client = await server.ClientAsync("courier");
        var number = await StoredAsync(client, SampleWaybills.Fireworks);
        var answer = (await client.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: kind))).Expect(HttpStatusCode.OK);
        Assert.Equal((shown, instruction), (answer.Text("shown"), answer["instruction"].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Decision_ForTheCourier_IsForbidden()
    {
        using var courier = await server.ClientAsync("courier");
        var number = await StoredAsync(courier, SampleWaybills.Ivory);
        var id = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number)))["decisionId"].GetGuid();
        (await courier.ReadAsync($"/api/decisions/{id}")).Expect(HttpStatusCode.Forbidden);
        using var supervisor = await server.ClientAsync("supervisor");
        var view = (await supervisor.ReadAsync($"/api/decisions/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("red", view.Text("lane"));
        var finding = view["findings"].EnumerateArray().First(f => f.GetProperty("code").GetString()!.StartsWith("contents.wildlife", StringComparison.Ordinal));
        Assert.Equal("items[0].description", finding.GetProperty("field").GetString());
        var (start, length) = (finding.GetProperty("start").GetInt32(), finding.GetProperty("length").GetInt32());
        Assert.Equal(finding.GetProperty("text").GetString(), SampleWaybills.Ivory.Substring(start, length));
        Assert.DoesNotContain(SampleWaybills.SenderName, view.Body.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> StoredAsync(HttpClient client, string description = "折扇")
    {
        var number = server.UndrawnNumber();
        (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number, description))).Expect(HttpStatusCode.OK);
        return number;
    }
}
