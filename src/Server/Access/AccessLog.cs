namespace LogisticsScreening.Server.Access;

internal static partial class AccessLog
{
    [LoggerMessage(1201, LogLevel.Warning, "A network address exceeded its limit of failed sign-ins; its attempts are refused for a while")]
    public static partial void Throttled(ILogger log);

    [LoggerMessage(1202, LogLevel.Warning, "User {UserId} is locked for {LockedFor} after repeated failures")]
    public static partial void LockedOut(ILogger log, Guid userId, TimeSpan lockedFor);

    [LoggerMessage(1203, LogLevel.Warning, "User {UserId}: a change was refused because its antiforgery token is missing or wrong")]
    public static partial void AntiforgeryRefused(ILogger log, Guid userId);

    [LoggerMessage(1204, LogLevel.Information, "First start: created the administrator account")]
    public static partial void AdministratorCreated(ILogger log);

    [LoggerMessage(1205, LogLevel.Information, "Filled the empty database with invented data for demonstration")]
    public static partial void DemoFilled(ILogger log);
}
