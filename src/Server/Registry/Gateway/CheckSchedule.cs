namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>When an unanswered question is asked again. Always some time: nothing waits without end, and nobody is asked without pause.</summary>
internal static class CheckSchedule
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>What needs a person (a key, a contract) does not mend itself within seconds.</summary>
    private static readonly TimeSpan NeedsAPerson = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LongestWish = TimeSpan.FromDays(1);

    /// <summary>So that what failed together is not asked together again.</summary>
    private const double Spread = 0.2;

    /// <param name="attempts">Asked so often since the last answer, from 1.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan WaitAfter(GatewayReply.NotAnswered failure, int attempts, TimeSpan renewAfter, double random)
    {
        if (failure.Reason == GatewayFailure.NotSupported)
            return renewAfter;
        var wait = failure.Reason switch
        {
            // Nothing was sent: the number of attempts says nothing.
            GatewayFailure.CircuitOpen => Shortest,
            GatewayFailure.Refused or GatewayFailure.Rejected or GatewayFailure.Redirected => NeedsAPerson,
            _ => Doubled(attempts),
        };
        if (failure.RetryAfter is { } wish && wish > wait)
            wait = wish < LongestWish ? wish : LongestWish;
        return wait * (1 + (Spread * random));
    }

    /// <summary>Half a minute after the first attempt, twice as long after each further one, an hour at most.</summary>
    public static TimeSpan Doubled(int attempts)
    {
        var wait = Shortest;
        for (var i = 1; i < attempts && wait < Longest; i++)
            wait *= 2;
        return wait < Longest ? wait : Longest;
    }
}
