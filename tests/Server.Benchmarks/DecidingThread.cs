using System.Diagnostics;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Screenings;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>What a stretch of deciding without a pause took; found are the parcels with a finding of the list. Milliseconds; of the garbage collector's pauses those that the deciding thread noticed.</summary>
internal sealed record DecidingFigures(double Seconds, long Decisions, long Found, double Median, double P99, double Slowest, int Collections, double LongestPause);

/// <summary>One thread that decides about parcels, one after another and for ever, as the product does: facts, policy in force, core, encrypted record.</summary>
internal sealed class DecidingThread : IDisposable
{
    private readonly ScreeningDesk desk;
    private readonly ParcelScan[] parcels;
    private readonly Thread thread;
    private volatile Stretch stretch = new();
    private volatile bool ended;

    public DecidingThread(ScreeningDesk desk, ParcelScan[] parcels)
    {
        (this.desk, this.parcels) = (desk, parcels);
        thread = new(Run) { IsBackground = true };
        thread.Start();
    }

    /// <summary>Begins a new stretch and gives the figures of the one before.</summary>
    public DecidingFigures Next()
    {
        var before = stretch;
        stretch = new();
        // The decision under way still counts for the old stretch.
        Thread.Sleep(TimeSpan.FromMilliseconds(200));
        return before.Figures();
    }

    public void Dispose()
    {
        ended = true;
        thread.Join();
    }

    private void Run()
    {
        for (var i = 0; !ended; i = (i + 1) % parcels.Length)
        {
            var into = stretch;
            var started = Stopwatch.GetTimestamp();
            // Without a registry to ask, nothing here waits.
            var decision = desk.DecideAsync(parcels[i], CancellationToken.None).GetAwaiter().GetResult().Decision;
            into.Add(Stopwatch.GetElapsedTime(started), decision.Findings.Any(finding => finding.Code.StartsWith("riskList.", StringComparison.Ordinal)));
        }
    }

    private sealed class Stretch
    {
        private const int Buckets = 100_000;
        private static readonly TimeSpan BucketWidth = TimeSpan.FromMicroseconds(10);

        private readonly long started = Stopwatch.GetTimestamp();
        private readonly int firstCollection = GC.CollectionCount(0);
        private readonly int[] counts = new int[Buckets];
        private long decisions;
        private long found;
        private int lastCollection = GC.CollectionCount(0);
        private TimeSpan slowest;
        private TimeSpan longestPause;

        public void Add(TimeSpan took, bool isFound)
        {
            counts[Math.Min(Buckets - 1, (int)(took.Ticks / BucketWidth.Ticks))]++;
            decisions++;
            found += isFound ? 1 : 0;
            slowest = took > slowest ? took : slowest;
            if (GC.CollectionCount(0) == lastCollection)
                return;
            lastCollection = GC.CollectionCount(0);
            foreach (var pause in GC.GetGCMemoryInfo(GCKind.Any).PauseDurations)
                longestPause = pause > longestPause ? pause : longestPause;
        }

        public DecidingFigures Figures() => new(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            decisions,
            found,
            Percentile(0.5),
            Percentile(0.99),
            slowest.TotalMilliseconds,
            lastCollection - firstCollection,
            longestPause.TotalMilliseconds);

        /// <summary>To the upper end of a bucket.</summary>
        private double Percentile(double share)
        {
            var rest = (long)(decisions * share);
            var at = 0;
            while (at < Buckets - 1 && (rest -= counts[at]) >= 0)
                at++;
            return ((at + 1) * BucketWidth).TotalMilliseconds;
        }
    }
}
