using System.Runtime.InteropServices;
using LogisticsScreening.Screening.Benchmarks;

// By hand: --core leaves the word lists out, --names measures the search for names alone. --quick has fewer names, and the page keeps what it has of them.
var (machine, quick) = ($"{DateTime.UtcNow:yyyy-MM-dd}: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors, one thread used.", args.Contains("--quick"));
if (!args.Contains("--names"))
{
    var report = new Report(machine);
    if (!args.Contains("--core"))
        TextBenchmark.Run(report);
    CoreBenchmark.Run(report);
    PerformancePage.Replace("core", report.ToString());
}

var names = NameBenchmark.Run(machine, quick);
if (!quick)
    PerformancePage.Replace("names", names);
