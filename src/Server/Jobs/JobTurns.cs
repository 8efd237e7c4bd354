namespace LogisticsScreening.Server.Jobs;

/// <summary>A job's turn: taken under a lease in the database, run, written down. A job that fails is told and comes round again. By itself the built-in executor.</summary>
internal sealed class JobTurns(JobStore store, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobTurns> log) : IJobExecutor
{
    /// <summary>A server that is silent this long has lost its job; it extends three times as often.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private const int LongestReport = 400;

    private readonly Guid holder = Guid.NewGuid();

    Task IJobExecutor.RunIfDueAsync(RecurringJob job, CancellationToken ct) => RunIfDueAsync(job, ct);

    /// <summary>The run as it was written down; null when the job is not due or another server has it.</summary>
    public async Task<JobRun?> RunIfDueAsync(RecurringJob job, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        if (!await store.TryTakeAsync(job.Name, holder, started, started + Lease, ct))
            return null;

        var run = await RunAsync(job, started, ct);
        // The lease is given back also while stopping, or the job would wait a minute for nothing.
        await store.FinishAsync(job.Name, holder, run, job.Schedule.Next(started), CancellationToken.None);
        return run;
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
