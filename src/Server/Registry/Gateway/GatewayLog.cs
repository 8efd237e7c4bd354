namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>Ids, counts and outcomes; never what was asked.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(1602, LogLevel.Warning, "The identity gateway does not answer ({Reason}); it is asked again later and parcels are yellow meanwhile")]
    public static partial void Silent(ILogger log, string reason);

    [LoggerMessage(1603, LogLevel.Information, "The identity gateway answers again")]
    public static partial void AnswersAgain(ILogger log);

    [LoggerMessage(1604, LogLevel.Error, "Identity checks failed with {ErrorType} and go on later\n{Stack}")]
    public static partial void CheckerFailed(ILogger log, string errorType, string stack);
}
