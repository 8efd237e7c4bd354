using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LogisticsScreening.Server.Alerts;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Alerts;

/// <summary>What the alert calls refuse, and how they say so.</summary>
public sealed class AlertRefusalTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("courier")]
    [InlineData("analyst")]
    [InlineData("admin")]
    public async Task List_ForThoseWithoutAlerts_IsForbidden(string user)
    {
        using var client = await server.ClientAsync(user);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/alerts", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("courier")]
    [InlineData("analyst")]
    public async Task Hub_ForThoseWithoutAlerts_IsClosed(string user)
    {
        var token = await server.TokenAsync(user);
        await Assert.ThrowsAnyAsync<System.Net.WebSockets.WebSocketException>(() => HubClient.ConnectAsync(server.Address, token, Ct));
    }

    [Theory]
    [InlineData("release", """{"version":1}""", "reason")]
    [InlineData("release", """{"version":1,"reason":" "}""", "reason")]
    [InlineData("hold", """{"version":1,"reason":"a\u0000b"}""", "reason")]
    [InlineData("hold", """{"reason":"x"}""", "version")]
    [InlineData("hold", """{"version":"1","reason":"x"}""", "version")]
    [InlineData("acknowledge", """{"version":1,"colour":"red"}""", "colour")]
    [InlineData("acknowledge", """{"version":1""", "version")]
    public async Task Act_BadBody_NamesTheFieldAndChangesNothing(string action, string body, string field)
    {
        var alert = AlertOutboxTests.Example();
        var outbox = server.Services.GetRequiredService<AlertOutbox>();
        await server.Database.WriteAsync((c, t) => outbox.Write(c, t, alert), Ct);
        using var client = await server.ClientAsync("supervisor");
        var answer = await client.PostAsync($"/api/alerts/{alert.Id}/{action}", new StringContent(body, Encoding.UTF8, "application/json"), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty(field, out _));
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>($"/api/alerts/{alert.Id}", Ct)).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("state=gone", "state")]
    [InlineData("audience=all", "audience")]
    [InlineData("afterSequence=1", "afterSequence")]
    [InlineData("depot=KMG-01&audience=depot&afterSequence=x", "afterSequence")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("before=x", "before")]
    public async Task List_BadQuery_NamesTheParameter(string query, string parameter)
    {
        using var client = await server.ClientAsync("supervisor");
        var answer = await client.GetAsync($"/api/alerts?{query}", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty(parameter, out _));
    }
}
