using System.Diagnostics;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>
/// Times things side by side: all are warmed up, then take turns for several rounds, and the median round counts, so that a
/// noisy neighbour or a warm cache favours none of them. The best round stands beside it: where the two are far apart, the
/// machine was busy with something else.
/// </summary>
internal static class Measure
{
    public const int Rounds = 15;

    /// <summary>Long enough for the runtime to compile the hot loops again with what it saw.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>What one round of each took, in the order given.</summary>
    public static Timing[] Turns(params Action[] actions)
    {
        foreach (var action in actions)
        {
            var warm = Stopwatch.StartNew();
            while (warm.Elapsed < WarmUp)
                action();
        }

        var times = actions.Select(_ => new List<double>()).ToArray();
        var bytes = new long[actions.Length];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var watch = Stopwatch.StartNew();
                actions[i]();
                times[i].Add(watch.Elapsed.TotalSeconds);
                bytes[i] = GC.GetAllocatedBytesForCurrentThread() - allocated;
            }
        }

        return [.. times.Select((t, i) => Of(t) with { Bytes = bytes[i] })];
    }

    /// <summary>Rounds that another process timed.</summary>
    public static Timing Of(IReadOnlyCollection<double> seconds) => new(seconds.Order().ElementAt(seconds.Count / 2), seconds.Min(), 0);
}

/// <param name="Seconds">The median round.</param>
/// <param name="Best">The fastest round, in seconds.</param>
/// <param name="Bytes">Allocated in the last round.</param>
internal readonly record struct Timing(double Seconds, double Best, long Bytes);
