using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests;

/// <summary>kill -9 in the middle of a thousand scans: what was acknowledged is there, what was not may be sent again, the log verifies.</summary>
public sealed class CrashTests
{
    private const int Scans = 1_000;
    private const int Connections = 64;
    private const int Kills = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_AtAnyInstantOfAThousandScans_LosesNothingAcknowledged()
    {
        var directory = Directory.CreateTempSubdirectory("ls-crash-").FullName;
        var random = new Random(20261122);
        var acknowledged = new ConcurrentDictionary<Guid, (byte[] Body, string Answer)>();
        ServerProcess? server = null;
        try
        {
            server = await ServerProcess.ServeAsync(directory, Ct);
            for (var kill = 0; kill < Kills; kill++)
            {
                // Somewhere in the middle; by count, not by time, so that a slow machine is hit in the middle too.
                await StormAsync(server, random.Next(Scans / 20, Scans * 8 / 10), acknowledged);
                await server.DisposeAsync();
                server = await ServerProcess.ServeAsync(directory, Ct);
                await VerifyAsync(server, acknowledged);
            }

            await server.DisposeAsync();
            server = null;
            await NumberTheRestAsync(directory, acknowledged.Count);
        }
        finally
        {
            if (server is not null)
                await server.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Sends scans from many connections and kills the server once so many are acknowledged; the rest runs into the dead server.</summary>
    private static async Task StormAsync(ServerProcess server, int killAfter, ConcurrentDictionary<Guid, (byte[] Body, string Answer)> acknowledged)
    {
        using var client = await server.ClientAsync("courier");
        var scans = new ConcurrentQueue<(Guid Id, byte[] Body)>();
        for (var i = 0; i < Scans; i++)
        {
            var (id, number) = (Guid.NewGuid(), SampleWaybills.NewNumber());
            var waybill = SampleWaybills.Waybill(number, i % 3 == 0 ? SampleWaybills.Ivory : "折扇");
            scans.Enqueue((id, Encoding.UTF8.GetBytes(SampleWaybills.Scan(number, id, waybill: waybill).ToJsonString())));
        }

        var done = 0;
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var senders = Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (scans.TryDequeue(out var scan))
            {
                try
                {
                    var answer = await client.SendAsync("/api/scans", scan.Body);
                    Assert.Equal(HttpStatusCode.OK, answer.Status);
                    acknowledged[scan.Id] = (scan.Body, answer.Body.ToString());
                    if (Interlocked.Increment(ref done) == killAfter)
                        killed.SetResult();
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        })).ToList();
        await killed.Task.WaitAsync(TimeSpan.FromSeconds(180), Ct);
        await server.KillAsync();
        await Task.WhenAll(senders);
        Assert.InRange(done, killAfter, Scans);
    }

    private static async Task VerifyAsync(ServerProcess server, ConcurrentDictionary<Guid, (byte[] Body, string Answer)> acknowledged)
    {
        using var courier = await server.ClientAsync("courier");
        using var supervisor = await server.ClientAsync("supervisor");
        var alerts = await AlertsAsync(supervisor);
        Assert.Equal(Enumerable.Range(1, alerts.Count).Select(i => (long)i), alerts.Select(a => a.GetProperty("sequence").GetInt64()));
        var alerted = alerts.Select(a => a.GetProperty("waybillNumber").GetString()!).ToHashSet();
        foreach (var (_, (body, answer)) in acknowledged)
        {
            // A red control sample raises no alert; a red by its words always does.
            var scan = JsonNode.Parse(body)!;
            if ((string)scan["waybill"]!["items"]![0]!["description"]! != SampleWaybills.Ivory)
                continue;
            Assert.Contains("\"red\"", answer, StringComparison.Ordinal);
            Assert.Contains((string)scan["waybillNumber"]!, alerted);
        }

        foreach (var part in acknowledged.Values.Chunk(500))
        {
            byte[] array = [(byte)'[', .. part.SelectMany((p, i) => i == 0 ? p.Body : [(byte)',', .. p.Body]), (byte)']'];
            var again = (await courier.SendAsync("/api/scans", array)).Expect(HttpStatusCode.OK).Body.EnumerateArray().ToList();
            for (var i = 0; i < part.Length; i++)
                Assert.Equal(part[i].Answer, again[i].ToString());
        }

        Assert.Equal(alerts.Count, (await AlertsAsync(supervisor)).Count);
        using var compliance = await server.ClientAsync("compliance");
        await VerifyLogAsync(compliance, acknowledged.Count);
    }

    private static async Task<List<JsonElement>> AlertsAsync(HttpClient client)
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var page = (await client.ReadAsync($"/api/alerts?depot=KMG-01&audience=depot&afterSequence={all.Count}&limit=200")).Expect(HttpStatusCode.OK)["items"].EnumerateArray().ToList();
            all.AddRange(page);
            if (page.Count == 0)
                return all;
        }
    }

    /// <summary>The leaves of the killed server wait until its lease of the numbering has run out; every record must fit its leaf already.</summary>
    private static async Task VerifyLogAsync(HttpClient compliance, int atLeast)
    {
        var report = (await compliance.ReadAsync("/api/evidence/check")).Expect(HttpStatusCode.OK);
        Assert.Empty(report["problems"].EnumerateArray());
        Assert.True(report["leaves"].GetInt32() + report["waiting"].GetInt32() >= atLeast);
    }

    /// <summary>With all processes gone nobody holds the lease, so the rest can be numbered at once.</summary>
    private static async Task NumberTheRestAsync(string directory, int atLeast)
    {
        await using var server = await TestServer.StartAsync(directory);
        var log = server.Services.GetRequiredService<EvidenceLog>();
        while (await log.NumberAsync(Ct) > 0)
        {
        }

        using var compliance = await server.ClientAsync("compliance");
        await VerifyLogAsync(compliance, atLeast);
        Assert.Equal(await server.ScalarAsync<long>("SELECT COUNT(*) FROM evidence_leaves"), await server.ScalarAsync<long>("SELECT MAX(sequence) FROM evidence_leaves"));
        Assert.Equal(await server.ScalarAsync<long>("SELECT COUNT(*) FROM scans"), await server.ScalarAsync<long>("SELECT COUNT(*) FROM decisions"));
    }
}
