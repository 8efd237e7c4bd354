using System.Net.Http.Json;
using System.Text.Json;
using Dapper;

namespace LogisticsScreening.Server.Tests.Referrals;

/// <summary>A parcel with rhino horn in its declaration, scanned by the demo courier, and the alert it raised.</summary>
internal sealed record ReferredParcel(Guid AlertId, Guid DecisionId, Guid WaybillId, string Number)
{
    public const string Sender = "李䶮甲";
    public const string Recipient = "王㛃乙";
    public const string Description = "工艺品 犀角杯 一件";

    private static int last = Random.Shared.Next(1_000_000);

    public static async Task<ReferredParcel> ScanAsync(TestServer server, string sender = Sender, string senderPhone = "13900009901")
    {
        var ct = TestContext.Current.CancellationToken;
        var number = $"SF1390{Interlocked.Increment(ref last):D9}";
        using var courier = await server.ClientAsync("courier");
        using var answer = await courier.PostAsJsonAsync(
            "/api/scans",
            new
            {
                scanId = Guid.NewGuid(),
                carrier = "SF",
                waybillNumber = number,
                depot = "KMG-01",
                device = "handheld-3",
                scannedAt = DateTimeOffset.UtcNow,
                kind = "acceptance",
                waybill = new
                {
                    number,
                    carrier = "SF",
                    depot = "KMG-01",
                    sender = new { name = sender, phone = senderPhone, address = "云南省昆明市五华区演示路9号" },
                    recipient = new { name = Recipient, phone = "13900009902", address = "上海市黄浦区示例路9号" },
                    items = new[] { new { description = Description, quantity = 1 } },
                    remarks = "轻放",
                },
            },
            ct);
        var body = await answer.Content.ReadAsStringAsync(ct);
        Assert.True(answer.IsSuccessStatusCode, body);
        var decisionId = JsonDocument.Parse(body).RootElement.GetProperty("decisionId").GetGuid();
        await using var connection = await server.Database.OpenAsync(ct);
        var alert = await connection.QueryFirstAsync<(byte[] Id, byte[] WaybillId)>(
            "SELECT id, waybill_id FROM alerts WHERE decision_id = @Id ORDER BY audience",
            new { Id = decisionId });
        return new(new(alert.Id, bigEndian: true), decisionId, new(alert.WaybillId, bigEndian: true), number);
    }
}
