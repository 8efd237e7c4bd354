using LogisticsScreening.Server.Web;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>Scans go on without the authority, so its silence is named and makes no server unready.</summary>
internal sealed class GatewayReadiness(GatewayState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        state.IsSilent
            ? Health.Degraded("身份核验网关没有答复，未核实的寄件人须查验证件", "the identity gateway does not answer: papers of senders not confirmed are checked")
            : HealthCheckResult.Healthy());
}
