using Hangfire;
using Hangfire.InMemory;
using Hangfire.SqlServer;
using LogisticsScreening.Server.Database;
using Microsoft.Data.SqlClient;

namespace LogisticsScreening.Server.Jobs.OnHangfire;

/// <summary>Jobs carried out by Hangfire. Nothing here goes through its process-wide configuration: several servers may live in one process.</summary>
internal static class HangfireFeature
{
    /// <summary>How long Hangfire shows a turn; the history of the runs is in our own table and lasts longer. One job comes round every two seconds.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromHours(1);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(provider => Storage(provider.GetRequiredService<SqlDialect>()));
        services.AddScoped<HangfireTurn>();
        services.AddSingleton<HangfireExecutor>();
        services.AddSingleton<IJobExecutor>(provider => provider.GetRequiredService<HangfireExecutor>());
        services.AddHostedService(provider => provider.GetRequiredService<HangfireExecutor>());
    }

    /// <summary>Opens nothing yet. Beside a SQLite file Hangfire's own state lives in memory: what must outlast the process is in the file.</summary>
    public static JobStorage Storage(SqlDialect dialect)
    {
        JobStorage storage = dialect is SqlServerDialect sqlServer
            ? new SqlServerStorage(sqlServer.Connection, new SqlServerStorageOptions
            {
                SqlClientFactory = SqlClientFactory.Instance,
                PrepareSchemaIfNecessary = false,
                TryAutoDetectSchemaDependentOptions = false,
                DisableGlobalLocks = true,
            })
            : new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = Shown });
        storage.JobExpirationTimeout = Shown;
        return storage;
    }
}
