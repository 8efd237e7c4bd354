using System.Diagnostics;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>
/// Times things side by side: all are warmed up, then take turns for several rounds, and the median round counts, so that a
/// noisy neighbour or a warm cache favours none of them.
/// </summary>
internal static class Measure
{
    private const int Rounds = 9;

    /// <summary>Long enough for the runtime to compile the hot loops again with what it saw.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Seconds of the median round of each, in the order given, and the bytes one round allocates.</summary>
    public static (double Seconds, long Bytes)[] Turns(params Action[] actions)
    {
        foreach (var action in actions)
        {
            var warm = Stopwatch.StartNew();
            while (warm.Elapsed < s_warmUp)
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

        return [.. times.Select((t, i) => (t.Order().ElementAt(Rounds / 2), bytes[i]))];
    }
}
