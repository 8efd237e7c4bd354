using System.Globalization;
using LogisticsScreening.Screening.Benchmarks;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>
/// A database as an operator has it after a while: a risk list, registered people and a waybill of each, as many of each kind, loaded by the product's own commands; and ten times as many earlier parcels
/// of other people. Nobody of them is real: the names are <see cref="InventedNames"/>, the documents' areas exist and their numbers are drawn. A seed gives the same files.
/// </summary>
internal sealed class SeededVolume(int count)
{
    private const int Seed = 20261127;
    private const string Registrations = "idType,idNumber,name,phone,country,registeredAt,validUntil,status";
    private const string Waybills = "number,carrier,depot,weight,sender.name,sender.phone,sender.address,sender.idType,sender.idNumber,recipient.name,recipient.phone,recipient.address,items.0.description,items.0.quantity,items.0.weight";

    private readonly Random random = new(Seed);
    private readonly InventedNames names = new(Seed + 1, percentLatin: 2);

    /// <summary>Parcels before these.</summary>
    public int Earlier { get; } = 10 * count;

    public string[] Numbers { get; } = [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"SF88{i:00000000}"))];

    /// <summary>Loads everything into a directory where no server runs; tells how long each part took.</summary>
    public async Task LoadAsync(string directory)
    {
        var (list, registrations, waybills) = (Path.Combine(directory, "list.csv"), Path.Combine(directory, "registrations.csv"), Path.Combine(directory, "waybills.csv"));
        new SeededList(Seed).Write(list, count);
        Write(registrations, waybills);
        foreach (var (kind, file) in new[] { ("list", list), ("registrations", registrations), ("waybills", waybills) })
        {
            var since = TimeProvider.System.GetTimestamp();
            var result = await ChildProcess.RunAsync(new() { ["LS_DATA"] = directory }, "import", kind, file);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {result} in {TimeProvider.System.GetElapsedTime(since).TotalSeconds:N0} s"));
            File.Delete(file);
        }

        var started = TimeProvider.System.GetTimestamp();
        await using var app = await ServerHost.OpenAsync(MeasuredServer.Settings(directory, demo: false), LogisticsScreening.Server.Program.Build, CancellationToken.None);
        await using var connection = await app.Services.GetRequiredService<SqlDatabase>().OpenAsync(CancellationToken.None);
        SeededHistory.Fill(connection, app.Services.GetRequiredService<BlindIndex>(), Earlier, DateTimeOffset.UtcNow);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"history: {Earlier} parcels in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:N0} s"));
    }

    private void Write(string registrations, string waybills)
    {
        using var people = new StreamWriter(registrations);
        using var parcels = new StreamWriter(waybills);
        people.Write(Registrations + "\n");
        parcels.Write(Waybills + "\n");
        for (var i = 0; i < count; i++)
        {
            var (name, phone, number) = (names.Next(), string.Create(CultureInfo.InvariantCulture, $"139{i:00000000}"), Document(i));
            people.Write(string.Create(CultureInfo.InvariantCulture, $"residentId,{number},{name},{phone},CN,2026-01-01T02:00:00Z,2032-01-15,active\n"));
            parcels.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Numbers[i]},SF,KMG-01,450,{name},{phone},{Address()},residentId,{number},{names.Next()},138{random.Next(100_000_000):00000000},{Address()},{Pick(SeededParcels.Goods)},1,400\n"));
        }
    }

    private string Address() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Pick(["云南省昆明市五华区", "广东省广州市天河区", "上海市浦东新区", "四川省成都市武侯区", "浙江省杭州市西湖区"])}{Pick(["桃园", "长春", "金星", "新华", "东风", "解放", "环城", "文昌"])}{Pick(["东路", "西路", "街", "大道"])}{random.Next(1, 900)}号{random.Next(1, 30)}栋{random.Next(1, 2_500)}室");

    /// <summary>GB 11643: seventeen digits, each number another person's, and their check digit.</summary>
    private static string Document(int i)
    {
        ReadOnlySpan<string> areas = ["530102", "440106", "310115", "510107", "330106"];
        var digits = string.Create(CultureInfo.InvariantCulture, $"{areas[i % 5]}{1960 + (i / 1_000 % 40)}{1 + (i / 40_000 % 12):00}{1 + (i / 480_000 % 28):00}{i % 1_000:000}");
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
            sum += (digits[at] - '0') * (1 << (17 - at)) % 11;
        return digits + "10X98765432"[sum % 11];
    }

    private string Pick(string[] texts) => texts[random.Next(texts.Length)];
}
