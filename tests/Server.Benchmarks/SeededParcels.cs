using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>Parcels of one registered sender. Ordinary goods, unless told otherwise, so that almost all go green and the common path is measured; the control draw takes its share.</summary>
internal static class SeededParcels
{
    private const int Rows = 1_000;
    public static readonly string[] Goods = ["折扇 一把", "儿童运动鞋 尺码32", "保温杯 500毫升 2件", "纯棉床单四件套", "牛肉干 3袋装", "高中数学试卷 5套", "USB充电器 Type-C", "洗发水 家庭装"];

    public static async Task<string[]> LoadAsync(HttpClient client, string prefix, int count, string? goods = null, Func<int, string>? depot = null)
    {
        var numbers = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i:00000000}")).ToArray();
        foreach (var part in numbers.Chunk(Rows))
        {
            using var answer = await client.PostAsJsonAsync("/api/waybills", new JsonArray([.. part.Select((number, i) => Waybill(number, i, goods, depot?.Invoke(i) ?? "KMG-01"))]));
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (!answer.IsSuccessStatusCode || body.GetProperty("items").EnumerateArray().Any(i => i.GetProperty("status").GetString() != "created"))
                throw new InvalidOperationException($"The waybills were not taken: {body}");
        }

        return numbers;
    }

    private static JsonObject Waybill(string number, int i, string? goods, string depot) => new()
    {
        ["number"] = number,
        ["carrier"] = "SF",
        ["depot"] = depot,
        ["sender"] = new JsonObject
        {
            ["name"] = "赵演一",
            ["phone"] = "13900000101",
            ["address"] = "云南省昆明市五华区演示路1号1单元101室",
            ["idType"] = "residentId",
            ["idNumber"] = "530102198503120118",
        },
        ["recipient"] = new JsonObject { ["name"] = "张演文", ["phone"] = string.Create(CultureInfo.InvariantCulture, $"138{i:00000000}"), ["address"] = "上海市黄浦区示例路201号" },
        ["items"] = new JsonArray(new JsonObject { ["description"] = goods ?? Goods[i % Goods.Length], ["quantity"] = 1, ["weight"] = 400 }),
        ["weight"] = 450,
    };
}
