using Dapper;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests.Jobs;

/// <summary>A job runs once per turn on one server of many, survives its own failures, and is taken over from a dead server. The same for both databases.</summary>
public abstract class JobRunnerTests
{
    private protected static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task RunIfDue_OnThreeServersAtOnce_RunsOnce()
    {
        await using var database = await MigratedAsync();
        var (store, clock, work, job) = await SetUpAsync(database);
        var ran = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Runner(store, clock, work, job).RunIfDueAsync(job, Ct)));
        Assert.Equal((1, 1), (ran.Count(did => did), work.Runs));
    }

    [Fact]
    public async Task RunIfDue_BeforeItsTurn_Waits()
    {
        await using var database = await MigratedAsync();
        var (store, clock, work, job) = await SetUpAsync(database);
        var runner = Runner(store, clock, work, job);
        Assert.True(await runner.RunIfDueAsync(job, Ct));
        clock.Now = Start.AddMinutes(9);
        Assert.False(await runner.RunIfDueAsync(job, Ct));
        clock.Now = Start.AddMinutes(10);
        Assert.True(await runner.RunIfDueAsync(job, Ct));
        Assert.Equal(["run 1", "run 2"], (await store.HistoryAsync("test", Ct)).Select(run => run.Report));
    }

    [Fact]
    public async Task RunIfDue_AfterAServerDied_IsTakenOverWhenTheLeaseEnds()
    {
        await using var database = await MigratedAsync();
        var (store, clock, work, job) = await SetUpAsync(database);
        Assert.True(await store.TryTakeAsync("test", Guid.NewGuid(), Start, Start + JobRunner.Lease, Ct));
        var runner = Runner(store, clock, work, job);
        Assert.False(await runner.RunIfDueAsync(job, Ct));
        clock.Now = Start + JobRunner.Lease;
        Assert.True(await runner.RunIfDueAsync(job, Ct));
    }

    [Fact]
    public async Task RunIfDue_WhenItFails_TellsTheTypeOnlyAndComesRoundAgain()
    {
        await using var database = await MigratedAsync();
        var (store, clock, work, job) = await SetUpAsync(database);
        var runner = Runner(store, clock, work, job);
        work.Failure = new InvalidOperationException("李小明 13812345678");
        Assert.True(await runner.RunIfDueAsync(job, Ct));
        var failed = Assert.Single(await store.HistoryAsync("test", Ct));
        Assert.Equal((JobRun.Failed, "System.InvalidOperationException"), (failed.Outcome, failed.Report));
        work.Failure = null;
        clock.Now = Start.AddMinutes(10);
        Assert.True(await runner.RunIfDueAsync(job, Ct));
    }

    [Fact]
    public async Task RunIfDue_WithNothingToDo_LeavesNoHistory()
    {
        await using var database = await MigratedAsync();
        var (store, clock, work, job) = await SetUpAsync(database);
        work.Quiet = true;
        Assert.True(await Runner(store, clock, work, job).RunIfDueAsync(job, Ct));
        Assert.Empty(await store.HistoryAsync("test", Ct));
    }

    [Fact]
    public async Task Runner_AsHostedService_RunsAndStops()
    {
        await using var database = await MigratedAsync();
        var (store, _, work, _) = await SetUpAsync(database);
        var job = new RecurringJob("often", typeof(CountingJob), JobSchedule.Every(TimeSpan.FromMilliseconds(50)));
        using var runner = Runner(store, TimeProvider.System, work, job);
        await runner.StartAsync(Ct);
        for (var waited = 0; work.Runs < 3 && waited < 1_200; waited++)
            await Task.Delay(50, Ct);
        await runner.StopAsync(Ct);
        Assert.True(work.Runs >= 3, $"{work.Runs} runs");
        var stopped = work.Runs;
        await Task.Delay(200, Ct);
        Assert.Equal(stopped, work.Runs);
    }

    private protected static async Task<(JobStore Store, SetClock Clock, CountingJob Work, RecurringJob Job)> SetUpAsync(TestDatabase database)
    {
        var store = new JobStore(database.Sql);
        await store.RegisterAsync("test", Start, Ct);
        await store.RegisterAsync("test", Start.AddYears(1), Ct);
        return (store, new SetClock { Now = Start }, new CountingJob(), new RecurringJob("test", typeof(CountingJob), JobSchedule.Every(TimeSpan.FromMinutes(10))));
    }

    private protected static JobRunner Runner<TJob>(JobStore store, TimeProvider clock, TJob work, RecurringJob job)
        where TJob : class, IRecurringJob => new(
        [job], store, new ServiceCollection().AddSingleton(work).BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<JobRunner>.Instance);

    private protected async Task<TestDatabase> MigratedAsync()
    {
        var database = await CreateAsync();
        await new Migrator(database.Dialect, Migration.Embedded(database.Dialect.Name), TimeProvider.System, NullLogger.Instance).RunAsync(Ct);
        return database;
    }

    internal sealed class CountingJob : IRecurringJob
    {
        private int runs;
        public int Runs => runs;
        public bool Quiet { get; set; }
        public Exception? Failure { get; set; }

        public Task<string?> RunAsync(CancellationToken ct)
        {
            var number = Interlocked.Increment(ref runs);
            return Failure is not null ? Task.FromException<string?>(Failure) : Task.FromResult(Quiet ? null : $"run {number}");
        }
    }

    /// <summary>Shows the time it was set to; its timers run in real time.</summary>
    internal sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed class SqliteJobRunnerTests : JobRunnerTests
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());

    [Fact]
    public async Task RunIfDue_WhenTheLeaseCannotBeExtended_StopsTheJob()
    {
        await using var database = await MigratedAsync();
        var (store, _, _, _) = await SetUpAsync(database);
        var job = new RecurringJob("test", typeof(JobWithoutItsTable), JobSchedule.Every(TimeSpan.FromMinutes(10)));

        Assert.True(await Runner(store, new ImpatientClock { Now = Start }, new JobWithoutItsTable(database), job).RunIfDueAsync(job, Ct));

        Assert.Equal((JobRun.Failed, "stopped before its end"), Assert.Single(await store.HistoryAsync("test", Ct)) is var run ? (run.Outcome, run.Report) : default);
    }

    /// <summary>Takes the table of the leases away, waits to be stopped, and puts it back.</summary>
    private sealed class JobWithoutItsTable(TestDatabase database) : IRecurringJob
    {
        public async Task<string?> RunAsync(CancellationToken ct)
        {
            await RenameAsync("jobs", "gone");
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            }
            finally
            {
                await RenameAsync("gone", "jobs");
            }

            return null;
        }

        private Task<int> RenameAsync(string from, string to) =>
            database.Sql.WriteAsync((connection, transaction) => connection.Execute($"ALTER TABLE {from} RENAME TO {to}", transaction: transaction), Ct);
    }

    /// <summary>Waits for nothing.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public DateTimeOffset Now { get; init; }
        public override DateTimeOffset GetUtcNow() => Now;
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

public sealed class SqlServerJobRunnerTests : JobRunnerTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}

public sealed class JobScheduleTests
{
    [Theory]
    [InlineData("0 3 * * *", "2026-11-22T08:00:00Z", "2026-11-23T03:00:00Z")]
    [InlineData("*/15 * * * *", "2026-11-22T08:00:00Z", "2026-11-22T08:15:00Z")]
    [InlineData("5-10/5,30 8 * * *", "2026-11-22T08:05:00Z", "2026-11-22T08:10:00Z")]
    [InlineData("0 0 1 1 *", "2026-11-22T08:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("0 0 * * 1", "2026-11-22T08:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData("0 0 29 2 *", "2026-11-22T08:00:00Z", "2028-02-29T00:00:00Z")]
    public void Cron_Next_IsTheFirstInstantAfter(string line, string after, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null), JobSchedule.Cron(line).Next(DateTimeOffset.Parse(after, null)));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("a * * * *")]
    [InlineData("1/2/3 * * * *")]
    [InlineData("-1 * * * *")]
    public void Cron_Malformed_Throws(string line) => Assert.Throws<FormatException>(() => JobSchedule.Cron(line));
}
