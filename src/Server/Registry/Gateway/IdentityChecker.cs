using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>
/// Asks what is due, a few at a time, and stores each result with its next attempt. A question that gets no answer holds up none beside it. What is taken is bounded, and what waits is in the
/// database. A crash leaves leases behind: they run out, and whoever comes next asks again, which does no harm.
/// </summary>
internal sealed class IdentityChecker(
    IIdentityGateway gateway, IdentityCheckStore checks, GatewayOptions options, GatewayState state, GatewayWake wake, TimeProvider clock, GatewayRandom random, ILogger<IdentityChecker> log) : BackgroundService
{
    /// <summary>Questions under way at once.</summary>
    public const int AtOnce = 8;

    /// <summary>How often this server looks for what another one or an import put into the queue, and how long it rests while the authority is silent.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Beside the budget: time to store the result on a busy disk.</summary>
    private static readonly TimeSpan LeaseBeyondBudget = TimeSpan.FromSeconds(27);

    private readonly Guid holder = Guid.NewGuid();
    private int failedInARow;

    /// <summary>Asks one batch to its end.</summary>
    /// <returns>How many were asked; 0 when none was due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var taken = await TakeAsync(AtOnce, ct);
        await Task.WhenAll(taken.Select(check => AskAsync(check, ct)));
        return taken.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new HashSet<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            var asked = 0;
            try
            {
                var taken = await TakeAsync(AtOnce - running.Count, stoppingToken);
                asked = taken.Count;
                running.UnionWith(taken.Select(check => GuardedAsync(check, stoppingToken)));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                GatewayLog.CheckerFailed(log, error.GetType().FullName!, error.StackTrace ?? "");
            }

            // Nothing is taken in a hurry from an authority that is silent: each would only be put off.
            if (state.IsSilent)
                await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else if (running.Count == AtOnce)
                await Task.WhenAny(running);
            else if (asked == 0)
                await wake.WaitAsync(Interval, clock, stoppingToken);
            running.RemoveWhere(task => task.IsCompleted);
        }

        await Task.WhenAll(running);
        await checks.ReleaseAsync(holder, clock.GetUtcNow(), CancellationToken.None);
    }

    private Task<IReadOnlyList<TakenCheck>> TakeAsync(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return most == 0 ? Task.FromResult<IReadOnlyList<TakenCheck>>([]) : checks.TakeAsync(holder, now, now + options.Budget + LeaseBeyondBudget, most, ct);
    }

    /// <summary>Never fails: what could not be stored is asked again when the lease has run out.</summary>
    private async Task GuardedAsync(TakenCheck check, CancellationToken ct)
    {
        try
        {
            await AskAsync(check, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping gives the lease back.
        }
        catch (Exception error)
        {
            GatewayLog.CheckerFailed(log, error.GetType().FullName!, error.StackTrace ?? "");
        }
    }

    private async Task AskAsync(TakenCheck check, CancellationToken ct)
    {
        var reply = await gateway.AskAsync(check.Question, ct);
        var now = clock.GetUtcNow();
        // What was answered is stored also while stopping: it would otherwise be asked again.
        if (reply is GatewayReply.Answered answered)
            await checks.AnswerAsync(check, holder, answered, now, CancellationToken.None);
        else if (reply is GatewayReply.NotAnswered not)
            await checks.FailAsync(check, holder, not.Reason, now + CheckSchedule.WaitAfter(not, check.Attempts, options.RenewAfter, random()), CancellationToken.None);
        Note(reply);
    }

    /// <summary>Silent is an authority of which a whole round got no answer: single questions go wrong at any authority.</summary>
    private void Note(GatewayReply reply)
    {
        if (reply is not GatewayReply.NotAnswered { Reason: not GatewayFailure.NotSupported } failure)
        {
            Interlocked.Exchange(ref failedInARow, 0);
            if (state.Set(false))
                GatewayLog.AnswersAgain(log);
        }
        else if (Interlocked.Increment(ref failedInARow) >= AtOnce || failure.Reason == GatewayFailure.CircuitOpen)
        {
            if (state.Set(true))
                GatewayLog.Silent(log, EnumText<GatewayFailure>.Of(failure.Reason));
        }
    }
}

/// <summary>Somebody is at the counter: the queue is looked at now.</summary>
internal sealed class GatewayWake : IDisposable
{
    private readonly SemaphoreSlim woken = new(0, 1);

    /// <summary>To be called after the commit.</summary>
    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is going to look anyway.
        }
    }

    public void Dispose() => woken.Dispose();

    public async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken ct)
    {
        // With a timer of its own: one of ours would cancel what is disposed already when it ends just as somebody wakes us, and that ends the process.
        using var patience = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        await woken.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

/// <summary>From 0 to 1; from outside, so that a test decides.</summary>
internal delegate double GatewayRandom();
