using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Intake;

namespace LogisticsScreening.Server.Tests.Intake;

public sealed class WaybillJsonTests
{
    /// <summary>Stands in every bad value that is a text; a message that repeats it leaks personal data.</summary>
    private const string Secret = "演机密Ab9";

    private const string Good = """
        {
          "number": "SF1390000000017", "carrier": "SF", "depot": "KMG-01", "contentKind": "parcel", "channel": "counter",
          "sender": { "name": "赵演一", "phone": "13900000101", "phoneKind": "real", "address": "云南省昆明市演示路1号", "country": "CN", "idType": "residentId", "idNumber": "530102198503120118",
                      "organisationCode": null, "accounts": ["wechat:demo"], "agent": { "name": "许演青", "phone": "13900000120", "idType": "passport", "idNumber": "TR0000123" } },
          "recipient": { "name": "张演文", "phone": "139****0201", "phoneKind": "masked", "address": "上海市示例路201号", "country": "CN" },
          "items": [ { "description": "红木工艺品", "nature": "handicraft", "quantity": 1, "unit": "件", "weight": 1200, "value": "300.00", "currency": "CNY", "hsCode": null } ],
          "weight": 1250, "size": [300, 200, 150], "pieces": 1, "parentNumber": null, "returnOf": null, "insuredValue": { "amount": "100.00", "currency": "CNY" },
          "cashOnDelivery": null, "agreement": { "number": "DEMO-1", "until": "2027-12-31" }, "remarks": "", "createdAt": "2026-11-22T08:00:00Z", "supersedes": null, "reason": null
        }
        """;

