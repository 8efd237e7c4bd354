using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LogisticsScreening.Server.Tests.Jobs;

/// <summary>The recurring jobs' part of one server, on a database that others may share.</summary>
internal sealed class JobNode : IAsyncDisposable
{
    private readonly ServiceProvider services;

    /// <param name="addExecutor">Nothing: the built-in one.</param>
    public JobNode(TestDatabase database, TimeProvider clock, IRecurringJob work, RecurringJob job, Action<IServiceCollection> addExecutor)
    {
        Job = job;
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock)
            .AddSingleton<SqlDialect>(_ => database.Dialect)
            .AddSingleton(new JobStore(database.Sql))
            .AddSingleton(job)
            .AddSingleton(work.GetType(), work)
            .AddSingleton<JobTurns>();
        addExecutor(collection);
        collection.TryAddSingleton<IJobExecutor>(provider => provider.GetRequiredService<JobTurns>());
        collection.AddSingleton<JobRunner>();
        services = collection.BuildServiceProvider();
    }

    public RecurringJob Job { get; }
    public IServiceProvider Services => services;

    /// <summary>Waits for turns by itself, as a server does.</summary>
    public JobRunner Runner => services.GetRequiredService<JobRunner>();

    public async Task<JobNode> StartAsync(CancellationToken ct)
    {
        foreach (var service in services.GetServices<IHostedService>())
            await service.StartAsync(ct);
        return this;
    }

    /// <summary>One turn, whatever comes of it.</summary>
    public Task TurnAsync(CancellationToken ct) => services.GetRequiredService<IJobExecutor>().RunIfDueAsync(Job, ct);

    public async Task StopAsync()
    {
        await Runner.StopAsync(CancellationToken.None);
        foreach (var service in services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();

        // The database is not this server's own: disposed of by the test.
        await services.DisposeAsync();
    }
}
