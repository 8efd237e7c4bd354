using Hangfire.Logging;
using HangfireLevel = Hangfire.Logging.LogLevel;

namespace LogisticsScreening.Server.Jobs.OnHangfire;

/// <summary>Hangfire's own warnings in the server's log: its words, and of an error the type and stack only.</summary>
internal sealed class HangfireLog(ILoggerFactory loggers) : ILogProvider, ILog
{
    private readonly ILogger log = loggers.CreateLogger(typeof(HangfireLog).FullName!);

    public ILog GetLogger(string name) => this;

    /// <param name="messageFunc">Null asks only whether the level is logged.</param>
    public bool Log(HangfireLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
    {
        if (logLevel < HangfireLevel.Warn)
            return false;
        if (messageFunc is not null)
            JobsLog.HangfireWarned(log, messageFunc(), exception?.GetType().FullName ?? "", exception?.StackTrace ?? "");
        return true;
    }
}
