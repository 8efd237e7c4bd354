using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace LogisticsScreening.Server.Database;

/// <summary>
/// One writer for the whole process: while a commit waits for the disk, the next callers gather, and then share one transaction
/// and one sync. A unit that throws hurts no neighbour: the group is rolled back, the units before it are committed again as a
/// group, it runs alone, the rest goes on. So order is kept and a unit runs at most three times unless the database is busy.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    /// <summary>Units in one transaction. Measured optimum is flat from 64 to 512; more only makes the first of the group wait.</summary>
    public const int LargestGroup = 256;

    /// <summary>Units waiting. A full queue makes callers wait instead of memory grow.</summary>
    public const int QueueLength = 4_096;

    /// <summary>Tries of a group that another writer was in the way of; SQLite already waits several seconds in each.</summary>
    private const int Tries = 5;

    private static readonly Histogram<int> GroupSize = Telemetry.Meter.CreateHistogram<int>(
        "logistics_screening.group_commit.size", "{write}", "Writes that shared one transaction and one sync.");

    private readonly Channel<Unit> queue = Channel.CreateBounded<Unit>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly SqlDialect dialect;
    private readonly ILogger log;
    private readonly Task writer;

    public GroupCommit(SqlDialect dialect, ILogger log)
    {
        this.dialect = dialect;
        this.log = log;
        writer = Task.Run(RunAsync);
    }

    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken ct)
    {
        var unit = new Unit<T>(work, ct);
        try
        {
            await queue.Writer.WriteAsync(unit, ct);
        }
        catch (ChannelClosedException)
        {
            throw new OperationCanceledException("The server is stopping; nothing was stored.");
        }

        return await unit.Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer;
    }

    private async Task RunAsync()
    {
        DbConnection? connection = null;
        var group = new List<Unit>(LargestGroup);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && queue.Reader.TryRead(out var unit))
            {
                if (!unit.TryCancel())
                    group.Add(unit);
            }

            if (group.Count > 0)
                connection = await CommitAsync(connection, group);
            group.Clear();
        }

        if (connection is not null)
            await connection.DisposeAsync();
    }

    /// <summary>Answers every unit of the group. Returns the connection to go on with, or null when it is broken and a new one is needed.</summary>
    private async Task<DbConnection?> CommitAsync(DbConnection? connection, List<Unit> group)
    {
        var pending = new Queue<ArraySegment<Unit>>();
        pending.Enqueue(group.ToArray());
        while (pending.TryDequeue(out var part))
        {
            var attempt = await TryAsync(connection, part);
            connection = attempt.Connection;
            if (attempt.FailedAt is { } at && part.Count > 1)
            {
                // Order matters: what came before the failing unit, the unit itself, what came after, all before the parts still waiting.
                var rest = pending.ToArray();
                pending.Clear();
                foreach (var slice in new[] { part[..at], part.Slice(at, 1), part[(at + 1)..] }.Where(slice => slice.Count > 0).Concat(rest))
                    pending.Enqueue(slice);
            }
            else if (attempt.Error is { } error)
            {
                foreach (var unit in part)
                    unit.Fail(error);
            }
            else
            {
                GroupSize.Record(part.Count);
                foreach (var unit in part)
                    unit.Succeed();
            }
        }

        return connection;
    }

    private async Task<Attempt> TryAsync(DbConnection? connection, ArraySegment<Unit> part)
    {
        for (var tries = 1; ; tries++)
        {
            int? at = null;
            try
            {
                connection ??= await dialect.OpenAsync(CancellationToken.None);
                await using var transaction = await dialect.BeginWriteAsync(connection, CancellationToken.None);
                for (var i = 0; i < part.Count; i++)
                {
                    at = i;
                    part[i].Run(connection, transaction);
                }

                at = null;
                await transaction.CommitAsync(CancellationToken.None);
                return new Attempt(connection, null, null);
            }
            catch (DbException error) when (dialect.IsTransient(error) && tries < Tries)
            {
                DatabaseLog.WriteRetried(log, part.Count, tries, error);
                connection = await DiscardAsync(connection);
            }
            catch (Exception error)
            {
                // After a database error the connection may be in any state; a new one costs less than finding out.
                if (at is null || error is DbException && !dialect.IsDuplicate((DbException)error))
                    connection = await DiscardAsync(connection);
                return new Attempt(connection, at, error);
            }
        }
    }

    private static async Task<DbConnection?> DiscardAsync(DbConnection? connection)
    {
        if (connection is not null)
            await connection.DisposeAsync();
        return null;
    }

    /// <param name="Connection">Still usable, or null.</param>
    /// <param name="FailedAt">Which unit threw; null: the transaction as a whole failed, or succeeded.</param>
    private readonly record struct Attempt(DbConnection? Connection, int? FailedAt, Exception? Error);

    private abstract class Unit(CancellationToken ct)
    {
        protected CancellationToken Cancellation => ct;
        public abstract bool TryCancel();
        public abstract void Run(DbConnection connection, DbTransaction transaction);
        public abstract void Succeed();
        public abstract void Fail(Exception error);
    }

    private sealed class Unit<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken ct) : Unit(ct)
    {
        // Continuations run elsewhere: the writer must not run a caller's code between two groups.
        private readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Outcome => outcome.Task;
        public override bool TryCancel() => Cancellation.IsCancellationRequested && outcome.TrySetCanceled(Cancellation);
        public override void Run(DbConnection connection, DbTransaction transaction) => result = work(connection, transaction);
        public override void Succeed() => outcome.SetResult(result!);
        public override void Fail(Exception error) => outcome.SetException(error);
    }
}
