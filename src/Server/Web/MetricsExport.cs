using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace LogisticsScreening.Server.Web;

/// <summary>Sends the server's metrics to the collector that LS_OTLP names. A collector that is away costs nothing but its data points.</summary>
internal sealed class MetricsExport(ServerSettings settings) : IHostedService, IDisposable
{
    private static readonly string[] Meters = [Telemetry.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];
    private MeterProvider? provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.OtlpEndpoint is { } endpoint)
            provider = Sdk.CreateMeterProviderBuilder().AddMeter(Meters).AddOtlpExporter(exporter => exporter.Endpoint = endpoint).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        provider?.ForceFlush((int)TimeSpan.FromSeconds(2).TotalMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose() => provider?.Dispose();
}
