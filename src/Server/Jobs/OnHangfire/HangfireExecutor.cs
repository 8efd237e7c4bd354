using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.Logging;
using Hangfire.SqlServer;
using Hangfire.States;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Jobs.OnHangfire;

/// <summary>
/// Hands each turn to Hangfire and waits for its end. Hangfire only carries out: its own schedule never triggers, because it knows no
/// interval after the last start, would miss what was due while all servers were down, and beside SQLite forgets everything with the process.
/// </summary>
internal sealed class HangfireExecutor(
    IEnumerable<RecurringJob> jobs, JobStorage storage, SqlDialect dialect, IServiceScopeFactory scopes, ILoggerFactory loggers) : IJobExecutor, IHostedService, IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Without the process-wide ones: retries, and the culture of whoever asked.</summary>
    private static readonly JobFilterProviderCollection Filters = new(new JobFilterCollection { new StatisticsHistoryAttribute() }, new JobFilterAttributeFilterProvider());

    private readonly RecurringJobManager manager = new(storage, Filters);
    private BackgroundJobServer? server;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogProvider.SetCurrentLogProvider(new HangfireLog(loggers));
        Install();
        foreach (var job in jobs)
            Register(job);
        var options = new BackgroundJobServerOptions
        {
            Activator = new AspNetCoreJobActivator(scopes),
            FilterProvider = Filters,
            // No job waits for another.
            WorkerCount = Math.Max(1, jobs.Count()),
        };
        server = new BackgroundJobServer(options, storage);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (server is null)
            return;
        server.SendStop();
        await server.WaitForShutdownAsync(cancellationToken);
    }

    public void Dispose() => server?.Dispose();

    public async Task RunIfDueAsync(RecurringJob job, CancellationToken ct)
    {
        // The storage speaks to its database synchronously, and may wait for a lock.
        var turn = await Task.Run(() => Trigger(job), ct);
        for (var pause = ShortestPause; !await Task.Run(() => IsOver(turn), ct); pause = pause < LongestPause ? pause * 2 : LongestPause)
            await Task.Delay(pause, ct);
    }

    private string Trigger(RecurringJob job)
    {
        if (manager.TriggerJob(job.Name) is { } turn)
            return turn;
        // Somebody removed it from Hangfire's tables.
        Register(job);
        return manager.TriggerJob(job.Name) ?? throw new InvalidOperationException($"Hangfire does not know the job {job.Name}.");
    }

    private void Register(RecurringJob job)
    {
        var name = job.Name;
        manager.AddOrUpdate<HangfireTurn>(name, turn => turn.RunAsync(name, CancellationToken.None), Cron.Never());
    }

    private bool IsOver(string turn)
    {
        using var connection = storage.GetConnection();
        return connection.GetStateData(turn)?.Name is not { } state || state == SucceededState.StateName || state == DeletedState.StateName || state == FailedState.StateName;
    }

    private void Install()
    {
        if (dialect is not SqlServerDialect sqlServer)
            return;
        try
        {
            using var connection = sqlServer.Connection();
            connection.Open();
            SqlServerObjectsInstaller.Install(connection);
        }
        catch (Exception error)
        {
            throw new StartupException(
                $"Hangfire's tables (schema HangFire) cannot be made or brought up to date ({error.GetType().Name}). Give the login of LS_DATABASE the right to, or set LS_JOBS=builtIn.",
                error);
        }
    }
}
