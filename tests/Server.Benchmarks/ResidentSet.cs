using System.Globalization;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>Memory of this process that lies in RAM, in bytes, as the kernel counts it.</summary>
internal static class ResidentSet
{
    private const string Status = "/proc/self/status";

    public static long Now() => Read("VmRSS:");

    public static long Peak() => Read("VmHWM:");

    /// <summary>Begins a new peak, where the kernel lets a process do so; otherwise the peak stays that of its whole life.</summary>
    public static void ForgetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static long Read(string field) => File.ReadLines(Status).First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        is [_, .., var kibibytes, "kB"] && long.TryParse(kibibytes.Split('\t')[^1], CultureInfo.InvariantCulture, out var value) ? value * 1024 : throw new InvalidDataException($"{Status} has no {field}");
}
