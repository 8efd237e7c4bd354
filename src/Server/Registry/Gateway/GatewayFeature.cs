using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>Asking an authority about registered identities. Without LS_GATEWAY_URL nothing of it runs, and no decision speaks of it.</summary>
internal static class GatewayFeature
{
    public static void AddIdentityGateway(this WebApplicationBuilder builder, ServerSettings settings)
    {
        var services = builder.Services;
        // The table is there either way, and so are answers from a time when an authority was asked.
        services.AddEncryptedTable(IdentityCheckStore.Encrypted);
        if (settings.Gateway is not { } options)
            return;
        services.AddSingleton(options);
        services.AddSingleton<GatewayRandom>(_ => Random.Shared.NextDouble);
        services.AddSingleton<Confirmations>();
        services.AddSingleton<IdentityCheckStore>();
        services.AddSingleton<IdentityWaits>();
        services.AddSingleton<GatewayState>();
        services.AddSingleton<GatewayWake>();
        services.AddSingleton<IIdentityGateway>(provider => new HttpIdentityGateway(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<GatewayRandom>().Invoke));
        services.AddSingleton<IdentityChecker>();
        services.AddHostedService(provider => provider.GetRequiredService<IdentityChecker>());
        services.AddRecurringJob<RenewIdentityChecksJob>(RenewIdentityChecksJob.Name, RenewIdentityChecksJob.Interval);
        services.AddReadiness<GatewayReadiness>("identityGateway");
    }
}
