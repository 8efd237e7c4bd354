using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using LogisticsScreening.Server.Intake;
using LogisticsScreening.Server.Tests.Screenings;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>Trying words under ever new numbers: the limit is met, says so, loses nothing, and tells nothing.</summary>
public sealed class WordingLimitTests : IAsyncLifetime
{
    private static readonly WordingLimits Limits = new();
    private readonly TestServer server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task SameParties_ManyWordings_WaitAndAreScreenedLater()
    {
        using var courier = await server.ClientAsync("courier");
        using var area = await server.ClientAsync("areaManager");
        var answers = new List<JsonAnswer>();
        for (var i = 0; i < Limits.PerParties; i++)
        {
            Assert.Empty(await ConductAsync(area));
            answers.Add((await courier.SendAsync("/api/scans", Worded(i))).Expect(HttpStatusCode.OK));
        }

        // The one that reached the limit is answered like those before it, and told above the depot.
        Assert.Equal(("red", answers[0].Length), (answers[^1].Text("shown"), answers[^1].Length));
        Assert.Equal("region", Assert.Single(await ConductAsync(area)).GetProperty("audience").GetString());

        var late = Worded(Limits.PerParties);
        var before = await DecidedAsync();
        var (status, retryAfter, problem) = await PostAsync(courier, late);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(retryAfter!.Value, Limits.Window - TimeSpan.FromHours(1), Limits.Window);
        Assert.Equal((long)retryAfter.Value.TotalSeconds, problem["retryAfter"]!.GetValue<long>());
        Assert.Equal(("yellow", "checkIdentity"), ((string?)problem["shown"], (string?)problem["instruction"]!["code"]));
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", (string?)problem["text"]!["zh"]);
        var number = (string)late["waybillNumber"]!;
        // Neither the number alone nor an array is a way round, and nothing was decided.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync(courier, SampleWaybills.Scan(number))).Status);
        var inArray = Worded(77);
        var array = (await courier.SendAsync("/api/scans", new JsonArray(inArray))).Expect(HttpStatusCode.OK).Body[0];
        Assert.Equal(429, array.GetProperty("status").GetInt32());
        Assert.True(array.GetProperty("retryAfter").GetInt64() > 0);
        Assert.Equal(before, await DecidedAsync());

        // The same words again teach nothing; other people's parcels and records of order systems go on.
        Assert.Equal("red", (await courier.SendAsync("/api/scans", Worded(0))).Expect(HttpStatusCode.OK).Text("shown"));
        Assert.Equal("red", (await courier.SendAsync("/api/scans", Worded(77).With("waybill.recipient.phone", "13900000299"))).Expect(HttpStatusCode.OK).Text("shown"));
        using var orders = await server.ClientAsync("admin");
        var ordered = server.UndrawnNumber();
        (await orders.SendAsync("/api/waybills", SampleWaybills.Waybill(ordered, SampleWaybills.Ivory))).Expect(HttpStatusCode.OK);
        Assert.Equal("red", (await courier.SendAsync("/api/scans", SampleWaybills.Scan(ordered))).Expect(HttpStatusCode.OK).Text("shown"));
        // Another who has the parcel in hand is not held up by who typed it in.
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Equal("red", (await supervisor.SendAsync("/api/scans", SampleWaybills.Scan((string)inArray["waybillNumber"]!))).Expect(HttpStatusCode.OK).Text("shown"));

        // A day later the scan that waited in the outbox is taken as it is.
        await server.Database.WriteAsync((c, t) => c.Execute("UPDATE caught_wordings SET caught_at = caught_at - @Day", new { Day = Limits.Window.Ticks / TimeSpan.TicksPerMicrosecond }, t), Ct);
        Assert.Equal("red", (await courier.SendAsync("/api/scans", late)).Expect(HttpStatusCode.OK).Text("shown"));
        Assert.Empty(await ConductAsync(supervisor));
    }

    [Fact]
    public async Task ManyAtOnce_AreCountedOneByOne()
    {
        using var courier = await server.ClientAsync("courier");
        var answers = (await courier.SendAsync("/api/scans", new JsonArray([.. Enumerable.Range(0, 40).Select(i => (JsonNode)Worded(i))]))).Expect(HttpStatusCode.OK).Body;
        Assert.Equal(Limits.PerParties, answers.EnumerateArray().Count(a => a.TryGetProperty("decisionId", out _)));
        Assert.Equal(40 - Limits.PerParties, answers.EnumerateArray().Count(a => a.TryGetProperty("status", out var status) && status.GetInt32() == 429));
    }

