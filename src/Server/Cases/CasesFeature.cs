namespace LogisticsScreening.Server.Cases;

internal static class CasesFeature
{
    public static void AddCases(this WebApplicationBuilder builder) => builder.Services.AddSingleton<CaseAlerts>();
}
