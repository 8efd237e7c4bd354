namespace LogisticsScreening.Server.Alerts;

internal static partial class AlertsLog
{
    [LoggerMessage(1301, LogLevel.Warning, "Looking for new alerts failed with {ErrorType}; trying again")]
    public static partial void LookFailed(ILogger log, string errorType);

    [LoggerMessage(1302, LogLevel.Warning, "A screen does not take its alerts; going on without it")]
    public static partial void ScreenIsSlow(ILogger log);
}
