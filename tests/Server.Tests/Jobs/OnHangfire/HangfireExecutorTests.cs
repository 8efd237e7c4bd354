using System.Text.Json;
using Hangfire;
using LogisticsScreening.Server.Jobs.OnHangfire;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Jobs.OnHangfire;

public sealed class HangfireSqliteJobExecutorTests : SqliteJobExecutorTests
{
    private protected override void AddExecutor(IServiceCollection services) => HangfireFeature.Add(services);

    [Fact]
    public async Task Turn_ThatFails_LeavesNoRetryAndNobodysDataInHangfire()
    {
        await using var database = await MigratedAsync();
        var work = new CountingJob { Failure = new InvalidOperationException("李小明 13812345678") };
        await using var node = await NodeAsync(database, new SetClock { Now = Start }, work);
        await node.TurnAsync(Ct);

        var hangfire = node.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        Assert.Equal((0, 0, 0, 0), (hangfire.ScheduledCount(), hangfire.FailedCount(), hangfire.EnqueuedCount("default"), hangfire.ProcessingCount()));
        var (id, kept) = Assert.Single(hangfire.DeletedJobs(0, 10));
        Assert.Equal("test", kept.Job.Args[0]);
        var told = JsonSerializer.Serialize(hangfire.JobDetails(id).History);
        Assert.Contains("System.InvalidOperationException", told, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", told, StringComparison.Ordinal);
        Assert.Equal(1, work.Runs);
    }

    [Fact]
    public async Task Turn_OfAJobSomebodyTookOutOfHangfire_RunsAllTheSame()
    {
        await using var database = await MigratedAsync();
        var work = new CountingJob();
        await using var node = await NodeAsync(database, new SetClock { Now = Start }, work);
        new RecurringJobManager(node.Services.GetRequiredService<JobStorage>()).RemoveIfExists("test");
        await node.TurnAsync(Ct);
        Assert.Equal(1, work.Runs);
    }
}

public sealed class HangfireSqlServerJobExecutorTests : JobExecutorTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(Ct);

    private protected override void AddExecutor(IServiceCollection services) => HangfireFeature.Add(services);
}
