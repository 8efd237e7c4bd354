namespace LogisticsScreening.Server.Screenings;

internal static partial class ScreeningsLog
{
    [LoggerMessage(1501, LogLevel.Information, "Risk list {ListVersion} is in force: {Entries} entries")]
    public static partial void ListLoaded(ILogger log, string listVersion, int entries);

    [LoggerMessage(1502, LogLevel.Error, "A newer risk list cannot be loaded ({Problem}); the last one stays in force")]
    public static partial void ListNotLoaded(ILogger log, string problem);
}
