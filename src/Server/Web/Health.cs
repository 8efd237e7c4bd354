using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Database;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LogisticsScreening.Server.Web;

/// <summary>
/// /health/live: the process answers. /health/ready: it can do its work; what is missing is named. Both without sign-in, so neither
/// tells more than a check's name and one fixed sentence. A feature adds its own with <see cref="AddReadiness{T}"/>.
/// </summary>
internal static class Health
{
    private const string Ready = "ready";

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddReadiness<DatabaseReadiness>("database");
        builder.Services.AddReadiness<DiskReadiness>("disk");
    }

    public static void AddReadiness<T>(this IServiceCollection services, string name)
        where T : class, IHealthCheck => services.AddHealthChecks().AddCheck<T>(name, tags: [Ready], timeout: TimeSpan.FromSeconds(5));

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status switch { HealthStatus.Healthy => "ok", HealthStatus.Degraded => "degraded", _ => "missing" },
            missing = report.Entries
                .Where(entry => entry.Value.Status != HealthStatus.Healthy)
                .Select(entry => new { name = entry.Key, text = Text(entry.Value) }),
        },
        StrictJson.Options);

    private static LocalizedText Text(HealthReportEntry entry) =>
        entry.Data.TryGetValue("text", out var text) && text is LocalizedText both ? both : new("无法工作", "does not work");

    /// <summary>Named, and the server is ready all the same: its work goes on without.</summary>
    public static HealthCheckResult Degraded(string zh, string en) =>
        HealthCheckResult.Degraded(en, data: new Dictionary<string, object> { ["text"] = new LocalizedText(zh, en) });

    /// <summary>The outcome of a check that fails, in both languages.</summary>
    public static HealthCheckResult Missing(string zh, string en) =>
        HealthCheckResult.Unhealthy(en, data: new Dictionary<string, object> { ["text"] = new LocalizedText(zh, en) });
}

/// <summary>The database takes a write: the same way a scan takes it, through the group commit to the disk. A row is really written, for an empty transaction succeeds on a full disk.</summary>
internal sealed class DatabaseReadiness(SqlDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.WriteAsync(
                (connection, transaction) => connection.Execute("UPDATE schema_journal SET applied_at = applied_at WHERE number = 1", transaction: transaction), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is System.Data.Common.DbException or OperationCanceledException or IOException)
        {
            return Health.Missing("数据库无法写入", "the database cannot be written");
        }
    }
}

/// <summary>Room for decisions: a full disk is told before it stops the scans.</summary>
internal sealed class DiskReadiness(ServerSettings settings) : IHealthCheck
{
    private const long LeastFreeBytes = 256L * 1024 * 1024;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        new DriveInfo(settings.DataDirectory).AvailableFreeSpace >= LeastFreeBytes
            ? HealthCheckResult.Healthy()
            : Health.Missing("数据目录所在磁盘空间不足 256 MB", "less than 256 MB free on the disk of the data directory"));
}
