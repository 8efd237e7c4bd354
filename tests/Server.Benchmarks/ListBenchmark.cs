using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using LogisticsScreening.Screening.Benchmarks;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>
/// A risk list of a million entries, imported by the product's own command and loaded by the server's own services, in processes of their own: how long it takes,
/// what it costs in memory, and how slow the slowest decision is while another version comes into force.
/// </summary>
internal static class ListBenchmark
{
    private const int Changed = 1_000;

    public static async Task RunAsync(bool quick)
    {
        var entries = quick ? 50_000 : 1_000_000;
        var directory = Directory.CreateTempSubdirectory("ls-bench-list-").FullName;
        try
        {
            var (list, changes, phones) = (Path.Combine(directory, "list.csv"), Path.Combine(directory, "changes.csv"), Path.Combine(directory, "phones.txt"));
            var seeded = new SeededList(seed: 20261127);
            seeded.Write(list, entries);
            new SeededList(seed: 20261128).Write(changes, Changed);
            // The first are among those changed.
            await File.WriteAllLinesAsync(phones, seeded.SomePhones.Skip(Changed));

            var watch = Stopwatch.StartNew();
            var imported = await ChildProcess.RunAsync(new() { ["LS_DATA"] = directory }, "import", "list", list);
            var importing = watch.Elapsed.TotalSeconds;
            Console.WriteLine($"import: {imported} in {importing:N1} s");
            var size = new FileInfo(MeasuredServer.Settings(directory, demo: false).SqliteFile).Length;
            string[] mode = quick ? ["quick"] : ["full"];
            var figures = JsonSerializer.Deserialize<ListFigures>(await ChildProcess.RunAsync([], ["list", directory, changes, phones, .. mode]))!;
            var text = Section(figures, entries / importing, size);
            Console.WriteLine(text);
            // The bars are for the long list.
            if (!quick)
                PerformancePage.Replace("list", text);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Section(ListFigures f, double importRate, long size) => string.Create(CultureInfo.InvariantCulture, $"""
        ## A list of {f.Entries:N0} entries

        `./dev bench`, {DateTime.UtcNow:yyyy-MM-dd}: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors.
        Invented entries in the mix of `SeededList.cs`, imported by `import list` into SQLite ({size / 1e6:N0} MB), encryption on. Loading means: reading, decrypting, checking every entry's leaf and the version's root, compiling. Meanwhile one thread decides without a pause (the core and the encrypted record, no database); then {Changed:N0} entries are changed, published and swapped in.

        | | |
        |---|---:|
        | rows imported a second, the command's start included | {importRate:N0} |
        | first load, cold, s (bar: 20) | {f.FirstLoad:N1} |
        | processor time of it, s | {f.FirstLoadCpu:N1} |
        | load of the next version, s (bar: 20) | {f.SecondLoad:N1} |
        | publishing a change of {Changed:N0} entries, s | {f.Publishing:N1} |
        | the compiled list in memory, MB (bar: 1,000) | {f.Snapshot / 1e6:N0} |
        | process without a list, at most, MB | {f.Bare / 1e6:N0} |
        | process while first loading, at most, MB | {f.Loading / 1e6:N0} |
        | process with the list, MB | {f.Resident / 1e6:N0} |
        | process while publishing and swapping, at most, MB (bar: 2,200) | {f.Swapping / 1e6:N0} |

        | decisions | a second | median ms | p99 ms | slowest ms (bar: 50) | collections | longest pause seen, ms |
        |---|---:|---:|---:|---:|---:|---:|
        | nothing else going on | {Cells(f.Control)} |
        | while a change is published | {Cells(f.WhilePublishing)} |
        | while the next version is loaded and swapped | {Cells(f.WhileSwapping)} |
        """);

    private static string Cells(DecidingFigures d) => string.Create(
        CultureInfo.InvariantCulture,
        $"{d.Decisions / d.Seconds:N0} | {d.Median:N2} | {d.P99:N2} | {d.Slowest:N1} | {d.Collections:N0} | {d.LongestPause:N1}");
}