    /// <summary>Where, what stands there instead (JSON), and the field that must be named.</summary>
    public static TheoryData<string, string, string> Bad => new()
    {
        { "number", "null", "number" },
        { "number", "12345678", "number" },
        { "number", "\"1' OR 1=1 --\"", "number" },
        { "number", "\"" + new string('9', 41) + "\"", "number" },
        { "carrier", "\"sf\"", "carrier" },
        { "depot", "\"KMG 01\"", "depot" },
        { "contentKind", "\"Parcel\"", "contentKind" },
        { "contentKind", "1", "contentKind" },
        { "channel", "\"drone\"", "channel" },
        { "sender", "null", "sender" },
        { "sender", "\"演机密Ab9\"", "sender" },
        { "sender", "[]", "sender" },
        { "sender.name", "null", "sender.name" },
        { "sender.name", "\"  \"", "sender.name" },
        { "sender.name", "\"" + new string('名', 10_000) + "\"", "sender.name" },
        { "sender.name", "\"演机密Ab9\\u0000\"", "sender.name" },
        { "sender.name", "\"演机密Ab9\\u001b[31m\"", "sender.name" },
        { "sender.name", "\"演机密Ab9\\u202e\"", "sender.name" },
        { "sender.name", "\"演机密Ab9\\u2066\"", "sender.name" },
        { "sender.name", "\"演机密Ab9\\ud800\"", "sender.name" },
        { "sender.name", "{\"first\": \"演机密Ab9\"}", "sender.name" },
        { "sender.phone", "13900000101", "sender.phone" },
        { "sender.phoneKind", "\"演机密Ab9\"", "sender.phoneKind" },
        { "sender.address", "null", "sender.address" },
        { "sender.country", "\"china\"", "sender.country" },
        { "sender.idType", "null", "sender.idType" },
        { "sender.idNumber", "\"" + new string('1', 41) + "\"", "sender.idNumber" },
        { "sender.idNumber", "\" - \"", "sender.idNumber" },
        { "sender.organisationCode", "\"演机密Ab9\"", "sender.organisationCode" },
        { "sender.accounts", "\"演机密Ab9\"", "sender.accounts" },
        { "sender.accounts", "[1]", "sender.accounts[0]" },
        { "sender.accounts", "[\"\"]", "sender.accounts[0]" },
        { "sender.accounts", "[\"演机密Ab9\\u0007\"]", "sender.accounts[0]" },
        { "sender.agent.phone", "null", "sender.agent.phone" },
        { "sender.agent.address", "\"演机密Ab9\"", "sender.agent.address" },
        { "sender.agent.agent", "{}", "sender.agent.agent" },
        { "sender.colour", "\"演机密Ab9\"", "sender.colour" },
        { "recipient.idNumber", "\"演机密Ab9\"", "recipient.idNumber" },
        { "recipient.agent", "{}", "recipient.agent" },
        { "items", "null", "items" },
        { "items", "[]", "items" },
        { "items", "{}", "items" },
        { "items", "[null]", "items[0]" },
        { "items", "[\"演机密Ab9\"]", "items[0]" },
        { "items.0.description", "null", "items[0].description" },
        { "items.0.quantity", "0", "items[0].quantity" },
        { "items.0.quantity", "1.5", "items[0].quantity" },
        { "items.0.quantity", "\"1\"", "items[0].quantity" },
        { "items.0.quantity", "1e400", "items[0].quantity" },
        { "items.0.quantity", "99999999999999999999", "items[0].quantity" },
        { "items.0.weight", "-1", "items[0].weight" },
        { "items.0.value", "300.00", "items[0].value" },
        { "items.0.value", "\"-1.00\"", "items[0].value" },
        { "items.0.value", "\"１００\"", "items[0].value" },
        { "items.0.value", "\"1,000.00\"", "items[0].value" },
        { "items.0.value", "\"1.00\\n\"", "items[0].value" },
        { "items.0.currency", "\"yuan\"", "items[0].currency" },
        { "items.0.hsCode", "\"٩٩٩٩\"", "items[0].hsCode" },
        { "weight", "-5", "weight" },
        { "weight", "true", "weight" },
        { "size", "[1, 2]", "size" },
        { "size", "[1, 2, 3, 4]", "size" },
        { "size", "[0, 2, 3]", "size[0]" },
        { "size", "[1, \"2\", 3]", "size[1]" },
        { "pieces", "0", "pieces" },
        { "parentNumber", "\"演机密 Ab9\"", "parentNumber" },
        { "insuredValue", "\"100\"", "insuredValue" },
        { "insuredValue", "{\"amount\": 1}", "insuredValue.amount" },
        { "insuredValue", "{\"amount\": \"1.00\", \"tax\": 1}", "insuredValue.tax" },
        { "agreement", "{\"until\": \"2027-12-31\"}", "agreement.number" },
        { "agreement.until", "\"2027-02-30\"", "agreement.until" },
        { "agreement.until", "\"31.12.2027\"", "agreement.until" },
        { "remarks", "[\"演机密Ab9\"]", "remarks" },
        { "createdAt", "\"2026-13-01T00:00:00Z\"", "createdAt" },
        { "createdAt", "\"2026-11-31T00:00:00Z\"", "createdAt" },
        { "createdAt", "\"2026-11-22T08:00:00\"", "createdAt" },
        { "createdAt", "\"2026-11-22T25:00:00Z\"", "createdAt" },
        { "createdAt", "\"9999-12-31T23:59:59Z\"", "createdAt" },
        { "createdAt", "\"２０26-11-22T08:00:00Z\"", "createdAt" },
        { "createdAt", "1700000000", "createdAt" },
        { "supersedes", "0", "supersedes" },
        { "supersedes", "1", "reason" },
        { "senderName", "\"演机密Ab9\"", "senderName" },
        { "__proto__", "{}", "__proto__" },
    };

