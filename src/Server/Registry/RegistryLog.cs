namespace LogisticsScreening.Server.Registry;

/// <summary>Counts; never whom.</summary>
internal static partial class RegistryLog
{
    [LoggerMessage(1801, LogLevel.Information, "Registrations forgotten so far: {Forgotten}")]
    public static partial void Forgetting(ILogger log, int forgotten);
}
