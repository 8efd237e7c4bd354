using System.Globalization;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Referrals;

/// <summary>The declared data of the parcel, read from the decision's content so that it is what the decision saw.</summary>
internal static class WaybillChapter
{
    public static IEnumerable<DossierBlock> Parties(JsonElement waybill, JsonElement facts)
    {
        yield return new DossierBlock.Heading(new("当事人", "Parties"));
        var sender = waybill.GetProperty("sender");
        yield return Role("sender");
        yield return Party(sender);
        if (sender.TryGetProperty("agent", out var agent))
        {
            yield return Role("agent");
            yield return Party(agent);
        }

        yield return Role("recipient");
        yield return Party(waybill.GetProperty("recipient"));
        if (!facts.TryGetProperty("collector", out var collector))
            yield break;
        yield return Role("collector");
        yield return new DossierBlock.Facts([new(new("代收关系", "Took it as"), Wording.Of("relation", collector))]);
        if (collector.TryGetProperty("person", out var person))
            yield return Party(person);
    }

    public static IEnumerable<DossierBlock> Waybill(JsonElement waybill, JsonElement facts)
    {
        yield return new DossierBlock.Heading(new("运单", "Waybill"));
        yield return new DossierBlock.Facts(
        [
            Text(waybill, "number", "运单号", "Number"),
            Text(waybill, "carrier", "承运企业", "Carrier"),
            Text(waybill, "depot", "收寄网点", "Depot on the waybill"),
            Text(facts, "depot", "扫描网点", "Depot that scanned"),
            new(new("扫描环节", "Scanned at"), Wording.Of("scan", facts)),
            new(new("内件类别", "Kind"), Wording.Of("contentKind", waybill)),
            new(new("收寄方式", "Channel"), Wording.Of("channel", waybill)),
            new(new("申报时间", "Declared"), Instant(waybill, "createdAt")),
            new(new("总重量（克）", "Weight (g)"), Text(waybill, "weight")),
            new(new("尺寸（毫米）", "Size (mm)"), Size(waybill)),
            Text(waybill, "pieces", "件数", "Pieces"),
            new(new("保价金额", "Insured value"), Money(waybill, "insuredValue")),
            new(new("代收货款", "Cash on delivery"), Money(waybill, "cashOnDelivery")),
            Text(waybill, "remarks", "备注", "Remarks"),
        ]);
        yield return new DossierBlock.Heading(new("申报物品", "Declared goods"), 2);
        yield return new DossierBlock.Table(
            [
                new(new("物品名称", "Description"), 6),
                new(new("性质", "Nature"), 3),
                new(new("数量", "Quantity"), 2, AlignRight: true),
                new(new("重量（克）", "Weight (g)"), 2, AlignRight: true),
                new(new("价值", "Value"), 3, AlignRight: true),
            ],
            [
                .. waybill.GetProperty("items").EnumerateArray().Select(item => (DossierValue[])
                [
                    Text(item, "description"),
                    Text(item, "nature"),
                    Quantity(item),
                    Text(item, "weight"),
                    Money(item, "value"),
                ]),
            ]);
    }

    /// <summary>Text or number under a member, as declared.</summary>
    public static DossierValue Text(JsonElement holder, string member) =>
        holder.TryGetProperty(member, out var value)
            ? new DossierValue.Original(value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText())
            : new DossierValue.None();

    private static DossierFact Text(JsonElement holder, string member, string zh, string en) => new(new(zh, en), Text(holder, member));

    private static DossierBlock.Heading Role(string role) => new(Wording.Of("party", role), 2);

    private static DossierBlock.Facts Party(JsonElement party)
    {
        List<DossierFact> facts =
        [
            Text(party, "name", "姓名", "Name"),
            Text(party, "phone", "电话", "Phone"),
            Text(party, "address", "地址", "Address"),
        ];
        if (party.TryGetProperty("country", out _))
            facts.Add(Text(party, "country", "国家或地区", "Country"));
        if (party.TryGetProperty("organisationCode", out _))
            facts.Add(Text(party, "organisationCode", "统一社会信用代码", "Organisation code"));
        if (party.TryGetProperty("accounts", out var accounts))
            facts.Add(new(new("网络账号", "Accounts"), new DossierValue.Original(string.Join("  ", accounts.EnumerateArray().Select(account => account.GetString())))));
        return new(facts);
    }

    private static DossierValue.Original Quantity(JsonElement item)
    {
        var unit = item.TryGetProperty("unit", out var text) ? $" {text.GetString()}" : "";
        return new DossierValue.Original($"{item.GetProperty("quantity").GetRawText()}{unit}");
    }

    private static DossierValue Money(JsonElement holder, string member) =>
        holder.TryGetProperty(member, out var money)
            ? new DossierValue.Original($"{money.GetProperty("amount").GetString()} {money.GetProperty("currency").GetString()}")
            : new DossierValue.None();

    private static DossierValue Size(JsonElement waybill) =>
        waybill.TryGetProperty("size", out var size)
            ? new DossierValue.Original(string.Join(" × ", size.EnumerateArray().Select(length => length.GetInt64().ToString(CultureInfo.InvariantCulture))))
            : new DossierValue.None();

    private static DossierValue Instant(JsonElement holder, string member) =>
        holder.TryGetProperty(member, out var at)
            ? new DossierValue.Instant(DateTimeOffset.UnixEpoch.AddTicks(at.GetInt64() * TimeSpan.TicksPerMicrosecond))
            : new DossierValue.None();
}
