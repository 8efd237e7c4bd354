using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Dapper;
using LogisticsScreening.Screening.Benchmarks;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Screenings;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>
/// What a scan asks of ten million past parcels: the product's own reads on a SQLite file of its own migrations, filled by <see cref="SeededHistory"/>.
/// </summary>
internal static class HistoryBenchmark
{
    private const int Asked = 20_000;

    public static async Task RunAsync(bool quick)
    {
        var parcels = quick ? 200_000 : 10_000_000;
        var directory = Directory.CreateTempSubdirectory("ls-bench-history-").FullName;
        try
        {
            await using var app = await ServerHost.OpenAsync(MeasuredServer.Settings(directory, demo: false), LogisticsScreening.Server.Program.Build, CancellationToken.None);
            var (database, index) = (app.Services.GetRequiredService<SqlDatabase>(), app.Services.GetRequiredService<BlindIndex>());
            var store = new PostingStore(database, _ => ValueTask.FromResult<string?>("one"));
            var now = DateTimeOffset.UtcNow;
            var watch = Stopwatch.StartNew();
            string[] plans;
            await using (var connection = await database.OpenAsync(CancellationToken.None))
            {
                SeededHistory.Fill(connection, index, parcels, now);
                plans = [.. Plan(connection, store.Statement)];
            }

            Console.WriteLine($"filled in {watch.Elapsed.TotalSeconds:N0} s");
            var size = new FileInfo(MeasuredServer.Settings(directory, demo: false).SqliteFile).Length;
            var ordinary = await MeasureAsync(store, index, now, random => random.Next(SeededHistory.People));
            var large = await MeasureAsync(store, index, now, random => -1 - random.Next(SeededHistory.Large));
            var text = Section(parcels, size, ordinary, large, plans);
            Console.WriteLine(text);
            if (!quick)
                PerformancePage.Replace("history", text);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static IEnumerable<string> Plan(DbConnection connection, string statement)
    {
        var key = new byte[BlindIndex.Bytes];
        return connection.Query<(long, long, long, string Detail)>(
            "EXPLAIN QUERY PLAN " + statement, new { SenderPhone = key, SenderNumber = key, RecipientPhone = key, WaybillId = key, PostedSince = 0, FoundSince = 0, Most = PostingHistory.MostRecords })
            .Select(step => step.Detail)
            .Where(step => step.StartsWith("SEARCH", StringComparison.Ordinal) || step.Contains("B-TREE", StringComparison.Ordinal) || (step.StartsWith("SCAN", StringComparison.Ordinal) && !step.EndsWith("latest", StringComparison.Ordinal)));
    }

    private static async Task<double[]> MeasureAsync(PostingStore store, BlindIndex index, DateTimeOffset now, Func<Random, int> person)
    {
        var random = new Random(7);
        var times = new double[Asked];
        for (var i = -Asked / 10; i < Asked; i++)
        {
            var (sender, recipient) = (person(random), person(random));
            var keys = new PostingKeys
            {
                SenderPhone = SeededHistory.Key(index, "postings.phone", sender),
                SenderName = SeededHistory.Key(index, "postings.name", sender),
                SenderNumber = SeededHistory.Key(index, "postings.number", sender),
                RecipientPhone = SeededHistory.Key(index, "postings.phone", recipient),
                Weight = 100,
            };
            var since = Stopwatch.GetTimestamp();
            await store.FindAsync(Guid.Empty, keys, "KMG-01", new HistoryWindows(30, 7, 500, 730), now, CancellationToken.None);
            if (i >= 0)
                times[i] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static string Section(int parcels, long size, double[] ordinary, double[] large, string[] plans)
    {
        string Cells(double[] times) => string.Create(CultureInfo.InvariantCulture, $"{times[Asked / 2]:N3} | {times[Asked * 99 / 100]:N3} | {times[^1]:N1}");
        return string.Create(CultureInfo.InvariantCulture, $"""
            ## A history of {parcels:N0} parcels

            `./dev bench`, {DateTime.UtcNow:yyyy-MM-dd}: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors.
            What a scan asks of past parcels (past parcels by three keys and finds by three, in one statement, counted), one after another, {Asked:N0} times; SQLite file of {size / 1e6:N0} MB, {SeededHistory.People:N0} invented people and {SeededHistory.Large} large senders and recipients. Plans: {string.Join(" · ", plans.Select(p => $"`{p}`"))}.

            | people asked about | median ms | p99 ms | slowest ms |
            |---|---:|---:|---:|
            | ordinary | {Cells(ordinary)} |
            | large, {PostingHistory.MostRecords} records read of each key | {Cells(large)} |
            """);
    }
}
