using System.Net;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>A server whose second depot has people too; shared by a class.</summary>
public sealed class TwoDepots : IAsyncLifetime
{
    public TestServer Server { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Server.InitializeAsync();
        using var admin = await Server.ClientAsync("admin");
        foreach (var role in new[] { "courier", "supervisor" })
        {
            var account = new JsonObject { ["userName"] = $"{role}2", ["displayName"] = "二部", ["password"] = TestServer.Password, ["roles"] = new JsonArray(role), ["units"] = new JsonArray(SecondDepot.Code) };
            (await admin.SendAsync("/api/users", account)).Expect(HttpStatusCode.Created);
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>A parcel that travels: scans and alerts at either depot.</summary>
internal static class SecondDepot
{
    public const string Code = "KMG-02";

    public static async Task<string> SentAsync(this TestServer server, string description, Func<JsonObject, JsonObject>? change = null)
    {
        using var orders = await server.ClientAsync("admin");
        var number = server.UndrawnNumber();
        var waybill = SampleWaybills.Waybill(number, description);
        (await orders.SendAsync("/api/waybills", change?.Invoke(waybill) ?? waybill)).Expect(HttpStatusCode.OK);
        return number;
    }

    /// <summary>What the courier there is shown and told, as "red inspectThoroughly".</summary>
    public static async Task<string> ScanAsync(this TestServer server, string number, string kind, string depot = SampleWaybills.Depot)
    {
        using var client = await server.ClientAsync(depot == Code ? "courier2" : "courier");
        var answer = (await client.SendAsync("/api/scans", SampleWaybills.Scan(number, depot: depot, kind: kind))).Expect(HttpStatusCode.OK);
        return $"{answer.Text("shown")} {answer["instruction"].GetProperty("code").GetString()}";
    }

    /// <summary>The parcel's only alert that this user sees at this depot.</summary>
    public static async Task<System.Text.Json.JsonElement> AlertAsync(this TestServer server, string user, string number, string depot = SampleWaybills.Depot)
    {
        using var client = await server.ClientAsync(user);
        var alert = Assert.Single(await TipOffTests.AlertsAsync(client, number), a => a.GetProperty("depot").GetString() == depot);
        return (await client.ReadAsync($"/api/alerts/{alert.GetProperty("id").GetGuid()}")).Expect(HttpStatusCode.OK).Body;
    }

    public static async Task ActAsync(this TestServer server, string user, string number, string action, string depot = SampleWaybills.Depot)
    {
        using var client = await server.ClientAsync(user);
        await ReleaseTests.ActAsync(client, await server.AlertAsync(user, number, depot), action);
    }
}
