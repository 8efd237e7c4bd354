using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>Bad waybills: a problem document that names the field, nothing stored, never a failure of the server.</summary>
public sealed class BadWaybillTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string Lines = "application/x-ndjson";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One member put in, and the field that the answer must name.</summary>
    public static TheoryData<string, string, string> BadMembers => new()
    {
        { "number", "null", "number" },
        { "number", "\"ab\"", "number" },
        { "number", "\"SF1'; DROP TABLE waybills;--\"", "number" },
        { "number", "1390000000017", "number" },
        { "number", "\"" + new string('7', 41) + "\"", "number" },
        { "carrier", "\"sf\"", "carrier" },
        { "carrier", "\"<script>\"", "carrier" },
        { "depot", "\"JH-01\"", "depot" },
        { "depot", "\"NOWHERE\"", "depot" },
        { "contentKind", "\"crate\"", "contentKind" },
        { "contentKind", "2", "contentKind" },
        { "channel", "[]", "channel" },
        { "sender", "null", "sender" },
        { "sender", "\"赵演一\"", "sender" },
        { "sender.name", "null", "sender.name" },
        { "sender.name", "\"   \"", "sender.name" },
        { "sender.name", "\"" + new string('赵', 10_000) + "\"", "sender.name" },
        { "sender.name", "\"赵\\u202e演一\"", "sender.name" },
        { "sender.name", "\"赵\\u0000一\"", "sender.name" },
        { "sender.name", "\"赵\\u001b[2J一\"", "sender.name" },
        { "sender.name", "\"赵\\ud800一\"", "sender.name" },
        { "sender.name", "{\"first\":\"一\"}", "sender.name" },
        { "sender.phone", "13900000101", "sender.phone" },
        { "sender.phoneKind", "\"fake\"", "sender.phoneKind" },
        { "sender.address", "\"" + new string('x', 501) + "\"", "sender.address" },
        { "sender.country", "\"China\"", "sender.country" },
        { "sender.idType", "null", "sender.idType" },
        { "sender.idType", "\"library\"", "sender.idType" },
        { "sender.idNumber", "\"" + new string('1', 41) + "\"", "sender.idNumber" },
        { "sender.organisationCode", "\"short\"", "sender.organisationCode" },
        { "sender.accounts", "\"wechat:a\"", "sender.accounts" },
        { "sender.accounts", "[\"wechat:a\",null]", "sender.accounts[1]" },
        { "sender.accounts", "[\"wechat:\\u2066a\"]", "sender.accounts[0]" },
        { "sender.agent", "{\"name\":\"许演青\"}", "sender.agent.phone" },
        { "sender.agent", "{\"name\":\"许演青\",\"phone\":\"13900000120\",\"address\":\"x\"}", "sender.agent.address" },
        { "recipient.idNumber", "\"530102198503120118\"", "recipient.idNumber" },
        { "recipient.phone", "\"\"", "recipient.phone" },
        { "items", "[]", "items" },
        { "items", "{}", "items" },
        { "items.0", "7", "items[0]" },
        { "items.0.description", "null", "items[0].description" },
        { "items.0.description", "\"" + new string('扇', 501) + "\"", "items[0].description" },
        { "items.0.quantity", "0", "items[0].quantity" },
        { "items.0.quantity", "1.5", "items[0].quantity" },
        { "items.0.quantity", "\"1\"", "items[0].quantity" },
        { "items.0.weight", "-5", "items[0].weight" },
        { "items.0.weight", "99999999999999999999", "items[0].weight" },
        { "items.0.value", "60", "items[0].value" },
        { "items.0.value", "\"-60.00\"", "items[0].value" },
        { "items.0.value", "\"6e9\"", "items[0].value" },
        { "items.0.currency", "\"yuan\"", "items[0].currency" },
        { "items.0.hsCode", "\"ab\"", "items[0].hsCode" },
        { "items.0.colour", "\"red\"", "items[0].colour" },
        { "weight", "-1", "weight" },
        { "weight", "\"150\"", "weight" },
        { "size", "[1,2]", "size" },
        { "size", "[1,2,\"3\"]", "size[2]" },
        { "size", "[1,2,3,4]", "size" },
        { "pieces", "0", "pieces" },
        { "insuredValue", "{\"amount\":\"1.234\",\"currency\":\"CNY\"}", "insuredValue.amount" },
        { "cashOnDelivery", "\"5.00\"", "cashOnDelivery" },
        { "agreement", "{\"number\":\"A\",\"until\":\"2026-02-30\"}", "agreement.until" },
        { "agreement", "{}", "agreement.number" },
        { "remarks", "\"a\\u009fb\"", "remarks" },
        { "createdAt", "\"2026-02-30T00:00:00Z\"", "createdAt" },
        { "createdAt", "\"2026-11-22\"", "createdAt" },
        { "createdAt", "\"0001-01-01T00:00:00Z\"", "createdAt" },
        { "createdAt", "1795334400", "createdAt" },
        { "supersedes", "0", "supersedes" },
        { "surprise", "{}", "surprise" },
        { "Weight", "150", "Weight" },
        { "__proto__", "{}", "__proto__" },
    };

    /// <summary>Whole bodies: content type, body, status, field.</summary>
    public static TheoryData<string?, string, HttpStatusCode, string?> BadBodies => new()
    {
        { Json, "", HttpStatusCode.BadRequest, "$" },
        { Json, "   ", HttpStatusCode.BadRequest, "$" },
        { Json, "{", HttpStatusCode.BadRequest, "$" },
        { Json, "[]", HttpStatusCode.BadRequest, "$" },
        { Json, "null", HttpStatusCode.BadRequest, "$" },
        { Json, "\"x\"", HttpStatusCode.BadRequest, "$" },
        { Json, "[[]]", HttpStatusCode.BadRequest, "$" },
        { Json, "{\"a\":1}{\"b\":2}", HttpStatusCode.BadRequest, "$" },
        { Json, "{\"number\":\"SF1\",\"number\":\"SF2\"}", HttpStatusCode.BadRequest, "number" },
        { Json, "{\"\\ud800\":1}", HttpStatusCode.BadRequest, null },
        { Json, "{\"number\":\"\\udfff\"}", HttpStatusCode.BadRequest, "number" },
        { Json, new string('[', 5_000) + new string(']', 5_000), HttpStatusCode.BadRequest, null },
        { Json, "{\"sender\":" + string.Concat(Enumerable.Repeat("{\"agent\":", 40)) + "1" + new string('}', 41), HttpStatusCode.BadRequest, null },
        { null, "{}", HttpStatusCode.UnsupportedMediaType, null },
        { "text/plain", "{}", HttpStatusCode.UnsupportedMediaType, null },
        { "application/xml", "<waybill/>", HttpStatusCode.UnsupportedMediaType, null },
        { "multipart/form-data; boundary=x", "--x--", HttpStatusCode.UnsupportedMediaType, null },
        { Lines, "", HttpStatusCode.BadRequest, "$" },
        { Lines, "not json\nneither\n", HttpStatusCode.BadRequest, "[0].$" },
        { Csv, "", HttpStatusCode.BadRequest, "$" },
        { Csv, "number,carrier\n", HttpStatusCode.BadRequest, "$" },
        { Csv, "number,number\nSF139,SF139\n", HttpStatusCode.BadRequest, "$" },
        { Csv, "number,surprise\nSF1390000,x\n", HttpStatusCode.BadRequest, "surprise" },
        { Csv, "number,sender.name\nSF1390000,=HYPERLINK(\"\"x\"\")\n", HttpStatusCode.BadRequest, "$" },
        { Csv, "number,sender.name\nSF1390000,=1+2\n", HttpStatusCode.BadRequest, "sender.name" },
        { Csv, "number,sender.name\nSF1390000,@SUM(A1)\n", HttpStatusCode.BadRequest, "sender.name" },
        { Csv, "number,sender.name\nSF1390000,-cmd|' /C calc'!A0\n", HttpStatusCode.BadRequest, "sender.name" },
        { Csv, "number,items.5.description\nSF1390000,x\n", HttpStatusCode.BadRequest, "items.5.description" },
        { Csv, "number,number.deeper\nSF1390000,x\n", HttpStatusCode.BadRequest, "number.deeper" },
        { Csv, "number,..\nSF1390000,x\n", HttpStatusCode.BadRequest, null },
        { Csv, "number,carrier\n\"SF1390000,x\n", HttpStatusCode.BadRequest, null },
        { Csv, "number,weight\nSF1390000,-4\n", HttpStatusCode.BadRequest, "weight" },
        { Csv, "number,weight\nSF1390000,99999999999999999999\n", HttpStatusCode.BadRequest, "weight" },
    };

    [Theory]
    [MemberData(nameof(BadMembers))]
    public async Task Waybill_BadMember_IsRefusedByNameAndNothingStored(string path, string value, string field)
    {
        using var client = await server.ClientAsync("courier");
        var before = await server.StoredRowsAsync();
        // Put in as text: a lone surrogate cannot be held by a parsed node.
        const string Mark = "\"@@@\"";
        var body = SampleWaybills.Waybill(SampleWaybills.NewNumber()).With(path, "@@@").ToJsonString().Replace(Mark, value, StringComparison.Ordinal);
        var answer = (await client.SendAsync("/api/waybills", Encoding.UTF8.GetBytes(body))).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(field, answer.Fields);
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Waybills_BadBody_IsAProblemAndNothingStored(string? contentType, string body, HttpStatusCode status, string? field)
    {
        using var client = await server.ClientAsync("courier");
        var before = await server.StoredRowsAsync();
        var answer = (await client.SendAsync("/api/waybills", Encoding.UTF8.GetBytes(body), contentType)).Expect(status);
        if (field is not null)
            Assert.Contains(field, answer.Fields);
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Lines)]
    [InlineData(Csv)]
    public async Task Waybills_NotUtf8_AreRefused(string contentType)
    {
        using var client = await server.ClientAsync("courier");
        var before = await server.StoredRowsAsync();
        var text = contentType == Csv ? "number,sender.name\nSF1390000,A?B\n" : SampleWaybills.Waybill(SampleWaybills.NewNumber(), "A?B").ToJsonString();
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes[Array.LastIndexOf(bytes, (byte)'?')] = 0xFF;
        var answer = (await client.SendAsync("/api/waybills", bytes, contentType)).Expect(HttpStatusCode.BadRequest);
        Assert.NotEmpty(answer.Fields);
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Fact]
    public async Task Csv_OfThousandsOfColumns_IsRefusedAsAWhole()
    {
        using var client = await server.ClientAsync("courier");
        var header = string.Join(',', Enumerable.Range(0, 2_501).Select(i => "c" + i));
        var answer = (await client.SendAsync("/api/waybills", Encoding.UTF8.GetBytes(header + "\n1\n"), Csv)).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("more than 2500 columns", answer["errors"].GetProperty("$")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waybills_MoreThanAThousand_AreRefusedAsAWhole()
    {
        using var client = await server.ClientAsync("courier");
        var before = await server.StoredRowsAsync();
        var array = new JsonArray([.. Enumerable.Range(0, 1_001).Select(_ => SampleWaybills.Waybill(SampleWaybills.NewNumber()))]);
        Assert.Equal(["$"], (await client.SendAsync("/api/waybills", array)).Expect(HttpStatusCode.BadRequest).Fields);
        var lines = string.Join('\n', array.Select(w => w!.ToJsonString()));
        Assert.Equal(["$"], (await client.SendAsync("/api/waybills", Encoding.UTF8.GetBytes(lines), Lines)).Expect(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Theory]
    [InlineData("/api/waybills")]
    [InlineData("/api/scans")]
    public async Task Body_BeyondTheLimit_IsRefusedAndNothingStored(string path)
    {
        using var client = await server.ClientAsync("courier");
        var before = await server.StoredRowsAsync();
        // So the client hears the answer before it sends all that.
        client.DefaultRequestHeaders.ExpectContinue = true;
        var body = new byte[(16 * 1024 * 1024) + 1];
        Array.Fill(body, (byte)' ');
        var answer = await client.SendAsync(path, body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Fact]
    public async Task Waybill_HostileText_IsKeptAsPlainText()
    {
        using var client = await server.ClientAsync("supervisor");
        const string Hostile = "'); DROP TABLE waybills;-- <script>alert(1)</script> {{7*7}} ${jndi:ldap://x} %00 ../../etc/passwd";
        var number = SampleWaybills.NewNumber();
        var body = SampleWaybills.Waybill(number, Hostile).With("remarks", Hostile).With("sender.name", Hostile[..60]);
        var id = (await client.SendAsync("/api/waybills", body)).Expect(HttpStatusCode.OK)["items"][0].GetProperty("waybillId").GetGuid();
        var stored = await ((LogisticsScreening.Server.Intake.WaybillStore)server.Services.GetService(typeof(LogisticsScreening.Server.Intake.WaybillStore))!).FindAsync(id, Ct);
        Assert.Equal(Hostile, stored!.Waybill.Items[0].Description);
        Assert.Equal(Hostile, stored.Waybill.Remarks);
        Assert.Equal(Hostile[..60], stored.Waybill.Sender.Name);
        Assert.True(await server.ScalarAsync<long>("SELECT COUNT(*) FROM waybills") > 0);
        var revealed = (await client.SendAsync($"/api/waybills/{id}/reveal", new JsonObject { ["reason"] = "核对寄件人" })).Expect(HttpStatusCode.OK);
        Assert.Equal(Hostile[..60], revealed["sender"].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Waybill_ZeroWidthCharacters_AreAcceptedAndYellow()
    {
        using var client = await server.ClientAsync("supervisor");
        var number = server.UndrawnNumber();
        (await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number, "折\u200B扇"))).Expect(HttpStatusCode.OK);
        var scan = (await client.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK);
        Assert.Equal("yellow", scan.Text("shown"));
        var finding = Assert.Single((await client.ReadAsync($"/api/decisions/{scan["decisionId"].GetGuid()}"))["findings"].EnumerateArray());
        Assert.Equal("contents.hiddenCharacters", finding.GetProperty("code").GetString());
        Assert.Equal((1, 1), (finding.GetProperty("start").GetInt32(), finding.GetProperty("length").GetInt32()));
    }
}
