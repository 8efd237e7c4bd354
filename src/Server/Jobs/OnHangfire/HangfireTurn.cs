using Hangfire;

namespace LogisticsScreening.Server.Jobs.OnHangfire;

/// <summary>What Hangfire calls for a turn. All it is told, and all it keeps, is the job's name.</summary>
internal sealed class HangfireTurn(IEnumerable<RecurringJob> jobs, JobTurns turns)
{
    // A failed turn comes round by its schedule, never by Hangfire's; among the deleted it is still seen, and expires.
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
    public async Task RunAsync(string name, CancellationToken ct)
    {
        // Another version's server on the same database may have asked for a job this one does not know.
        if (jobs.SingleOrDefault(job => job.Name == name) is { } job && await turns.RunIfDueAsync(job, ct) is { Outcome: JobRun.Failed } run)
            throw new TurnFailedException(run.Report);
    }
}

/// <summary>Tells Hangfire that a turn failed, in the words of the history: no message of the job's own error, which may quote personal data.</summary>
internal sealed class TurnFailedException(string? report) : Exception(report);
