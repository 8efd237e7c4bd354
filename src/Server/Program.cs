using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Cases;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.FileScreening;
using LogisticsScreening.Server.Insights;
using LogisticsScreening.Server.Inspections;
using LogisticsScreening.Server.Intake;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Referrals;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Registry.Gateway;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server;

/// <summary>Composition root: the only file that names every feature. One line for each feature, one for each verb of the command line.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(
        args,
        new ServeCommand(Build),
        [
            new MigrateCommand(),
            new ScreenCommand(),
            new MatchCommand(),
            new ImportCommand(Build),
            new NameSharesCommand(Build),
            new RotateKeysCommand(Build),
        ]);

    /// <summary>The server, built but not started. <see cref="ServerHost"/> has checked the settings and migrated the database.</summary>
    public static WebApplication Build(ServerSettings settings) => Build(settings, TimeProvider.System);

    /// <summary>The same under another clock: what ends by its day can be tried without waiting for the day.</summary>
    public static WebApplication Build(ServerSettings settings, TimeProvider time)
    {
        var builder = ServerHost.CreateBuilder(settings, time);
        builder.AddWeb();
        builder.AddDatabase(settings);
        builder.AddPersonalData(settings);
        builder.AddAccess(settings);
        builder.AddRegistry(settings);
        builder.AddIdentityGateway(settings);
        builder.AddRiskLists();
        builder.AddJobs(settings);
        builder.AddEvidence();
        builder.AddAlerts();
        builder.AddScreenings(settings);
        builder.AddIntake(settings);
        builder.AddInspections();
        builder.AddCases();
        builder.AddReferrals(settings);

        var app = builder.Build();
        app.UseWeb();
        app.UseAccess();

        app.MapWeb();
        app.MapAccess();
        app.MapJobs();
        app.MapEvidence();
        app.MapAlerts();
        app.MapDeclarations();
        app.MapScreenings();
        app.MapIntake();
        app.MapInspections();
        app.MapReferrals();
        app.MapInsights();
        app.MapRegistry();
        app.MapRiskLists();
        return app;
    }
}
