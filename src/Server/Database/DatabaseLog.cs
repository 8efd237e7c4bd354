namespace LogisticsScreening.Server.Database;

internal static partial class DatabaseLog
{
    [LoggerMessage(1001, LogLevel.Warning, "A group of {Units} writes found the database busy (try {Try}); trying again")]
    public static partial void WriteRetried(ILogger log, int units, int @try, Exception error);

    [LoggerMessage(1002, LogLevel.Information, "Migrated the database to {Number} {Name}")]
    public static partial void Migrated(ILogger log, int number, string name);

    [LoggerMessage(1003, LogLevel.Information, "Copied the database to {Copy} before migrating")]
    public static partial void BackedUp(ILogger log, string copy);

    [LoggerMessage(1004, LogLevel.Information, "Deleted the expired database copy {Copy}")]
    public static partial void CopyExpired(ILogger log, string copy);
}
