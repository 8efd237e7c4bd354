using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Alerts;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Alerts;

/// <summary>What supervisors see and do, over HTTP and the hub of the real server.</summary>
public sealed class AlertScenarioTests : IAsyncLifetime
{
    private readonly TestServer server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task List_Supervisor_SeesHisDepotNewestFirstWithItsPosition()
    {
        await RaiseAsync(Example("KMG-01"), Example("KMG-01"), Example("KMG-02"), Example("JH-01"));
        using var client = await server.ClientAsync("supervisor");
        var page = await GetAsync(client, "/api/alerts");
        Assert.Equal(["KMG-01", "KMG-01"], page.GetProperty("items").EnumerateArray().Select(alert => alert.GetProperty("depot").GetString()));
        Assert.Equal([2L, 1L], Sequences(page));
        var stream = Assert.Single(page.GetProperty("streams").EnumerateArray());
        Assert.Equal("""{"depot":"KMG-01","audience":"depot","sequence":2}""", stream.GetRawText());
    }

    [Fact]
    public async Task List_ByRole_IsWhatTheAudienceAllows()
    {
        await RaiseAsync(Example("KMG-01"), Example("KMG-01", Audience.Region), Example("KMG-01", Audience.Compliance), Example("JH-01"));
        foreach (var (user, expected) in new[] { ("supervisor", 1), ("areaManager", 3), ("compliance", 4) })
        {
            using var client = await server.ClientAsync(user);
            Assert.Equal(expected, (await GetAsync(client, "/api/alerts")).GetProperty("items").GetArrayLength());
        }
    }

    [Fact]
    public async Task List_WhoSeesEverything_GetsOnlyTheDepotAndAudienceAskedFor()
    {
        await RaiseAsync(Example("KMG-01"), Example("KMG-01", Audience.Region), Example("KMG-02"), Example("KMG-02", Audience.Region));
        using var client = await server.ClientAsync("compliance");
        async Task<IEnumerable<string>> AskAsync(string query) => (await GetAsync(client, "/api/alerts" + query)).GetProperty("items").EnumerateArray()
            .Select(alert => $"{alert.GetProperty("depot").GetString()} {alert.GetProperty("audience").GetString()}").Order(StringComparer.Ordinal);
        Assert.Equal(["KMG-01 depot", "KMG-01 region"], await AskAsync("?depot=KMG-01"));
        Assert.Equal(["KMG-01 region", "KMG-02 region"], await AskAsync("?audience=region"));
        Assert.Equal(["KMG-02 region"], await AskAsync("?depot=KMG-02&audience=region"));
        Assert.Equal(4, (await AskAsync("")).Count());
    }

