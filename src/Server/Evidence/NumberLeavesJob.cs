using LogisticsScreening.Server.Jobs;

namespace LogisticsScreening.Server.Evidence;

/// <summary>The integrator: gives waiting leaves their numbers, under the lease that every recurring job takes.</summary>
internal sealed class NumberLeavesJob(EvidenceLog log) : IRecurringJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var total = 0;
        int numbered;

        // Under load a few more are always waiting; they can wait for the next run, and many then share a transaction.
        do
        {
            numbered = await log.NumberAsync(ct);
            total += numbered;
        }
        while (numbered == EvidenceLog.Batch);

        return total == 0 ? null : $"{total} leaves numbered";
    }
}
