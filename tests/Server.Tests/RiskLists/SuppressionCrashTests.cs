using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.RiskLists;

/// <summary>kill -9 while people are set aside and taken back: what was acknowledged is there, the list loads, and no half of a change is to be seen.</summary>
public sealed class SuppressionCrashTests
{
    private const int Kills = 3;
    /// <summary>The demo entry on <see cref="SampleWaybills.ListedPhone"/>.</summary>
    private const string Entry = "demo-0001";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_WhileAddingAndEnding_LeavesNoHalfPublishedVersion()
    {
        var directory = Directory.CreateTempSubdirectory("ls-crash-").FullName;
        var random = new Random(20261124);
        var acknowledged = 0;
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                await using (var server = await ServerProcess.ServeAsync(directory, Ct))
                    acknowledged += await ChangeUntilKilledAsync(server, random.Next(5, 25), TimeSpan.FromMilliseconds(random.Next(0, 12)));
                await VerifyAsync(directory, acknowledged);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>One person set aside and taken back in turn; the kill comes some milliseconds into a change.</summary>
    /// <returns>Changes that were acknowledged.</returns>
    private static async Task<int> ChangeUntilKilledAsync(ServerProcess server, int after, TimeSpan into)
    {
        using var courier = await server.ClientAsync("courier");
        using var compliance = await server.ClientAsync("compliance");
        var number = SampleWaybills.NewNumber();
        var waybill = SampleWaybills.Waybill(number).With("recipient.phone", SampleWaybills.ListedPhone);
        var decision = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: waybill))).Expect(HttpStatusCode.OK).Text("decisionId");
        var done = 0;
        Task? killing = null;
        try
        {
            while (true)
            {
                if (done == after)
                    killing ??= Task.Delay(into, Ct).ContinueWith(_ => server.KillAsync(), TaskScheduler.Default).Unwrap();
                var current = (await compliance.ReadAsync($"{SetAside.Path}?state=inForce"))["items"];
                var answer = current.GetArrayLength() == 0
                    ? (await compliance.SendAsync(SetAside.Path, new JsonObject
                    {
                        ["decisionId"] = decision,
                        ["entryId"] = Entry,
                        ["party"] = "recipient",
                        ["reason"] = SetAside.Reason,
                        ["until"] = DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    })).Expect(HttpStatusCode.Created)
                    : (await compliance.SendAsync($"{SetAside.Path}/{current[0].GetProperty("id").GetGuid()}/end", new JsonObject { ["reason"] = "再次核对" })).Expect(HttpStatusCode.NoContent);
                done++;
            }
        }
        catch (Exception gone) when (killing is not null && gone is HttpRequestException or IOException)
        {
            await killing;
            return done;
        }
    }

    private static async Task VerifyAsync(string directory, int acknowledged)
    {
        // A start reads the list and refuses one that does not give its root.
        await using var server = await TestServer.StartAsync(directory);
        var store = server.Services.GetRequiredService<RiskListStore>();
        var versions = await store.VersionsAsync(500, Ct);
        var changes = versions.Count(version => version.SuppressionsAdded + version.SuppressionsEnded > 0);
        // The last one may have been published without its answer reaching anybody.
        Assert.InRange(changes, acknowledged, acknowledged + Kills);
        foreach (var version in versions)
        {
            var leaves = await store.LeavesAsync(version.Number, Ct);
            Assert.Equal((version.Root, version.EntryCount, version.SuppressionCount), (leaves.Root(), leaves.Entries.Count, leaves.Suppressions.Count));
        }

        using var compliance = await server.ClientAsync("compliance");
        var items = (await compliance.ReadAsync($"{SetAside.Path}?limit=500")).Expect(HttpStatusCode.OK)["items"].EnumerateArray().ToList();
        Assert.Equal(versions[0].SuppressionCount, items.Count(item => item.GetProperty("state").GetString() == "inForce"));
        Assert.All(items.Where(item => item.GetProperty("state").GetString() == "ended"), item => Assert.Equal(JsonValueKind.String, item.GetProperty("endedAt").ValueKind));
        Assert.Equal(changes, await server.ScalarAsync<int>("SELECT COUNT(*) FROM audit_entries WHERE action LIKE 'suppression.%'"));

        // A broken change is in the way for two minutes; the test does not wait them out. The next change clears it away.
        await server.Database.WriteAsync((connection, transaction) => connection.Execute("UPDATE risk_list_versions SET touched_at = 0 WHERE published_at IS NULL", transaction: transaction), Ct);
    }
}
