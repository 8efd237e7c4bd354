namespace LogisticsScreening.Server.Jobs;

/// <summary>Runs the recurring jobs of this process, each in its own loop, under a lease in the database. A job that fails is told and comes round again.</summary>
internal sealed class JobRunner : BackgroundService
{
    /// <summary>A server that is silent this long has lost its job; it extends three times as often.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Longest sleep, so that a job another server gave up is taken over soon.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(50);
    private const int LongestReport = 400;

    private readonly Guid holder = Guid.NewGuid();
    private readonly IReadOnlyList<RecurringJob> jobs;
    private readonly JobStore store;
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private readonly ILogger<JobRunner> log;

    public JobRunner(IEnumerable<RecurringJob> jobs, JobStore store, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRunner> log)
    {
        this.jobs = [.. jobs];
        this.store = store;
        this.scopes = scopes;
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
                await RunIfDueAsync(job, ct);
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

    /// <summary>True when this call ran the job.</summary>
    public async Task<bool> RunIfDueAsync(RecurringJob job, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        if (!await store.TryTakeAsync(job.Name, holder, started, started + Lease, ct))
            return false;

        var run = await RunAsync(job, started, ct);
        // The lease is given back also while stopping, or the job would wait a minute for nothing.
        await store.FinishAsync(job.Name, holder, run, job.Schedule.Next(started), CancellationToken.None);
        return true;
    }

    private async Task<JobRun> RunAsync(RecurringJob job, DateTimeOffset started, CancellationToken ct)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var ended = new CancellationTokenSource();
        var extending = ExtendAsync(job, lost, ended.Token);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var report = await ((IRecurringJob)scope.ServiceProvider.GetRequiredService(job.Type)).RunAsync(lost.Token);
            if (report is not null)
                JobsLog.JobDone(log, job.Name, report);
            return new JobRun { StartedAt = started, EndedAt = clock.GetUtcNow(), Report = report?[..Math.Min(report.Length, LongestReport)] };
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            return new JobRun { StartedAt = started, EndedAt = clock.GetUtcNow(), Outcome = JobRun.Failed, Report = "stopped before its end" };
        }
        catch (Exception error)
        {
            // Type and stack only: a message may quote personal data.
            JobsLog.JobFailed(log, job.Name, error.GetType().FullName!, error.StackTrace ?? "");
            return new JobRun { StartedAt = started, EndedAt = clock.GetUtcNow(), Outcome = JobRun.Failed, Report = error.GetType().FullName };
        }
        finally
        {
            await ended.CancelAsync();
            await extending;
        }
    }

    private async Task ExtendAsync(RecurringJob job, CancellationTokenSource lost, CancellationToken ended)
    {
        while (true)
        {
            await Task.Delay(Lease / 3, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
                return;
            if (await TryExtendAsync(job))
                continue;
            await lost.CancelAsync();
            return;
        }
    }

    /// <summary>False also when the database could not be asked: another server takes the job over once the lease has run out, so this one must not go on.</summary>
    private async Task<bool> TryExtendAsync(RecurringJob job)
    {
        try
        {
            return await store.TryExtendAsync(job.Name, holder, clock.GetUtcNow() + Lease, CancellationToken.None);
        }
        catch (Exception error)
        {
            JobsLog.RunnerFailed(log, job.Name, error.GetType().FullName!, error.StackTrace ?? "");
            return false;
        }
    }
}
