using System.Net;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Intake;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>Naming ever new people as those who took a parcel asks the lists about each of them: the limit is met, says so, and loses nothing.</summary>
public sealed class CollectorLimitTests : IAsyncLifetime
{
    private static readonly WordingLimits Limits = new();
    private readonly TestServer server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task OneParcel_ManyCollectors_WaitsWhateverTheAnswers()
    {
        using var courier = await server.ClientAsync("courier");
        using var area = await server.ClientAsync("areaManager");
        var number = await AcceptedAsync(courier);
        for (var i = 0; i < Limits.CollectorsPerParcel; i++)
        {
            Assert.Equal(0, await ConductAsync(area));
            Assert.Equal("green", (await courier.SendAsync("/api/scans", Taken(number, i))).Expect(HttpStatusCode.OK).Text("shown"));
        }

        // Whom the lists know must not be told from whom they do not.
        Assert.Equal(1, await ConductAsync(area));
        var scans = await server.ScalarAsync<long>("SELECT COUNT(*) FROM scans");
        var listed = Taken(number, 90).With("collector.phone", SampleWaybills.ListedPhone);
        foreach (var next in new[] { listed, Taken(number, 91) })
        {
            var answer = (await courier.SendAsync("/api/scans", next)).Expect(HttpStatusCode.TooManyRequests);
            Assert.Equal("yellow", answer.Text("shown"));
            Assert.True(answer["retryAfter"].GetInt64() > 0);
        }

        Assert.Equal(scans, await server.ScalarAsync<long>("SELECT COUNT(*) FROM scans"));
        // Nor is another account a way round. The same person again, and the recipient himself, are nothing new.
        using var supervisor = await server.ClientAsync("supervisor");
        (await supervisor.SendAsync("/api/scans", Taken(number, 92).With("device", "other"))).Expect(HttpStatusCode.TooManyRequests);
        (await courier.SendAsync("/api/scans", Taken(number, 0))).Expect(HttpStatusCode.OK);
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "delivery").With("collector", new JsonObject { ["relation"] = "recipient" }))).Expect(HttpStatusCode.OK);
        (await courier.SendAsync("/api/scans", Taken(await AcceptedAsync(courier), 93))).Expect(HttpStatusCode.OK);
        Assert.Equal(1, await ConductAsync(area));
        using var compliance = await server.ClientAsync("compliance");
        Assert.Equal(0, (await compliance.ReadAsync("/api/evidence/check")).Expect(HttpStatusCode.OK)["problems"].GetArrayLength());
    }

    [Fact]
    public async Task OneAccount_ManyCaughtCollectors_WaitsOnEveryParcel()
    {
        using var courier = await server.ClientAsync("courier");
        var numbers = new List<string>();
        for (var i = 0; i <= Limits.PerAccount; i++)
            numbers.Add(await AcceptedAsync(courier));
        for (var i = 0; i < Limits.PerAccount; i++)
            Assert.Equal("red", (await courier.SendAsync("/api/scans", Caught(i))).Expect(HttpStatusCode.OK).Text("shown"));
        (await courier.SendAsync("/api/scans", Taken(numbers[^1], 99).With("device", "last"))).Expect(HttpStatusCode.TooManyRequests);
        Assert.Equal("red", (await courier.SendAsync("/api/scans", Caught(0))).Expect(HttpStatusCode.OK).Text("shown"));
        // What he scans without naming anybody goes on.
        Assert.Equal("green", (await courier.SendAsync("/api/scans", SampleWaybills.Scan(numbers[^1], kind: "delivery"))).Expect(HttpStatusCode.OK).Text("shown"));

        JsonObject Caught(int i) => Taken(numbers[i], i).With("collector.phone", SampleWaybills.ListedPhone).With("device", $"device-{i}");
    }

    private static JsonObject Taken(string number, int person) => SampleWaybills.Scan(number, kind: "delivery").With("collector", new JsonObject
    {
        ["relation"] = "other",
        ["name"] = "酉演" + (char)('\u4e00' + person),
        ["phone"] = $"139444001{person:00}",
        ["idType"] = "passport",
        ["idNumber"] = $"E440001{person:00}",
    });

    private async Task<string> AcceptedAsync(HttpClient courier)
    {
        var number = server.UndrawnNumber();
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: SampleWaybills.Waybill(number)))).Expect(HttpStatusCode.OK);
        return number;
    }

    private static async Task<int> ConductAsync(HttpClient client) =>
        (await client.ReadAsync("/api/alerts")).Expect(HttpStatusCode.OK)["items"].EnumerateArray().Count(alert => alert.GetProperty("type").GetString() == "conduct");
}
