using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Evidence;

/// <summary>POST /api/personal-data/erasures: the person goes, the log stays whole.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Phone = "13977700001";
    private readonly TestServer server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Erasure_OfAPerson_LeavesNoTextOfHimAndAWholeLog()
    {
        using var courier = await server.ClientAsync("courier");
        var (sent, received, foreign) = (server.UndrawnNumber(), server.UndrawnNumber(), server.UndrawnNumber());
        var sentScan = await ScanAsync(courier, Person(sent, "sender"));
        await ScanAsync(courier, Person(received, "recipient"));
        var foreignScan = await ScanAsync(courier, SampleWaybills.Waybill(foreign));
        // Every version counts, also one that no longer names him.
        var corrected = SampleWaybills.Waybill(sent).With("supersedes", 1).With("reason", "改寄件人为消演失");
        (await courier.SendAsync("/api/waybills", corrected)).Expect(HttpStatusCode.OK);

        using var compliance = await server.ClientAsync("compliance");
        var report = (await compliance.SendAsync("/api/personal-data/erasures", Request("+86 139 7770 0001"))).Expect(HttpStatusCode.OK);
        Assert.Equal((2, 0), (report["erased"].GetInt32(), report["kept"].GetInt32()));

        var decisions = server.Services.GetRequiredService<DecisionStore>();
        var erased = await decisions.FindAsync(sentScan, Ct);
        Assert.Null(erased!.Content);
        Assert.NotEmpty(erased.PublicPart);
        Assert.NotNull((await decisions.FindAsync(foreignScan, Ct))!.Content);
        Assert.True((await compliance.ReadAsync($"/api/decisions/{sentScan}")).Expect(HttpStatusCode.OK)["erased"].GetBoolean());
        var check = (await compliance.ReadAsync("/api/evidence/check")).Expect(HttpStatusCode.OK);
        Assert.Empty(check["problems"].EnumerateArray());
        Assert.Equal(0L, await server.ScalarAsync<long>(
            "SELECT COUNT(*) FROM waybill_versions v JOIN waybills w ON w.id = v.waybill_id WHERE w.number IN @Numbers AND (content_cipher IS NOT NULL OR reason_cipher IS NOT NULL OR sender_phone_key IS NOT NULL OR recipient_phone_key IS NOT NULL)",
            new { Numbers = new[] { sent, received } }));
        await AssertNoTextAsync("消演失", "消失巷77号", Phone);
        (await compliance.SendAsync($"/api/waybills/{erased.WaybillId}/reveal", new JsonObject { ["reason"] = "核对寄件人" })).Expect(HttpStatusCode.NotFound);
        // Twice is nothing more.
        Assert.Equal(0, (await compliance.SendAsync("/api/personal-data/erasures", Request(Phone))).Expect(HttpStatusCode.OK)["erased"].GetInt32());
    }

    [Fact]
    public async Task Erasure_OfAParcelUnderAlert_WaitsForItsRelease()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        var scan = await ScanAsync(courier, Person(number, "sender").With("items.0.description", SampleWaybills.Ivory));
        using var compliance = await server.ClientAsync("compliance");
        Assert.Equal(1, (await compliance.SendAsync("/api/personal-data/erasures", Request(Phone))).Expect(HttpStatusCode.OK)["kept"].GetInt32());
        Assert.NotNull((await server.Services.GetRequiredService<DecisionStore>().FindAsync(scan, Ct))!.Content);
        await server.Database.WriteAsync((connection, transaction) => { Dapper.SqlMapper.Execute(connection, "UPDATE alerts SET state = 'released'", transaction: transaction); }, Ct);
        Assert.Equal(1, (await compliance.SendAsync("/api/personal-data/erasures", Request(Phone))).Expect(HttpStatusCode.OK)["erased"].GetInt32());
        Assert.Empty((await compliance.ReadAsync("/api/evidence/check"))["problems"].EnumerateArray());
        await AssertNoTextAsync("消演失", "消失巷77号", Phone);
    }

    [Fact]
    public async Task Erasure_OfAReferredParcel_IsRefusedEvenAfterTheRelease()
    {
        using var courier = await server.ClientAsync("courier");
        await ScanAsync(courier, Person(server.UndrawnNumber(), "sender").With("items.0.description", SampleWaybills.Ivory));
        using var compliance = await server.ClientAsync("compliance");
        var alert = (await compliance.ReadAsync("/api/alerts")).Expect(HttpStatusCode.OK)["items"][0].GetProperty("id").GetGuid();
        (await compliance.SendAsync("/api/referrals", new JsonObject { ["alertId"] = alert })).Expect(HttpStatusCode.Created);
        await server.Database.WriteAsync((connection, transaction) => { Dapper.SqlMapper.Execute(connection, "UPDATE alerts SET state = 'released'", transaction: transaction); }, Ct);
        var report = (await compliance.SendAsync("/api/personal-data/erasures", Request(Phone))).Expect(HttpStatusCode.OK);
        Assert.Equal((0, 1), (report["erased"].GetInt32(), report["kept"].GetInt32()));
    }

    [Theory]
    [InlineData("12", "依本人申请", "phone")]
    [InlineData("139****0001", "依本人申请", "phone")]
    [InlineData(Phone, "x", "reason")]
    public async Task Erasure_WithoutAFullPhoneOrReason_IsRefused(string phone, string reason, string field)
    {
        using var compliance = await server.ClientAsync("compliance");
        var answer = (await compliance.SendAsync("/api/personal-data/erasures", new JsonObject { ["phone"] = phone, ["reason"] = reason })).Expect(HttpStatusCode.BadRequest);
        Assert.Equal([field], answer.Fields);
        using var supervisor = await server.ClientAsync("supervisor");
        (await supervisor.SendAsync("/api/personal-data/erasures", Request(Phone))).Expect(HttpStatusCode.Forbidden);
    }

    private static JsonObject Person(string number, string party) => SampleWaybills.Waybill(number)
        .With(party + ".name", "消演失")
        .With(party + ".phone", Phone)
        .With(party + ".address", "云南省昆明市五华区消失巷77号")
        // Who posts a letter need not be in the registry; he is not, and a wrong name would be an alert.
        .With("contentKind", "letter");

    private static JsonObject Request(string phone) => new() { ["phone"] = phone, ["reason"] = "依本人申请" };

    private static async Task<Guid> ScanAsync(HttpClient client, JsonObject waybill) =>
        (await client.SendAsync("/api/scans", SampleWaybills.Scan((string)waybill["number"]!, waybill: waybill))).Expect(HttpStatusCode.OK)["decisionId"].GetGuid();

    /// <summary>In no file of the data directory, neither as UTF-8 nor as UTF-16.</summary>
    private async Task AssertNoTextAsync(params string[] texts)
    {
        foreach (var file in Directory.GetFiles(server.DataDirectory, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Ct);
            foreach (var text in texts)
            {
                Assert.True(bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0, $"{text} stands in {Path.GetFileName(file)}");
                Assert.True(bytes.ToArray().AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) < 0, $"{text} stands in {Path.GetFileName(file)}");
            }
        }
    }
}
