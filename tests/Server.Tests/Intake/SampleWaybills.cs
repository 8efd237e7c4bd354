using System.Globalization;
using System.Text.Json.Nodes;
using LogisticsScreening.Screening;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.PersonalData;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>Invented waybills and scans as JSON. The plain one goes green: a registered sender, an ordinary thing, not drawn as a control parcel.</summary>
internal static class SampleWaybills
{
    public const string Carrier = "SF";
    public const string Depot = "KMG-01";
    public const string SenderName = "赵演一";
    public const string SenderPhone = "13900000101";

    /// <summary>On the demo list for the depot's eyes, red.</summary>
    public const string ListedPhone = "13900000118";

    /// <summary>On the demo list for compliance only, hold.</summary>
    public const string ListedIdNumber = "530102197505151992";

    /// <summary>Declared so, a parcel is red by its words.</summary>
    public const string Ivory = "象牙手串";

    /// <summary>Declared so, a parcel is not accepted.</summary>
    public const string Fireworks = "烟花 组合装";

    /// <summary>The shipped number rules.</summary>
    public static DocumentTypes Documents { get; } = ReferenceData.Load(Path.Combine(AppContext.BaseDirectory, "reference")).Documents;

    private const int ControlSlots = 10_000;
    private static int Last;

    /// <summary>A number that no other test has.</summary>
    public static string NewNumber() =>
        string.Create(CultureInfo.InvariantCulture, $"SF99{Environment.ProcessId % 100_000:00000}{Interlocked.Increment(ref Last):0000000}");

    /// <summary>A number that the control draw of this installation leaves alone, well clear of any rate in use.</summary>
    public static string UndrawnNumber(this TestServer server) => server.NumberDrawn(slot => slot > ControlSlots / 10);

    /// <summary>A number that the control draw of this installation picks at any rate.</summary>
    public static string DrawnNumber(this TestServer server) => server.NumberDrawn(slot => slot < ControlSlots / 1000);

    private static string NumberDrawn(this TestServer server, Predicate<ulong> wanted)
    {
        var key = server.Services.GetRequiredService<KeyRing>().Newest(KeyUse.Control).Secret;
        while (true)
        {
            var number = NewNumber();
            if (wanted(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(Screener.SeedOf(key, Carrier, number, 1)) % ControlSlots))
                return number;
        }
    }

    public static JsonObject Waybill(string number, string description = "折扇") => new()
    {
        ["number"] = number,
        ["carrier"] = Carrier,
        ["depot"] = Depot,
        ["sender"] = new JsonObject
        {
            ["name"] = SenderName,
            ["phone"] = SenderPhone,
            ["address"] = "云南省昆明市五华区演示路1号1单元101室",
            ["idType"] = "residentId",
            ["idNumber"] = "530102198503120118",
        },
        ["recipient"] = new JsonObject
        {
            ["name"] = "张演文",
            ["phone"] = "13900000201",
            ["address"] = "上海市黄浦区示例路201号",
        },
        ["items"] = new JsonArray(new JsonObject { ["description"] = description, ["quantity"] = 1, ["weight"] = 100, ["value"] = "60.00", ["currency"] = "CNY" }),
        ["weight"] = 150,
    };

    public static JsonObject Scan(string number, Guid? scanId = null, string depot = Depot, string kind = "acceptance", JsonObject? waybill = null)
    {
        var scan = new JsonObject
        {
            ["scanId"] = (scanId ?? Guid.NewGuid()).ToString(),
            ["carrier"] = Carrier,
            ["waybillNumber"] = number,
            ["depot"] = depot,
            ["device"] = "test-device",
            ["scannedAt"] = "2026-11-22T08:00:00Z",
            ["kind"] = kind,
        };
        if (waybill is not null)
            scan["waybill"] = waybill;
        return scan;
    }

    /// <summary>The object with one member changed, named by a path such as sender.name or items.0.weight.</summary>
    public static JsonObject With(this JsonObject waybill, string path, JsonNode? value)
    {
        JsonNode node = waybill;
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
            node = node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!;
        if (node is JsonArray array)
            array[int.Parse(parts[^1], CultureInfo.InvariantCulture)] = value;
        else
            node[parts[^1]] = value;
        return waybill;
    }

    public static JsonObject Without(this JsonObject waybill, string path)
    {
        JsonNode node = waybill;
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
            node = node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!;
        node.AsObject().Remove(parts[^1]);
        return waybill;
    }
}
