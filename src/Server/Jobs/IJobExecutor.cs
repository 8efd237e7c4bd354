namespace LogisticsScreening.Server.Jobs;

/// <summary>Carries out the turns of the jobs. When a job is due, who has it and what became of it is the database's business whichever executor runs it.</summary>
internal interface IJobExecutor
{
    /// <summary>Ends when the turn has, whatever came of it: run, failed, not due, or another server's.</summary>
    /// <param name="ct">Ends the waiting; the executor that stops also stops what it runs.</param>
    Task RunIfDueAsync(RecurringJob job, CancellationToken ct);
}
