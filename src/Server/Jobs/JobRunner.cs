namespace LogisticsScreening.Server.Jobs;

/// <summary>Waits for the turns of this process's recurring jobs, each in its own loop, and has them carried out.</summary>
internal sealed class JobRunner : BackgroundService
{
    /// <summary>Longest sleep, so that a job another server gave up is taken over soon.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(50);

    private readonly IReadOnlyList<RecurringJob> jobs;
    private readonly JobStore store;
    private readonly IJobExecutor executor;
    private readonly TimeProvider clock;
    private readonly ILogger<JobRunner> log;

    public JobRunner(IEnumerable<RecurringJob> jobs, JobStore store, IJobExecutor executor, TimeProvider clock, ILogger<JobRunner> log)
    {
        this.jobs = [.. jobs];
        this.store = store;
        this.executor = executor;
        this.clock = clock;
        this.log = log;
        if (this.jobs.GroupBy(job => job.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two jobs are called {twice.Key}.");
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(jobs.Select(job => LoopAsync(job, stoppingToken)));

    private async Task LoopAsync(RecurringJob job, CancellationToken ct)
    {
        var registered = false;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!registered)
                    await store.RegisterAsync(job.Name, clock.GetUtcNow(), ct);
                registered = true;
                await Task.Delay(Sleep(await store.NextDueAsync(job.Name, ct)), clock, ct);
                await executor.RunIfDueAsync(job, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                JobsLog.RunnerFailed(log, job.Name, error.GetType().FullName!, error.StackTrace ?? "");
                await Task.Delay(LongestSleep, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan Sleep(DateTimeOffset due)
    {
        var left = due - clock.GetUtcNow();
        return left < ShortestSleep ? ShortestSleep : left > LongestSleep ? LongestSleep : left;
    }
}
