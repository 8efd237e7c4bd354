using System.Diagnostics.Metrics;

namespace LogisticsScreening.Server;

/// <summary>The one meter of the server. What one feature alone records is made beside the code that records it; docs/operations.md lists all.</summary>
internal static class Telemetry
{
    public const string MeterName = "LogisticsScreening";
    public static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Scans = Meter.CreateCounter<long>(
        "logistics_screening.scans", "{scan}", "Scans decided and stored, by lane.");

    private static readonly Histogram<double> DecisionTime = Meter.CreateHistogram<double>(
        "logistics_screening.decision.duration", "s", "From gathered facts to decision, without storing.");

    /// <summary>To be called after the commit.</summary>
    /// <param name="lane">As contract.md spells it.</param>
    public static void RecordScan(string lane, TimeSpan decision)
    {
        Scans.Add(1, new KeyValuePair<string, object?>("lane", lane));
        DecisionTime.Record(decision.TotalSeconds);
    }
}
