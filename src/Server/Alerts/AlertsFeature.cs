namespace LogisticsScreening.Server.Alerts;

internal static class AlertsFeature
{
    public static void AddAlerts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AlertOutbox>();
        builder.Services.AddSingleton<AlertSignal>();
    }
}
