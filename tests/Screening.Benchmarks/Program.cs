using System.Runtime.InteropServices;
using LogisticsScreening.Screening.Benchmarks;

Console.WriteLine($"{RuntimeInformation.FrameworkDescription} · {RuntimeInformation.OSDescription} · {RuntimeInformation.ProcessArchitecture} · {Environment.ProcessorCount} processors · one thread");
TextBenchmark.Run();
CoreBenchmark.Run();
