using Dapper;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests.Jobs;

/// <summary>
/// What every executor keeps to: a job runs once per turn on one server of many, survives its own failures, is taken over from a dead
/// server, and each run that did something is in the history. The same for both databases.
/// </summary>
public abstract class JobExecutorTests
{
    private protected static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    private protected virtual void AddExecutor(IServiceCollection services)
    {
    }

    [Fact]
    public async Task Turn_OnThreeServersAtOnce_RunsOnce()
    {
        await using var database = await MigratedAsync();
        var (clock, work) = (new SetClock { Now = Start }, new CountingJob());
        await using var first = await NodeAsync(database, clock, work);
        await using var second = await NodeAsync(database, clock, work);
        await using var third = await NodeAsync(database, clock, work);
        await Task.WhenAll(first.TurnAsync(Ct), second.TurnAsync(Ct), third.TurnAsync(Ct));
        Assert.Equal(1, work.Runs);
        Assert.Single(await HistoryAsync(database));
    }

    [Fact]
    public async Task Turn_BeforeItIsDue_Waits()
    {
        await using var database = await MigratedAsync();
        var (clock, work) = (new SetClock { Now = Start }, new CountingJob());
        await using var node = await NodeAsync(database, clock, work);
        await node.TurnAsync(Ct);
        clock.Now = Start.AddMinutes(9);
        await node.TurnAsync(Ct);
        Assert.Equal(1, work.Runs);
        clock.Now = Start.AddMinutes(10);
        await node.TurnAsync(Ct);
        Assert.Equal(["run 1", "run 2"], (await HistoryAsync(database)).Select(run => run.Report));
    }

    [Fact]
    public async Task Turn_AfterSeveralWereMissed_RunsOnceAndThenBySchedule()
    {
        await using var database = await MigratedAsync();
        var (clock, work) = (new SetClock { Now = Start }, new CountingJob());
        await using (var before = await NodeAsync(database, clock, work))
            await before.TurnAsync(Ct);
        clock.Now = Start.AddMinutes(35);
        await using var node = await NodeAsync(database, clock, work);
        await node.TurnAsync(Ct);
        await node.TurnAsync(Ct);
        Assert.Equal([Start, Start.AddMinutes(35)], (await HistoryAsync(database)).Select(run => run.StartedAt));
        Assert.Equal(Start.AddMinutes(45), await new JobStore(database.Sql).NextDueAsync("test", Ct));
    }

    [Fact]
    public async Task Turn_AfterAServerDied_IsTakenOverWhenTheLeaseEnds()
    {
        await using var database = await MigratedAsync();
        var (clock, work) = (new SetClock { Now = Start }, new CountingJob());
        await using var node = await NodeAsync(database, clock, work);
        Assert.True(await new JobStore(database.Sql).TryTakeAsync("test", Guid.NewGuid(), Start, Start + JobTurns.Lease, Ct));
        await node.TurnAsync(Ct);
        Assert.Equal(0, work.Runs);
        clock.Now = Start + JobTurns.Lease;
        await node.TurnAsync(Ct);
        Assert.Equal(1, work.Runs);
    }

    [Fact]
    public async Task Turn_ThatFails_TellsTheTypeOnlyAndComesRoundAgain()
    {
        await using var database = await MigratedAsync();
        var (clock, work) = (new SetClock { Now = Start }, new CountingJob());
        await using var node = await NodeAsync(database, clock, work);
        work.Failure = new InvalidOperationException("李小明 13812345678");
        await node.TurnAsync(Ct);
        var failed = Assert.Single(await HistoryAsync(database));
        Assert.Equal((JobRun.Failed, "System.InvalidOperationException"), (failed.Outcome, failed.Report));
        work.Failure = null;
        await node.TurnAsync(Ct);
        Assert.Equal(1, work.Runs);
        clock.Now = Start.AddMinutes(10);
        await node.TurnAsync(Ct);
        Assert.Equal(2, work.Runs);
    }

    [Fact]
    public async Task Turn_WithNothingToDo_LeavesNoHistory()
    {
        await using var database = await MigratedAsync();
        var work = new CountingJob { Quiet = true };
        await using var node = await NodeAsync(database, new SetClock { Now = Start }, work);
        await node.TurnAsync(Ct);
        Assert.Equal(1, work.Runs);
        Assert.Empty(await HistoryAsync(database));
    }

    [Fact]
    public async Task Stop_WhileAJobRuns_CutsItShortAndGivesTheLeaseBack()
    {
        await using var database = await MigratedAsync();
        var work = new EndlessJob();
        await using var node = await NodeAsync(database, new SetClock { Now = Start }, work);
        await node.Runner.StartAsync(Ct);
        await work.Started.WaitAsync(Ct);
        await node.StopAsync();
        Assert.Equal((JobRun.Failed, "stopped before its end"), Assert.Single(await HistoryAsync(database)) is var run ? (run.Outcome, run.Report) : default);
        Assert.Equal(Start.AddMinutes(10), await new JobStore(database.Sql).NextDueAsync("test", Ct));
    }

    [Fact]
    public async Task Runner_Started_RunsTurnAfterTurnUntilItIsStopped()
    {
        await using var database = await MigratedAsync();
        var work = new CountingJob();
        await using var node = await NodeAsync(database, TimeProvider.System, work, TimeSpan.FromMilliseconds(50));
        await node.Runner.StartAsync(Ct);
        for (var waited = 0; work.Runs < 3 && waited < 1_200; waited++)
            await Task.Delay(50, Ct);
        await node.StopAsync();
        Assert.True(work.Runs >= 3, $"{work.Runs} runs");
        var stopped = work.Runs;
        await Task.Delay(200, Ct);
        Assert.Equal(stopped, work.Runs);
    }

    private protected async Task<JobNode> NodeAsync(TestDatabase database, TimeProvider clock, IRecurringJob work, TimeSpan? interval = null)
    {
        await new JobStore(database.Sql).RegisterAsync("test", Start, Ct);
        var job = new RecurringJob("test", work.GetType(), JobSchedule.Every(interval ?? TimeSpan.FromMinutes(10)));
        return await new JobNode(database, clock, work, job, AddExecutor).StartAsync(Ct);
    }

    private protected static Task<IReadOnlyList<JobRun>> HistoryAsync(TestDatabase database) => new JobStore(database.Sql).HistoryAsync("test", Ct);

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

    /// <summary>Runs until it is stopped.</summary>
    private sealed class EndlessJob : IRecurringJob
    {
        private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public Task Started => started.Task;

        public async Task<string?> RunAsync(CancellationToken ct)
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            return null;
        }
    }

    /// <summary>Shows the time it was set to; its timers run in real time.</summary>
    internal sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public abstract class SqliteJobExecutorTests : JobExecutorTests
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());

    [Fact]
    public async Task Turn_WhoseLeaseCannotBeExtended_IsCutShort()
    {
        await using var database = await MigratedAsync();
        await using var node = await NodeAsync(database, new ImpatientClock { Now = Start }, new JobWithoutItsTable(database));
        await node.TurnAsync(Ct);
        Assert.Equal((JobRun.Failed, "stopped before its end"), Assert.Single(await HistoryAsync(database)) is var run ? (run.Outcome, run.Report) : default);
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

public sealed class BuiltInSqliteJobExecutorTests : SqliteJobExecutorTests;

public sealed class BuiltInSqlServerJobExecutorTests : JobExecutorTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(Ct);
}