    [Fact]
    public void Read_WholeWaybill_KeepsEveryField()
    {
        var (incoming, errors) = Read(Good);
        Assert.False(errors.Any, errors.ToString());
        var waybill = incoming!.Waybill;
        Assert.Equal(("SF1390000000017", "SF", "KMG-01"), (waybill.Number, waybill.Carrier, waybill.Depot));
        Assert.Equal((PhoneKind.Real, PhoneKind.Masked), (waybill.Sender.PhoneKind!.Value, waybill.Recipient.PhoneKind!.Value));
        Assert.Equal(("530102198503120118", "TR0000123"), (incoming.IdNumbers.Sender, incoming.IdNumbers.Agent));
        Assert.Equal(IdType.Passport, waybill.Sender.Agent!.Document!.Type);
        Assert.Equal(new Money("100.00", "CNY"), waybill.InsuredValue);
        Assert.Equal([300, 200, 150], waybill.Size!);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), waybill.CreatedAt);
        Assert.Null(waybill.Remarks);
    }

    [Fact]
    public void Read_OnlyWhatIsRequired_IsEnough()
    {
        var (incoming, errors) = Read("""
            { "number": "1234", "carrier": "X", "sender": { "name": "a", "phone": "1", "address": "b" }, "recipient": { "name": "c", "phone": "2", "address": "d" },
              "items": [ { "description": "e", "quantity": 1 } ] }
            """);
        Assert.False(errors.Any, errors.ToString());
        Assert.Equal((ContentKind.Parcel, Channel.Counter), (incoming!.Waybill.ContentKind, incoming.Waybill.Channel));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Read_BadValue_NamesTheFieldAndNotTheValue(string path, string json, string field)
    {
        var (incoming, errors) = Read(With(path, json));
        Assert.Null(incoming);
        Assert.Contains(field, errors.ToDictionary().Keys);
        Assert.DoesNotContain(Secret, errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(errors.ToString(), char.IsControl);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("1")]
    public void Read_NoObject_IsSaid(string json)
    {
        var (incoming, errors) = Read(json);
        Assert.Null(incoming);
        Assert.Contains("$", errors.ToDictionary().Keys);
    }

    [Fact]
    public void Read_DuplicateMember_IsNamed()
    {
        var (incoming, errors) = Read(Good.Replace("\"carrier\": \"SF\",", "\"carrier\": \"SF\", \"carrier\": \"ZTO\",", StringComparison.Ordinal));
        Assert.Null(incoming);
        Assert.Equal(["carrier"], errors.ToDictionary().Keys);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("a\\udfff")]
    public void Read_MemberNameThatIsNoText_IsRefusedWithoutThrowing(string name)
    {
        var (incoming, errors) = Read(Good.Replace("\"pieces\": 1", $"\"pieces\": 1, \"{name}\": 1", StringComparison.Ordinal));
        Assert.Null(incoming);
        Assert.Contains("$", errors.ToDictionary().Keys);
    }

    [Fact]
    public void Read_HostileMemberName_IsShortenedAndHarmless()
    {
        var (_, errors) = Read(Good.Replace("\"pieces\": 1", "\"pieces\": 1, \"\\u001b[31m\\u202e" + new string('x', 500) + "\": 1", StringComparison.Ordinal));
        var field = Assert.Single(errors.ToDictionary().Keys);
        Assert.True(field.Length < 100);
        Assert.DoesNotContain(field, c => char.IsControl(c) || c == '\u202E');
    }

    [Fact]
    public void Read_HugeArraysAndManyUnknownFields_AnswerStaysSmall()
    {
        var items = "[" + string.Join(',', Enumerable.Repeat("{\"description\":\"x\",\"quantity\":1}", 10_000)) + "]";
        var (_, errors) = Read(With("items", items));
        Assert.Equal(["items"], errors.ToDictionary().Keys);
        var unknown = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"f{i}\":1"));
        (_, errors) = Read(Good.Replace("\"pieces\": 1", "\"pieces\": 1," + unknown, StringComparison.Ordinal));
        Assert.InRange(errors.ToDictionary().Count, 1, FieldErrors.MostFields + 1);
    }

    [Fact]
    public void Read_InvalidUtf8_IsRefusedWithoutThrowing()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        var at = bytes.AsSpan().IndexOf("赵演一"u8);
        bytes[at] = 0xFF;
        var errors = new FieldErrors();
        using var document = JsonDocument.Parse(bytes);
        Assert.Null(WaybillJson.Read(document.RootElement, "", errors, SampleWaybills.Documents));
        Assert.Contains("sender.name", errors.ToDictionary().Keys);
    }

    private static (IncomingWaybill? Waybill, FieldErrors Errors) Read(string json)
    {
        var errors = new FieldErrors();
        using var document = JsonDocument.Parse(json);
        return (WaybillJson.Read(document.RootElement, "", errors, SampleWaybills.Documents), errors);
    }

    /// <summary>The good waybill with one value replaced. The value goes in as text, because a JsonNode cannot hold what some of them are.</summary>
    private static string With(string path, string json)
    {
        const string Marker = "\"\\uE000marker\\uE000\"";
        var root = JsonNode.Parse(Good)!;
        var node = root;
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
            node = int.TryParse(part, out var index) ? node![index] : node![part];
        node![parts[^1]] = JsonNode.Parse(Marker);
        return root.ToJsonString().Replace(Marker, json, StringComparison.Ordinal);
    }
}
