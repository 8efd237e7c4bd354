namespace LogisticsScreening.Server.Web;

internal static partial class WebLog
{
    [LoggerMessage(1101, LogLevel.Error, "Request {TraceId} failed with {ErrorType} (inner {InnerType})\n{Stack}")]
    public static partial void RequestFailed(ILogger log, string traceId, string errorType, string stack, string? innerType);

    [LoggerMessage(1103, LogLevel.Critical, "Request {TraceId} failed because the database cannot be used: {Reason}")]
    public static partial void DatabaseUnusable(ILogger log, string traceId, string reason);

    [LoggerMessage(1102, LogLevel.Information, "No web apps beside the server ({Directory}); only the HTTP interface is served")]
    public static partial void NoWebApps(ILogger log, string directory);
}
