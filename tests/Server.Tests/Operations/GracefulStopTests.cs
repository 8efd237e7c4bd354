using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace LogisticsScreening.Server.Tests.Operations;

/// <summary>
/// A server that is stopped in the middle of its work: whatever a courier was told is there afterwards, with its alert, the record
/// log holds together, and the logs name nobody. Real processes, real files; kill -9 has tests of its own.
/// </summary>
public sealed class GracefulStopTests : IDisposable
{
    private const int Scans = 1_000;

    /// <summary>Every third parcel declares what a supervisor must hear of.</summary>
    private const int AlertEvery = 3;

    private static readonly string[] PersonalData = ["赵演一", "张演文", "13900000101", "13900000201", "演示路", "530102198503120118"];
    private readonly string directory = Directory.CreateTempSubdirectory("ls-stop-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Stop_DuringScans_FinishesWhatItAcceptedAndLogsNobody()
    {
        var answered = new ConcurrentDictionary<string, (Guid ScanId, Guid DecisionId, JsonElement Answer)>();
        await using (var server = await ServerProcess.ServeAsync(directory, Ct))
        {
            using var courier = await server.ClientAsync("courier");
            var sending = SendAsync(courier, answered);
            while (answered.Count < Scans / 5)
                await Task.Delay(1, Ct);
            Assert.Equal(0, await server.StopAsync(Ct));
            await sending;
            Assert.NotEmpty(server.Output);
            Assert.All(server.Errors.Concat(server.Output), line => Assert.DoesNotContain(PersonalData, word => line.Contains(word, StringComparison.Ordinal)));
        }

        await VerifyAsync(answered);
    }

    private static Task SendAsync(HttpClient courier, ConcurrentDictionary<string, (Guid, Guid, JsonElement)> answered) => Task.WhenAll(
        Enumerable.Range(0, Scans).Select(async i =>
        {
            var number = $"SF880{i:00000000}";
            var scanId = Guid.CreateVersion7();
            try
            {
                using var response = await courier.PostAsJsonAsync("/api/scans", Scan(number, scanId, i % AlertEvery == 0), Ct);
                if (!response.IsSuccessStatusCode)
                    return;
                var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
                answered[number] = (scanId, answer.GetProperty("decisionId").GetGuid(), answer);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
            {
                // Never answered: the courier knows that he does not know, and sends it again.
            }
        }));

    private async Task VerifyAsync(ConcurrentDictionary<string, (Guid ScanId, Guid DecisionId, JsonElement Answer)> answered)
    {
        await using var server = await ServerProcess.ServeAsync(directory, Ct);
        using var officer = await server.ClientAsync("compliance");
        using var courier = await server.ClientAsync("courier");
        var alerted = await AlertedAsync(officer);
        foreach (var (number, (scanId, decisionId, answer)) in answered)
        {
            // The same scan again gives the same answer, from what is stored.
            using var again = await courier.PostAsJsonAsync("/api/scans", Scan(number, scanId, HasAlert(number)), Ct);
            var repeated = await again.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.True(again.IsSuccessStatusCode, repeated.GetRawText());
            Assert.Equal(answer.GetRawText(), repeated.GetRawText());
            Assert.Equal(decisionId, repeated.GetProperty("decisionId").GetGuid());
            if (HasAlert(number))
                Assert.Contains(number, alerted);
        }

        var log = await officer.GetFromJsonAsync<JsonElement>("/api/evidence/check", Ct);
        Assert.Empty(log.GetProperty("problems").EnumerateArray());
        Assert.True(log.GetProperty("leaves").GetInt64() + log.GetProperty("waiting").GetInt64() >= answered.Count);
        await server.KillAsync();
    }

    private static bool HasAlert(string number) => int.Parse(number[^8..], System.Globalization.CultureInfo.InvariantCulture) % AlertEvery == 0;

    private static async Task<HashSet<string>> AlertedAsync(HttpClient officer)
    {
        var numbers = new HashSet<string>();
        for (var after = 0L; ;)
        {
            var page = await officer.GetFromJsonAsync<JsonElement>($"/api/alerts?depot=KMG-01&audience=depot&afterSequence={after}&limit=500", Ct);
            var items = page.GetProperty("items").EnumerateArray().ToList();
            if (items.Count == 0)
                return numbers;
            foreach (var (item, i) in items.Select((item, i) => (item, i)))
            {
                // Numbers of a stream have no gap, also where the process ended.
                Assert.Equal(after + 1 + i, item.GetProperty("sequence").GetInt64());
                numbers.Add(item.GetProperty("waybillNumber").GetString()!);
            }

            after += items.Count;
        }
    }

    private static object Scan(string number, Guid scanId, bool alerting) => new
    {
        scanId,
        carrier = "SF",
        waybillNumber = number,
        waybill = new
        {
            number,
            carrier = "SF",
            depot = "KMG-01",
            sender = new { name = "赵演一", phone = "13900000101", address = "云南省昆明市五华区演示路1号1单元101室", idType = "residentId", idNumber = "530102198503120118" },
            recipient = new { name = "张演文", phone = "13900000201", address = "上海市黄浦区示例路201号" },
            items = new[] { new { description = alerting ? "象牙手串" : "折扇", quantity = 1, weight = 100, value = "60.00", currency = "CNY" } },
            weight = 150,
        },
        depot = "KMG-01",
        device = "stop-test",
        scannedAt = "2026-11-22T08:00:00Z",
        kind = "acceptance",
    };
}
