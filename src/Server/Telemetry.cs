using System.Diagnostics.Metrics;

namespace LogisticsScreening.Server;

/// <summary>The one meter of the server. Instruments live beside the code that records them; docs/operations.md lists them.</summary>
internal static class Telemetry
{
    public const string MeterName = "LogisticsScreening";
    public static readonly Meter Meter = new(MeterName);
}
