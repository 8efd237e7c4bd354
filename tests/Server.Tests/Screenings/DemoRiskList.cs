using LogisticsScreening.Server.FileScreening;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Screenings;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Screenings;

internal static class DemoRiskList
{
    public static string File => Path.Combine(Repository.Root, "db", "demo", "entries.csv");

    /// <summary>
    /// Puts the demo entries in force as the command line reads them. The version of the list goes into every decision, and the salts below it are random in the
    /// database and derived from the key on the command line. The server goes back to its own within a second.
    /// </summary>
    /// <returns>The version now in force.</returns>
    public static string PutInForce(TestServer server)
    {
        var problems = new List<string>();
        var key = server.Services.GetRequiredService<KeyRing>().Newest(KeyUse.Control).Secret;
        var list = FileTables.RiskList(File, key, problems.Add);
        Assert.Empty(problems);
        server.Services.GetRequiredService<PolicySnapshot>().Replace(list);
        return list.Version;
    }
}
