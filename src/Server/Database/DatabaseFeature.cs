using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LogisticsScreening.Server.Database;

internal static class DatabaseFeature
{
    public static void AddDatabase(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => CreateDialect(settings));
        builder.Services.AddSingleton<SqlDatabase>();
    }

    public static SqlDialect CreateDialect(ServerSettings settings) =>
        settings.SqlServerConnection is { } connection
            ? new SqlServerDialect(connection)
            : new SqliteDialect(settings.SqliteFile, settings.BackupDirectory);

    /// <summary>Before anything else runs: the schema of this server. Returns the number of migrations applied.</summary>
    public static async Task<int> MigrateAsync(ServerSettings settings, TimeProvider clock, ILogger log, CancellationToken ct)
    {
        using var dialect = CreateDialect(settings);
        Migrator.ExpireCopies(settings.BackupDirectory, TimeSpan.FromDays(settings.BackupDays), clock, log);
        return await new Migrator(dialect, Migration.Embedded(dialect.Name), clock, log).RunAsync(ct);
    }
}
