using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using LogisticsScreening.Server.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>POST /api/waybills: the four ways in, and what a number means the second time.</summary>
public sealed class WaybillTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waybills_ArrayOneObjectLinesAndCsv_AreStored()
    {
        using var client = await server.ClientAsync("supervisor");
        var (one, two, three, four, five) = (SampleWaybills.NewNumber(), SampleWaybills.NewNumber(), SampleWaybills.NewNumber(), SampleWaybills.NewNumber(), SampleWaybills.NewNumber());
        var array = (await client.SendAsync("/api/waybills", new JsonArray(SampleWaybills.Waybill(one), SampleWaybills.Waybill(two)))).Expect(HttpStatusCode.OK);
        Assert.Equal(["1 created", "2 created"], Rows(array));
        Assert.Equal(["1 created"], Rows((await client.SendAsync("/api/waybills", SampleWaybills.Waybill(three))).Expect(HttpStatusCode.OK)));
        var lines = Encoding.UTF8.GetBytes(SampleWaybills.Waybill(four).ToJsonString() + "\n\n" + SampleWaybills.Waybill(one).ToJsonString() + "\r\n");
        Assert.Equal(["1 created", "2 unchanged"], Rows((await client.SendAsync("/api/waybills", lines, "application/x-ndjson")).Expect(HttpStatusCode.OK)));
        Assert.Equal(["1 created"], Rows((await client.SendAsync("/api/waybills", Csv(five), "text/csv; charset=utf-8")).Expect(HttpStatusCode.OK)));
        foreach (var number in new[] { one, two, three, four, five })
            Assert.Equal(1L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM waybills WHERE number = @Number", new { Number = number }));
    }

    [Fact]
    public async Task Waybill_ByCsvOrJson_IsTheSameContent()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = SampleWaybills.NewNumber();
        var json = SampleWaybills.Waybill(number).With("size", new JsonArray(200, 150, 100)).With("sender.accounts", new JsonArray("wechat:a", "taobao:b"));
        Assert.Equal(["1 created"], Rows(await client.SendAsync("/api/waybills", json)));
        Assert.Equal(["1 unchanged"], Rows(await client.SendAsync("/api/waybills", Csv(number, ",size.0,size.1,size.2,sender.accounts.0,sender.accounts.1", ",200,150,100,wechat:a,taobao:b"), "text/csv")));
    }

    [Fact]
    public async Task Waybill_SameNumberOtherContent_IsAConflictThatNamesTheVersion()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = SampleWaybills.NewNumber();
        await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number));
        Assert.Equal(["1 unchanged"], Rows(await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number))));
        var rows = await server.StoredRowsAsync();
        var conflict = (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number, "红木工艺品"))).Expect(HttpStatusCode.Conflict);
        Assert.Equal(["number"], conflict.Fields);
        Assert.Contains("version 1", conflict["errors"].GetProperty("number")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(rows, await server.StoredRowsAsync());
        var wrong = SampleWaybills.Waybill(number, "红木工艺品").With("supersedes", 7).With("reason", "更正品名");
        (await client.SendAsync("/api/waybills", wrong)).Expect(HttpStatusCode.Conflict);
        var unexplained = (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number, "红木工艺品").With("supersedes", 1))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["reason"], unexplained.Fields);
    }

    [Fact]
    public async Task WaybillNumber_InSmallLettersOrWithHyphens_IsTheSameParcel()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = server.UndrawnNumber();
        Assert.Equal(["1 created"], Rows(await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number, SampleWaybills.Ivory))));
        foreach (var spelling in new[] { number.ToLowerInvariant(), number.Insert(2, "-"), number.Insert(9, "-") + "-" })
        {
            var harmless = SampleWaybills.Scan(spelling, waybill: SampleWaybills.Waybill(spelling));
            (await client.SendAsync("/api/scans", harmless)).Expect(HttpStatusCode.Conflict);
            (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(spelling))).Expect(HttpStatusCode.Conflict);
            Assert.Equal("red", (await client.SendAsync("/api/scans", SampleWaybills.Scan(spelling))).Expect(HttpStatusCode.OK).Text("shown"));
        }

        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM waybills WHERE number = @Number", new { Number = number }));
    }

    [Fact]
    public async Task Waybill_SupersedingThatOfAnotherDepot_IsRefused()
    {
        using var company = await server.ClientAsync("admin");
        var number = SampleWaybills.NewNumber();
        await company.SendAsync("/api/waybills", SampleWaybills.Waybill(number, SampleWaybills.Ivory).With("depot", "KMG-02"));
        var harmless = SampleWaybills.Waybill(number).Without("depot").With("supersedes", 1).With("reason", "更正品名");
        using var courier = await server.ClientAsync("courier");
        Assert.Equal(["supersedes"], (await courier.SendAsync("/api/waybills", harmless)).Expect(HttpStatusCode.BadRequest).Fields);
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: harmless.DeepClone().AsObject()))).Expect(HttpStatusCode.Conflict);
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT MAX(version) FROM waybills WHERE number = @Number", new { Number = number }));
        Assert.Equal(["1 newVersion"], Rows((await company.SendAsync("/api/waybills", harmless)).Expect(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task Waybill_SupersedingAScannedOne_IsANewVersionAndScreenedAgain()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = server.UndrawnNumber();
        await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number));
        var scan = SampleWaybills.Scan(number);
        Assert.Equal("green", (await client.SendAsync("/api/scans", scan)).Expect(HttpStatusCode.OK).Text("shown"));
        var correction = SampleWaybills.Waybill(number, SampleWaybills.Ivory).With("supersedes", 1).With("reason", "寄件人更正品名");
        var answer = (await client.SendAsync("/api/waybills", correction)).Expect(HttpStatusCode.OK);
        Assert.Equal(["1 newVersion"], Rows(answer));
        Assert.Equal(2, answer["items"][0].GetProperty("version").GetInt32());
        Assert.Equal(["1/green", "2/red"], await DecisionsAsync(number));
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM alerts WHERE waybill_number = @Number", new { Number = number }));
        Assert.Equal("red", (await client.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "departure"))).Text("shown"));
    }

    [Fact]
    public async Task OrderRecord_AfterAnInlineWaybill_IsItsVersionTwo()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = server.UndrawnNumber();
        var inline = SampleWaybills.Waybill(number, "工艺品一件");
        (await client.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: inline))).Expect(HttpStatusCode.OK);
        Assert.Equal(["1 newVersion"], Rows(await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number, "折扇两把"))));
        Assert.Equal(["inline", "order"], await OriginsAsync(number));
        Assert.Equal(2, (await DecisionsAsync(number)).Count);
        // Only the first order record replaces silently; the next one must say why.
        (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number, "折扇三把"))).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Number_ThatComesBackAfterTheMonths_IsAnotherParcel()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = server.UndrawnNumber();
        var first = (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number, SampleWaybills.Ivory)))["items"][0].GetProperty("waybillId").GetGuid();
        Assert.Equal("red", (await client.SendAsync("/api/scans", SampleWaybills.Scan(number))).Text("shown"));
        (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number))).Expect(HttpStatusCode.Conflict);
        await AgeAsync(first, DateTimeOffset.UtcNow.AddMonths(-server.Settings.ReuseAfterMonths).AddDays(2));
        (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number))).Expect(HttpStatusCode.Conflict);
        await AgeAsync(first, DateTimeOffset.UtcNow.AddMonths(-server.Settings.ReuseAfterMonths).AddDays(-2));
        var again = (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number))).Expect(HttpStatusCode.OK);
        Assert.NotEqual(first, again["items"][0].GetProperty("waybillId").GetGuid());
        Assert.Equal(2L, await server.ScalarAsync<long>("SELECT MAX(issue) FROM waybills WHERE number = @Number", new { Number = number }));
        // The scan means the new parcel, and nothing of the old one's lane sticks to it; only the control draw may raise it.
        var decision = (await client.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK)["decisionId"].GetGuid();
        var view = (await client.ReadAsync($"/api/decisions/{decision}")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(view["findings"].EnumerateArray(), f => f.GetProperty("check").GetString() != "control");
    }

    [Fact]
    public async Task Rows_GoodAndBadMixed_AreAnsweredOneByOne()
    {
        using var client = await server.ClientAsync("supervisor");
        var (good, heavy) = (SampleWaybills.NewNumber(), SampleWaybills.NewNumber());
        var answer = (await client.SendAsync("/api/waybills", new JsonArray(
            SampleWaybills.Waybill(heavy).With("weight", -1),
            SampleWaybills.Waybill(good),
            7,
            SampleWaybills.Waybill(SampleWaybills.NewNumber()).With("depot", "JH-01"),
            SampleWaybills.Waybill(good, "另一内容")))).Expect(HttpStatusCode.OK);
        Assert.Equal(["1 invalid", "2 created", "3 invalid", "4 invalid", "5 conflict"], Rows(answer));
        var errors = answer["items"].EnumerateArray().Select(i => i.GetProperty("errors")).ToList();
        Assert.Equal("weight", Assert.Single(errors[0].EnumerateObject()).Name);
        Assert.Equal("$", Assert.Single(errors[2].EnumerateObject()).Name);
        Assert.Equal("depot", Assert.Single(errors[3].EnumerateObject()).Name);
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM waybills WHERE number = @Number", new { Number = heavy }));
    }

    [Fact]
    public async Task IdNumber_OfAWaybill_IsStoredNowhere()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = SampleWaybills.NewNumber();
        var id = (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number)))["items"][0].GetProperty("waybillId").GetGuid();
        var store = (LogisticsScreening.Server.Intake.WaybillStore)server.Services.GetService(typeof(LogisticsScreening.Server.Intake.WaybillStore))!;
        var stored = await store.FindAsync(id, Ct);
        Assert.StartsWith("sha256:", stored!.Waybill.Sender.Document!.Key, StringComparison.Ordinal);
        Assert.DoesNotContain("530102198503120118", System.Text.Json.JsonSerializer.Serialize(stored.Waybill), StringComparison.Ordinal);
    }

    private static List<string> Rows(JsonAnswer answer) =>
        [.. answer["items"].EnumerateArray().Select(i => $"{i.GetProperty("row").GetInt32()} {i.GetProperty("status").GetString()}")];

    private static byte[] Csv(string number, string columns = "", string cells = "") => Encoding.UTF8.GetBytes(
        $"""
        number,carrier,depot,sender.name,sender.phone,sender.address,sender.idType,sender.idNumber,recipient.name,recipient.phone,recipient.address,items.0.description,items.0.quantity,items.0.weight,items.0.value,items.0.currency,weight{columns}
        {number},SF,KMG-01,赵演一,13900000101,云南省昆明市五华区演示路1号1单元101室,residentId,530102198503120118,张演文,13900000201,上海市黄浦区示例路201号,折扇,1,100,60.00,CNY,150{cells}
        """);

    /// <summary>Whatever became of the request that stored the version: sent again, the parcel is looked at, once.</summary>
    [Fact]
    public async Task Waybill_StoredByARequestThatDied_IsScreenedWhenItIsSentAgain()
    {
        using var supervisor = await server.ClientAsync("supervisor");
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        await supervisor.SendAsync("/api/waybills", SampleWaybills.Waybill(number));
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK);
        var changed = SampleWaybills.Waybill(number, SampleWaybills.Ivory).With("supersedes", 1).With("reason", "更正品名");
        var incoming = WaybillJson.Read(JsonSerializer.SerializeToElement(changed), "", new FieldErrors(), SampleWaybills.Documents)!;
        await server.Services.GetRequiredService<WaybillStore>().PutAsync(incoming, typist: null, depot: null, Ct);
        Assert.Equal(["1/green"], await DecisionsAsync(number));

        for (var sent = 0; sent < 2; sent++)
            Assert.Equal(["1 unchanged"], Rows((await supervisor.SendAsync("/api/waybills", changed)).Expect(HttpStatusCode.OK)));

        Assert.Equal(["1/green", "2/red"], await DecisionsAsync(number));
    }

    private async Task<List<string>> DecisionsAsync(string number)
    {
        await using var connection = await server.Database.OpenAsync(Ct);
        return (await connection.QueryAsync<string>(
            "SELECT d.waybill_version || '/' || d.lane FROM decisions d JOIN waybills w ON w.id = d.waybill_id WHERE w.number = @Number ORDER BY d.id",
            new { Number = number })).AsList();
    }

    private async Task<List<string>> OriginsAsync(string number)
    {
        await using var connection = await server.Database.OpenAsync(Ct);
        return (await connection.QueryAsync<string>(
            "SELECT v.origin FROM waybill_versions v JOIN waybills w ON w.id = v.waybill_id WHERE w.number = @Number ORDER BY v.version",
            new { Number = number })).AsList();
    }

    private Task AgeAsync(Guid waybill, DateTimeOffset created) => server.Database.WriteAsync(
        (connection, transaction) => { connection.Execute("UPDATE waybills SET created_at = @Created WHERE id = @Id", new { Created = created, Id = waybill }, transaction); },
        Ct);
}
