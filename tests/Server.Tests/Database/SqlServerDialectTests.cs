namespace LogisticsScreening.Server.Tests.Database;

/// <summary>What SqlClient needs beside a server is there, or the start says what is missing. No SQL Server is asked.</summary>
public sealed class SqlServerDialectTests : IDisposable
{
    private const string Nowhere = "Server=127.0.0.1,1;Connect Timeout=1;Password=hush";
    private readonly string directory = Directory.CreateTempSubdirectory("ls-sql-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

#if WITH_SQL_SERVER_TYPES
    [Fact]
    public async Task Start_InInvariantMode_SaysWhatToSet() => Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0", await MigrateAsync("1"), StringComparison.Ordinal);

    [Fact]
    public async Task Start_WithAllItNeeds_GetsAsFarAsTheNetwork() => Assert.Contains("network-related", await MigrateAsync("0"), StringComparison.Ordinal);
#else
    [Fact]
    public async Task Start_OfABuildWithoutTheTypes_NamesThem() => Assert.Contains("Microsoft.SqlServer.Server", await MigrateAsync("0"), StringComparison.Ordinal);
#endif

    private async Task<string> MigrateAsync(string invariant)
    {
        var environment = new Dictionary<string, string?> { ["LS_DATABASE"] = Nowhere, ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = invariant };
        var (code, _, errors) = await ServerProcess.RunAsync(directory, ["migrate"], environment, TestContext.Current.CancellationToken);
        Assert.Equal(StartupException.ExitCode, code);
        Assert.DoesNotContain("hush", errors, StringComparison.Ordinal);
        return errors;
    }
}