    [Fact]
    public async Task OneAccount_ManyParties_WaitsToo()
    {
        using var courier = await server.ClientAsync("courier");
        var probes = Enumerable.Range(0, Limits.PerAccount + 1).Select(i => Worded(i).With("device", $"device-{i}").With("waybill.recipient.phone", $"1390001{i:0000}")).ToList();
        var answers = (await courier.SendAsync("/api/scans", new JsonArray([.. probes]))).Expect(HttpStatusCode.OK).Body.EnumerateArray();
        Assert.Single(answers, a => a.TryGetProperty("status", out var status) && status.GetInt32() == 429);
        // Words that pass are no way round either: who is over the limit waits before he may learn that they do.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync(courier, RewordingTests.Inline(server.UndrawnNumber(), "折扇"))).Status);
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Equal("green", (await supervisor.SendAsync("/api/scans", RewordingTests.Inline(server.UndrawnNumber(), "折扇").With("device", "other"))).Expect(HttpStatusCode.OK).Text("shown"));
    }

    [Fact]
    public async Task OneAccount_SameWordsForManyParties_WaitsToo()
    {
        using var courier = await server.ClientAsync("courier");
        var listed = Enumerable.Range(0, Limits.PerAccount).Select(i => To(i).With("waybill.sender.phone", $"1390002{i:0000}").With("waybill.recipient.phone", SampleWaybills.ListedPhone)).ToList();
        var answers = (await courier.SendAsync("/api/scans", new JsonArray([.. listed]))).Expect(HttpStatusCode.OK).Body.EnumerateArray();
        Assert.All(answers, a => Assert.Equal("red", a.GetProperty("shown").GetString()));
        // Whoever the next one is for, its answer would be another look into the list; the same parties again are none.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync(courier, To(Limits.PerAccount))).Status);
        var again = To(0).With("waybill.sender.phone", "13900020000").With("waybill.recipient.phone", SampleWaybills.ListedPhone);
        Assert.Equal("red", (await courier.SendAsync("/api/scans", again)).Expect(HttpStatusCode.OK).Text("shown"));

        JsonObject To(int i) => RewordingTests.Inline(server.UndrawnNumber(), "折扇").With("device", $"device-{i}").With("waybill.recipient.phone", $"1390001{i:0000}");
    }

    [Fact]
    public async Task OneAccount_VagueAndPassingWordsForManyParties_GoesOn()
    {
        using var courier = await server.ClientAsync("courier");
        foreach (var (words, shown) in new[] { ("礼品", "yellow"), ("折扇", "green") })
        {
            var day = Enumerable.Range(0, Limits.PerAccount + 5).Select(i => RewordingTests.Inline(server.UndrawnNumber(), words).With("waybill.recipient.phone", $"1390001{i:0000}")).ToList();
            var answers = (await courier.SendAsync("/api/scans", new JsonArray([.. day]))).Expect(HttpStatusCode.OK).Body.EnumerateArray();
            Assert.All(answers, a => Assert.Equal(shown, a.GetProperty("shown").GetString()));
        }
    }

    [Fact]
    public async Task OneParcel_RewordedOverAndOver_Waits()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        for (var version = 0; version < Limits.PerParties; version++)
            Assert.Equal("red", (await courier.SendAsync("/api/scans", RewordingTests.Inline(number, version == 0 ? SampleWaybills.Ivory : $"折扇 {version}", version == 0 ? null : version))).Expect(HttpStatusCode.OK).Text("shown"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync(courier, RewordingTests.Inline(number, "折扇 77", Limits.PerParties))).Status);
    }

    private JsonObject Worded(int i) => RewordingTests.Inline(server.UndrawnNumber(), $"{SampleWaybills.Ivory} 第{i}种");

    private async Task<long> DecidedAsync() => await server.ScalarAsync<long>("SELECT (SELECT COUNT(*) FROM decisions) + (SELECT COUNT(*) FROM scans) + (SELECT COUNT(*) FROM alerts)");

    private static async Task<List<System.Text.Json.JsonElement>> ConductAsync(HttpClient client) =>
        [.. (await client.ReadAsync("/api/alerts?limit=200")).Expect(HttpStatusCode.OK)["items"].EnumerateArray().Where(a => a.GetProperty("type").GetString() == "conduct")];

    private static async Task<(HttpStatusCode Status, TimeSpan? RetryAfter, JsonNode Problem)> PostAsync(HttpClient client, JsonObject scan)
    {
        using var answer = await client.PostAsJsonAsync("/api/scans", scan, Ct);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!);
    }
}
