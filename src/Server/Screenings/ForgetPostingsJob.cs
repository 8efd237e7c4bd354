using LogisticsScreening.Server.Jobs;

namespace LogisticsScreening.Server.Screenings;

/// <summary>What no window of the policy reaches any more is forgotten (PIPL art. 19: the shortest time needed).</summary>
internal sealed class ForgetPostingsJob(PostingStore postings, PolicySnapshot policies, TimeProvider clock) : IRecurringJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Few enough not to keep scans waiting.</summary>
    private const int Batch = 500;

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var windows = policies.Current.HistoryWindows;
        var days = windows is null ? 0 : Math.Max(windows.PeopleDays, windows.ParcelDays) + 1;
        var total = 0;
        int forgotten;
        do
        {
            ct.ThrowIfCancellationRequested();
            forgotten = await postings.ForgetAsync(clock.GetUtcNow().AddDays(-days), Batch, ct);
            total += forgotten;
        }
        while (forgotten == Batch);

        return total == 0 ? null : $"{total} postings forgotten";
    }
}
