namespace LogisticsScreening.Server.Jobs;

/// <summary>Work that comes round. It may be cut short by a stop or a crash at any point and is then run again: run twice, it leaves the same state.</summary>
internal interface IRecurringJob
{
    /// <returns>What was done, at most 400 characters and without personal data, for the history; null when there was nothing to do.</returns>
    Task<string?> RunAsync(CancellationToken ct);
}
