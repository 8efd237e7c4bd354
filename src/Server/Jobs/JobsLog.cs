namespace LogisticsScreening.Server.Jobs;

internal static partial class JobsLog
{
    [LoggerMessage(1401, LogLevel.Information, "Job {Job}: {Report}")]
    public static partial void JobDone(ILogger log, string job, string report);

    [LoggerMessage(1402, LogLevel.Error, "Job {Job} failed with {ErrorType}\n{Stack}")]
    public static partial void JobFailed(ILogger log, string job, string errorType, string stack);

    [LoggerMessage(1403, LogLevel.Error, "The runner of job {Job} failed with {ErrorType} and tries again later\n{Stack}")]
    public static partial void RunnerFailed(ILogger log, string job, string errorType, string stack);

    [LoggerMessage(1404, LogLevel.Warning, "Hangfire: {Message} {ErrorType}\n{Stack}")]
    public static partial void HangfireWarned(ILogger log, string message, string errorType, string stack);
}
