using System.Runtime.InteropServices;
using LogisticsScreening.Screening.Benchmarks;

var report = new Report($"{DateTime.UtcNow:yyyy-MM-dd}: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors, one thread used.");
if (!args.Contains("--core"))
    TextBenchmark.Run(report);
CoreBenchmark.Run(report);
PerformancePage.Replace("core", report.ToString());
