using System.Net;
using System.Text.Json.Nodes;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>POST /api/waybills/{id}/reveal: plain names for a reason that is kept.</summary>
public sealed class RevealTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Reveal_WithAReason_ShowsThePartiesAndIsAudited()
    {
        var id = await StoredAsync();
        using var supervisor = await server.ClientAsync("supervisor");
        var answer = (await supervisor.SendAsync(Path(id), Reason("核对寄件人身份"))).Expect(HttpStatusCode.OK);
        Assert.Equal(SampleWaybills.SenderName, answer["sender"].GetProperty("name").GetString());
        Assert.Equal(SampleWaybills.SenderPhone, answer["sender"].GetProperty("phone").GetString());
        Assert.DoesNotContain("530102198503120118", answer.Body.ToString(), StringComparison.Ordinal);
        using var admin = await server.ClientAsync("admin");
        var entry = Assert.Single((await admin.ReadAsync("/api/audit")).Expect(HttpStatusCode.OK)["items"].EnumerateArray(), e => e.GetProperty("subject").GetString() == id.ToString());
        Assert.Equal("supervisor", entry.GetProperty("userName").GetString());
        Assert.Equal("核对寄件人身份", entry.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reason":null}""")]
    [InlineData("""{"reason":""}""")]
    [InlineData("""{"reason":"  x  "}""")]
    [InlineData("""{"reason":"核对寄件人","extra":1}""")]
    public async Task Reveal_WithoutAReason_IsRefusedAndNotAudited(string body)
    {
        var id = await StoredAsync();
        using var supervisor = await server.ClientAsync("supervisor");
        var before = await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries");
        var answer = (await supervisor.SendAsync(Path(id), System.Text.Encoding.UTF8.GetBytes(body))).Expect(HttpStatusCode.BadRequest);
        Assert.Single(answer.Fields);
        Assert.Equal(before, await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries"));
    }

    [Fact]
    public async Task Reveal_ByTheWrongPerson_IsRefused()
    {
        var id = await StoredAsync("JH-01");
        foreach (var (user, status) in new[] { ("courier", HttpStatusCode.Forbidden), ("analyst", HttpStatusCode.Forbidden), ("admin", HttpStatusCode.Forbidden), ("supervisor", HttpStatusCode.NotFound), ("compliance", HttpStatusCode.OK) })
        {
            using var client = await server.ClientAsync(user);
            (await client.SendAsync(Path(id), Reason("核对寄件人身份"))).Expect(status);
        }

        using var compliance = await server.ClientAsync("compliance");
        (await compliance.SendAsync(Path(Guid.NewGuid()), Reason("核对寄件人身份"))).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Reveal_AfterNothingButOnesOwnScan_IsRefused()
    {
        var number = server.UndrawnNumber();
        using var orders = await server.ClientAsync("admin");
        var ordinary = SampleWaybills.Waybill(number).With("depot", "JH-01");
        var id = (await orders.SendAsync("/api/waybills", ordinary)).Expect(HttpStatusCode.OK)["items"][0].GetProperty("waybillId").GetGuid();
        using var supervisor = await server.ClientAsync("supervisor");
        (await supervisor.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK);
        (await supervisor.SendAsync(Path(id), Reason("核对寄件人身份"))).Expect(HttpStatusCode.NotFound);
        Assert.Equal(0, await server.ScalarAsync<long>($"SELECT COUNT(*) FROM audit_entries WHERE action = 'personalData.revealed' AND subject = '{id}'"));

        using var courier = await server.ClientAsync("courier");
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK);
        (await supervisor.SendAsync(Path(id), Reason("核对寄件人身份"))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reveal_ForAnAlertOfOnesStream_IsAnswered()
    {
        var number = server.UndrawnNumber();
        using var orders = await server.ClientAsync("admin");
        var listed = SampleWaybills.Waybill(number).With("depot", "JH-01").With("recipient.phone", SampleWaybills.ListedPhone);
        var id = (await orders.SendAsync("/api/waybills", listed)).Expect(HttpStatusCode.OK)["items"][0].GetProperty("waybillId").GetGuid();
        using var supervisor = await server.ClientAsync("supervisor");
        (await supervisor.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK);
        (await supervisor.SendAsync(Path(id), Reason("核对寄件人身份"))).Expect(HttpStatusCode.OK);
    }

    private async Task<Guid> StoredAsync(string depot = SampleWaybills.Depot)
    {
        using var client = await server.ClientAsync("admin");
        return (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(SampleWaybills.NewNumber()).With("depot", depot))).Expect(HttpStatusCode.OK)["items"][0].GetProperty("waybillId").GetGuid();
    }

    private static string Path(Guid id) => $"/api/waybills/{id}/reveal";

    private static JsonObject Reason(string reason) => new() { ["reason"] = reason };
}
