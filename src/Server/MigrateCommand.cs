using System.CommandLine;
using LogisticsScreening.Server.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server;

/// <summary><c>migrate</c>: brings the configured database to this server's schema and ends.</summary>
internal sealed class MigrateCommand : Command
{
    public MigrateCommand()
        : base("migrate", "Bring the database to the current version.")
    {
        SetAction(async (_, ct) =>
        {
            var settings = CommandLine.LoadSettings();
            ServerHost.PrepareDirectories(settings);
            var applied = await DatabaseFeature.MigrateAsync(settings, TimeProvider.System, NullLogger.Instance, ct);
            Console.WriteLine(applied == 0 ? "The database is up to date." : $"Applied {applied} migrations.");
            return 0;
        });
    }
}
