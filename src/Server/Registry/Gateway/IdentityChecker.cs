using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>
/// Asks what is due, a few at a time, and stores each result with its next attempt. What is taken is bounded, and what waits is in the database. A crash leaves leases
/// behind: they run out, and whoever comes next asks again, which does no harm.
/// </summary>
internal sealed class IdentityChecker(
    IIdentityGateway gateway, IdentityCheckStore checks, GatewayOptions options, GatewayState state, TimeProvider clock, GatewayRandom random, ILogger<IdentityChecker> log) : BackgroundService
{
    /// <summary>Questions under way at once.</summary>
    public const int AtOnce = 8;

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Beside the budget: time to store the result on a busy disk.</summary>
    private static readonly TimeSpan LeaseBeyondBudget = TimeSpan.FromSeconds(27);

    private readonly Guid holder = Guid.NewGuid();

    /// <summary>Asks one batch to its end.</summary>
    /// <returns>How many were asked; 0 when none was due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct) => (await AskBatchAsync(ct)).Asked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = (await AskBatchAsync(stoppingToken)).GoOn;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                GatewayLog.CheckerFailed(log, error.GetType().FullName!, error.StackTrace ?? "");
            }

            if (!more)
                await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await checks.ReleaseAsync(holder, CancellationToken.None);
    }

    /// <returns>How many were asked, and whether it is worth going on without a pause.</returns>
    private async Task<(int Asked, bool GoOn)> AskBatchAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var taken = await checks.TakeAsync(holder, now, now + options.Budget + LeaseBeyondBudget, AtOnce, ct);
        if (taken.Count == 0)
            return (0, false);
        var replies = await Task.WhenAll(taken.Select(check => AskAsync(check, ct)));
        var failures = replies.OfType<GatewayReply.NotAnswered>().Where(reply => reply.Reason != GatewayFailure.NotSupported).ToList();
        var answered = replies.Length - failures.Count;
        GatewayLog.Asked(log, answered, failures.Count);
        if (answered > 0 ? state.Set(false) : state.Set(true))
        {
            if (answered > 0)
                GatewayLog.AnswersAgain(log);
            else
                GatewayLog.Silent(log, EnumText<GatewayFailure>.Of(failures[0].Reason));
        }

        return (taken.Count, answered > 0);
    }

    private async Task<GatewayReply> AskAsync(TakenCheck check, CancellationToken ct)
    {
        var reply = await gateway.AskAsync(check.Question, ct);
        var now = clock.GetUtcNow();
        // What was answered is stored also while stopping: it would otherwise be asked again.
        if (reply is GatewayReply.Answered answered)
            await checks.AnswerAsync(check, holder, answered, now, CancellationToken.None);
        else if (reply is GatewayReply.NotAnswered not)
            await checks.FailAsync(check, holder, not.Reason, now + CheckSchedule.WaitAfter(not, check.Attempts, options.RenewAfter, random()), CancellationToken.None);
        return reply;
    }
}

/// <summary>From 0 to 1; from outside, so that a test decides.</summary>
internal delegate double GatewayRandom();