    [Fact]
    public async Task HiddenAudience_LeavesNoTraceAndNoGap()
    {
        var (first, hidden, second, last) = (Example("KMG-01"), Example("KMG-01", Audience.Compliance), Example("KMG-01"), Example("KMG-01"));
        using var client = await server.ClientAsync("supervisor");
        await using var screen = await HubClient.ConnectAsync(server.Address, await server.TokenAsync("supervisor"), Ct);
        // Once told of one alert the screen has joined its streams, and is told of the others in their order.
        await RaiseAsync(first);
        Assert.Equal([first.Id], await screen.RaisedUntilAsync(first.Id, Ct));
        await RaiseAsync(hidden, Example("KMG-01", Audience.Region), second);
        var page = await GetAsync(client, "/api/alerts");
        Assert.Equal([2L, 1L], Sequences(page));
        Assert.Single(page.GetProperty("streams").EnumerateArray());
        Assert.Equal([second.Id], await screen.RaisedUntilAsync(second.Id, Ct));
        // Whoever is told of the last has been told of all before it.
        await RaiseAsync(last);
        Assert.Equal([last.Id], await screen.RaisedUntilAsync(last.Id, Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/alerts/{hidden.Id}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync($"/api/alerts/{hidden.Id}/hold", new { version = 1, reason = "x" }, Ct)).StatusCode);
        Assert.Empty((await GetAsync(client, "/api/alerts?depot=KMG-01&audience=compliance&afterSequence=0")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Hub_AfterTheCommit_TellsTheSupervisorWhatWasRaised()
    {
        await using var screen = await HubClient.ConnectAsync(server.Address, await server.TokenAsync("supervisor"), Ct);
        var first = Example("KMG-01");
        await RaiseAsync(first);
        await screen.NextAsync("AlertRaised", Ct);
        var alert = Example("KMG-01");
        await RaiseAsync(alert);
        var told = await screen.NextAsync("AlertRaised", Ct);
        // A look that failed half way pushes again: at least once, never not at all.
        while (told.GetProperty("id").GetGuid() == first.Id)
            told = await screen.NextAsync("AlertRaised", Ct);
        Assert.Equal(alert.Id, told.GetProperty("id").GetGuid());
        Assert.Equal("open", told.GetProperty("state").GetString());
        Assert.Equal(alert.Headline.Zh, told.GetProperty("headline").GetProperty("zh").GetString());
    }

    [Fact]
    public async Task Hub_AfterALostConnection_CatchUpMissesNothing()
    {
        using var client = await server.ClientAsync("supervisor");
        var token = await server.TokenAsync("supervisor");
        await using (var first = await HubClient.ConnectAsync(server.Address, token, Ct))
        {
            await RaiseAsync(Example("KMG-01"));
            Assert.Equal(1, (await first.NextAsync("AlertRaised", Ct)).GetProperty("sequence").GetInt64());
        }

        await RaiseAsync(Example("KMG-01"), Example("KMG-01"), Example("KMG-01"));
        await using var second = await HubClient.ConnectAsync(server.Address, token, Ct);
        var missed = await GetAsync(client, "/api/alerts?depot=KMG-01&audience=depot&afterSequence=1&limit=2");
        Assert.Equal([2L, 3L], Sequences(missed));
        Assert.Equal([4L], Sequences(await GetAsync(client, "/api/alerts?depot=KMG-01&audience=depot&afterSequence=3&limit=2")));
        var fifth = Example("KMG-01");
        await RaiseAsync(fifth);
        await second.RaisedUntilAsync(fifth.Id, Ct);
    }

    [Fact]
    public async Task Hub_OfTwoProcessesOnOneDatabase_DeliversToBoth()
    {
        await using var other = await ServerProcess.ServeAsync(server.DataDirectory, Ct);
        var token = await server.TokenAsync("supervisor");
        await using var here = await HubClient.ConnectAsync(server.Address, token, Ct);
        await using var there = await HubClient.ConnectAsync(other.Address, token, Ct);
        var alert = Example("KMG-01");
        await RaiseAsync(alert);
        Assert.Equal(alert.Id, (await here.NextAsync("AlertRaised", Ct)).GetProperty("id").GetGuid());
        Assert.Equal(alert.Id, (await there.NextAsync("AlertRaised", Ct)).GetProperty("id").GetGuid());

        using var client = await other.ClientAsync("supervisor");
        (await client.PostAsJsonAsync($"/api/alerts/{alert.Id}/acknowledge", new { version = 1 }, Ct)).EnsureSuccessStatusCode();
        Assert.Equal("acknowledged", (await here.NextAsync("AlertChanged", Ct)).GetProperty("state").GetString());
        Assert.Equal("acknowledged", (await there.NextAsync("AlertChanged", Ct)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Hub_WhenTheSessionEnds_IsCut()
    {
        using var client = await server.ClientAsync("supervisor");
        await using var screen = await HubClient.ConnectAsync(server.Address, await server.TokenAsync("supervisor"), Ct);
        (await client.DeleteAsync("/api/auth/session", Ct)).EnsureSuccessStatusCode();
        await screen.ClosedAsync(Ct);
    }

    [Fact]
    public async Task Act_AcknowledgeHoldRelease_IsKeptAsHistoryAndAudited()
    {
        var alert = Example("KMG-01");
        await RaiseAsync(alert);
        using var client = await server.ClientAsync("supervisor");
        Assert.Equal("acknowledged", await ActAsync(client, alert.Id, "acknowledge", new { version = 1, note = "我来处理" }));
        Assert.Equal("held", await ActAsync(client, alert.Id, "hold", new { version = 2, reason = "内件与申报不符" }));
        Assert.Equal("released", await ActAsync(client, alert.Id, "release", new { version = 3, reason = "补交证明" }));

        var detail = await GetAsync(client, $"/api/alerts/{alert.Id}");
        Assert.Equal(
            [("supervisor", "acknowledge", "我来处理"), ("supervisor", "hold", "内件与申报不符"), ("supervisor", "release", "补交证明")],
            detail.GetProperty("history").EnumerateArray().Select(entry => (entry.GetProperty("by").GetString(), entry.GetProperty("action").GetString(), entry.GetProperty("note").GetString())));
        Assert.Equal(("released", 4, "supervisor"), (detail.GetProperty("state").GetString(), detail.GetProperty("version").GetInt32(), detail.GetProperty("acknowledgedBy").GetString()));
        Assert.NotEmpty(detail.GetProperty("next").GetProperty("zh").GetString()!);

        using var officer = await server.ClientAsync("compliance");
        var audited = await GetAsync(officer, "/api/audit?action=alert.released");
        Assert.Equal(alert.Id.ToString(), Assert.Single(audited.GetProperty("items").EnumerateArray()).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task Act_TwoAtOnce_OneWinsAndTheOtherLearnsWho()
    {
        var alert = Example("KMG-01");
        await RaiseAsync(alert);
        using var supervisor = await server.ClientAsync("supervisor");
        using var officer = await server.ClientAsync("compliance");
        Assert.Equal("held", await ActAsync(supervisor, alert.Id, "hold", new { version = 1, reason = "x" }));
        var answer = await officer.PostAsJsonAsync($"/api/alerts/{alert.Id}/release", new { version = 1, reason = "y" }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(("supervisor", "held", 2), (problem.GetProperty("by").GetString(), problem.GetProperty("state").GetString(), problem.GetProperty("version").GetInt32()));
        Assert.Contains("supervisor", problem.GetProperty("text").GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await GetAsync(supervisor, $"/api/alerts/{alert.Id}")).GetProperty("history").GetArrayLength());
    }

    private static NewAlert Example(string depot, Audience audience = Audience.Depot) => AlertOutboxTests.Example(depot, audience);

    private async Task RaiseAsync(params NewAlert[] alerts)
    {
        var outbox = server.Services.GetRequiredService<AlertOutbox>();
        foreach (var alert in alerts)
            await server.Database.WriteAsync((c, t) => outbox.Write(c, t, alert), Ct);
        server.Services.GetRequiredService<AlertSignal>().Raised();
    }

    private static async Task<string?> ActAsync(HttpClient client, Guid id, string action, object body)
    {
        var answer = await client.PostAsJsonAsync($"/api/alerts/{id}/{action}", body, Ct);
        var alert = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.True(answer.IsSuccessStatusCode, alert.GetRawText());
        return alert.GetProperty("state").GetString();
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static IEnumerable<long> Sequences(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(alert => alert.GetProperty("sequence").GetInt64());
}
