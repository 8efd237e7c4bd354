using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Screenings;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>What a server process with a list says about itself. Bytes and seconds.</summary>
/// <param name="FirstLoadCpu">Processor time of the first load, over all threads.</param>
/// <param name="Bare">Largest resident set of the process before it loaded anything, after deciding for a while.</param>
/// <param name="Loading">Largest resident set while it loaded the first version.</param>
/// <param name="Resident">Afterwards, with everything unused collected.</param>
/// <param name="Swapping">Largest resident set while a change was published and the second version loaded and put in force.</param>
internal sealed record ListFigures(
    int Entries,
    double FirstLoad,
    double FirstLoadCpu,
    double SecondLoad,
    double Publishing,
    long Snapshot,
    long Bare,
    long Loading,
    long Resident,
    long Swapping,
    DecidingFigures Control,
    DecidingFigures WhilePublishing,
    DecidingFigures WhileSwapping);

/// <summary>The measured side of <see cref="ListBenchmark"/>: the server's own services over the database that was imported, without listening.</summary>
internal static class ListMeasurement
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string directory, string changes, string phones, bool quick)
    {
        var length = TimeSpan.FromSeconds(quick ? 2 : 15);
        await using var app = await ServerHost.OpenAsync(MeasuredServer.Settings(directory, demo: false), LogisticsScreening.Server.Program.Build, CancellationToken.None);
        var services = app.Services;
        var (loader, change, poll, policies) = (services.GetRequiredService<RiskListLoader>(), services.GetRequiredService<RiskListChange>(), services.GetRequiredService<RiskListPoll>(), services.GetRequiredService<PolicySnapshot>());
        var desk = new ScreeningDesk(policies, services.GetRequiredService<KeyRing>(), services.GetRequiredService<FieldCipher>(), services.GetRequiredService<DecisionWriter>(), services.GetRequiredService<AlertSignal>(), TimeProvider.System,
            services.GetRequiredService<PostingStore>(), services.GetRequiredService<BlindIndex>());
        var parcels = Parcels(await File.ReadAllLinesAsync(phones));
        using (new DecidingThread(desk, parcels))
            await Task.Delay(WarmUp);
        var bare = ResidentSet.Peak();

        // The first load is that of a start: nobody is served yet, and the just-in-time compiler is cold.
        var before = GC.GetTotalMemory(forceFullCollection: true);
        ResidentSet.ForgetPeak();
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        policies.Replace(await loader.LoadAsync(CancellationToken.None));
        var firstLoad = watch.Elapsed.TotalSeconds;
        var firstLoadCpu = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var loading = ResidentSet.Peak();
        var snapshot = GC.GetTotalMemory(forceFullCollection: true) - before;
        var resident = ResidentSet.Now();

        using var deciding = new DecidingThread(desk, parcels);
        await Task.Delay(WarmUp);
        deciding.Next();
        await Task.Delay(length);
        var control = deciding.Next();
        ResidentSet.ForgetPeak();
        watch.Restart();
        await using (var file = File.OpenRead(changes))
            await change.ImportAsync(file, new Progress<long>(), CancellationToken.None);
        var publishing = watch.Elapsed.TotalSeconds;
        var whilePublishing = deciding.Next();
        var old = policies.Current.List.Version;
        watch.Restart();
        await poll.RefreshAsync(CancellationToken.None);
        var secondLoad = watch.Elapsed.TotalSeconds;
        if (policies.Current.List.Version == old || control.Found == 0)
            throw new InvalidOperationException("The changed list did not come into force, or finds nobody.");
        // What the swap leaves behind is collected now.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var whileSwapping = deciding.Next();
        Console.WriteLine(JsonSerializer.Serialize(new ListFigures(
            policies.Current.List.Count, firstLoad, firstLoadCpu, secondLoad, publishing, snapshot, bare, loading, resident, ResidentSet.Peak(), control, whilePublishing, whileSwapping)));
    }

    /// <summary>Ordinary parcels; every hundredth sender has a listed phone.</summary>
    private static ParcelScan[] Parcels(string[] listed) => [.. Enumerable.Range(0, 10_000).Select(i => new ParcelScan(
        Guid.CreateVersion7(),
        new()
        {
            Number = string.Create(CultureInfo.InvariantCulture, $"SF66{i:00000000}"),
            Carrier = "SF",
            Sender = new() { Name = $"林晓{(char)('一' + (i % 500))}", Phone = i % 100 == 0 ? listed[i / 100 % listed.Length] : string.Create(CultureInfo.InvariantCulture, $"138{i:00000000}"), Address = $"云南省昆明市五华区演示路{i}号" },
            Recipient = new() { Name = $"陈知{(char)('一' + (i % 700))}", Phone = string.Create(CultureInfo.InvariantCulture, $"137{i:00000000}"), Address = $"上海市黄浦区示例路{i}号" },
            Items = [new DeclaredItem { Description = SeededParcels.Goods[i % SeededParcels.Goods.Length], Quantity = 1, Weight = 400 }],
            Weight = 450,
        },
        Issue: 0,
        Version: 1,
        Guid.CreateVersion7(),
        ScanKind.Acceptance,
        "KMG-01"))];
}
