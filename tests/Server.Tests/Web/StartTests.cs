using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using LogisticsScreening.Server.Database;
using Microsoft.Extensions.Configuration;

namespace LogisticsScreening.Server.Tests.Web;

/// <summary>What an operator can get wrong ends in one clear line and a non-zero exit. Real processes: exit codes and streams are the point.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ls-start-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Serve_TakenPort_SaysWhichAddress()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        await RefusedAsync(["serve", "--urls", url], [], url);
    }

    [Theory]
    [InlineData("LS_URLS", "ftp://127.0.0.1:21", "ftp://127.0.0.1:21")]
    [InlineData("LS_URLS", "nonsense", "nonsense")]
    [InlineData("LS_URLS", "http://127.0.0.1:99999", "99999")]
    [InlineData("LS_URLS", ";", "LS_URLS")]
    [InlineData("LS_URLS", "http://192.0.2.1:0", "192.0.2.1")]
    [InlineData("LS_URLS", "https://127.0.0.1:0", "LS_CERTIFICATE")]
    [InlineData("LS_CERTIFICATE", "/nowhere/at-all.pfx", "LS_CERTIFICATE")]
    [InlineData("LS_OTLP", "collector", "LS_OTLP")]
    [InlineData("LS_JOBS", "cron", "LS_JOBS")]
#if !WITH_HANGFIRE
    [InlineData("LS_JOBS", "hangfire", "this build has no Hangfire")]
#endif
    [InlineData("LS_BACKUP_DAYS", "0", "LS_BACKUP_DAYS")]
    [InlineData("LS_DATABASE", "Server=x;Frobnicate=1;Password=hush", "LS_DATABASE")]
    [InlineData("LS_DATA", "/proc/none", "LS_DATA")]
    [InlineData("LS_KEYS", "/proc/none", "LS_KEYS")]
    [InlineData("LS_REFERENCE", "/nowhere/at-all", "is missing")]
    public async Task Serve_BadSetting_IsNamed(string name, string value, string named) =>
        await RefusedAsync(["serve"], new() { [name] = value }, named);

    /// <summary>Each row reads well, and only together they make no word list.</summary>
    [Theory]
    [InlineData("lexicon.csv", "elephant-99901,★,zh,elephant,plain,strong,reason,documented,,test,2026-11-27", "elephant-99901")]
    [InlineData("allow_phrases.csv", "allow-99901,某某白,某某,理由,reason,test", "is no listed word")]
    public async Task Serve_WordsThatDoNotCompile_AreNamedByFileAndLine(string file, string row, string named)
    {
        var reference = Directory.CreateDirectory(Path.Combine(directory, "own-reference"));
        foreach (var shipped in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "reference")))
            System.IO.File.Copy(shipped, Path.Combine(reference.FullName, Path.GetFileName(shipped)));
        var lines = (await System.IO.File.ReadAllLinesAsync(Path.Combine(reference.FullName, file), Ct)).Length;
        await System.IO.File.AppendAllTextAsync(Path.Combine(reference.FullName, file), row + "\n", Ct);
        var errors = await RefusedAsync(["serve", "--urls", "http://127.0.0.1:0"], new() { ["LS_REFERENCE"] = reference.FullName }, named);
        Assert.Contains($"{file}, line {lines + 1}", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_NewerDatabase_IsRefused()
    {
        var settings = TestServer.SettingsFor(directory);
        ServerHost.PrepareDirectories(settings);
        using var dialect = DatabaseFeature.CreateDialect(settings);
        IReadOnlyList<Migration> newer = [.. Migration.Embedded("sqlite"), Migration.Parse("9999_future.sql", "CREATE TABLE future (id INT NOT NULL PRIMARY KEY);")];
        await new Migrator(dialect, newer, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).RunAsync(Ct);
        await RefusedAsync(["serve", "--urls", "http://127.0.0.1:0"], [], "newer than this server (schema 9999");
    }

    [Theory]
    [InlineData("serv", "serv")]
    [InlineData("serve --port 80", "--port")]
    [InlineData("migrate everything", "everything")]
    [InlineData("import parcels FILE", "waybills")]
    public async Task CommandLine_Mistyped_SaysWhatAndFails(string line, string named)
    {
        var (code, output, errors) = await ServerProcess.RunAsync(directory, line.Split(' '), null, Ct);
        Assert.NotEqual(0, code);
        Assert.Contains(named, errors + output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors + output, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Serve_LostKey_IsNamedAndNoOtherIsMade()
    {
        var header = File("rows.csv", "idType,idNumber,name,phone,country,registeredAt,validUntil,status\n");
        Assert.Equal(0, (await ServerProcess.RunAsync(directory, ["import", "registrations", header], null, Ct)).ExitCode);
        var keys = Path.Combine(directory, "keys");
        var lost = Assert.Single(Directory.GetFiles(keys, "encryption-*.key"));
        System.IO.File.Delete(lost);
        await RefusedAsync(["serve", "--urls", "http://127.0.0.1:0"], [], Path.GetFileNameWithoutExtension(lost)["encryption-".Length..]);
        Assert.Empty(Directory.GetFiles(keys, "encryption-*.key"));
    }

    [Theory]
    [InlineData("referral-signing.pem")]
    [InlineData("encryption-00000001.key")]
    public async Task Serve_DamagedKeyFile_IsNamed(string name)
    {
        File(Path.Combine("keys", name), "-----BEGIN", UnixFileMode.UserRead);
        await RefusedAsync(["serve", "--urls", "http://127.0.0.1:0"], [], name);
    }

    [Fact]
    public async Task Serve_KeyFileOpenToOthers_IsNamed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        File(Path.Combine("keys", "control-00000001.key"), "", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await RefusedAsync(["serve", "--urls", "http://127.0.0.1:0"], [], "control-00000001.key");
    }

    [Fact]
    public async Task Serve_DatabaseDeletedMeanwhile_AnswersNothingMore()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps an open file from being deleted");
        await using var server = await ServerProcess.ServeAsync(directory, Ct);
        using var client = await server.ClientAsync("courier");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Ct)).StatusCode);
        foreach (var file in Directory.GetFiles(directory, "logistics-screening.db*"))
            System.IO.File.Delete(file);
        var answer = await client.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("database", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var scan = new { scanId = Guid.CreateVersion7(), carrier = "SF", waybillNumber = "SF1390000000001", depot = "KMG-01", device = "d", scannedAt = DateTimeOffset.UtcNow, kind = "acceptance" };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsJsonAsync("/api/scans", scan, Ct)).StatusCode);
        Assert.Empty(Directory.GetFiles(directory, "logistics-screening.db"));
        Assert.Contains(server.Errors, line => line.Contains("is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Migrate_Twice_SaysUpToDate()
    {
        Assert.Equal(0, (await ServerProcess.RunAsync(directory, ["migrate"], null, Ct)).ExitCode);
        var (code, output, _) = await ServerProcess.RunAsync(directory, ["migrate"], null, Ct);
        Assert.Equal((0, "The database is up to date."), (code, output));
    }

    [Fact]
    public async Task Migrate_UnknownSetting_IsMentioned()
    {
        var (code, _, errors) = await ServerProcess.RunAsync(directory, ["migrate"], new Dictionary<string, string?> { ["LS_DATABSE"] = "x" }, Ct);
        Assert.Equal(0, code);
        Assert.Contains("LS_DATABSE", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_FileAndEnvironment_LaterWins()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["LS_URLS"] = "http://127.0.0.1:1", ["LS_BACKUP_DAYS"] = "7" })
            .AddInMemoryCollection(new Dictionary<string, string?> { ["LS_URLS"] = "http://127.0.0.1:2" })
            .Build();
        var settings = ServerSettings.From(configuration);
        Assert.Equal(("http://127.0.0.1:2", 7), (settings.Urls, settings.BackupDays));
        Assert.Equal(Path.Combine(settings.DataDirectory, "keys"), settings.KeysDirectory);
    }

    private string File(string name, string content, UnixFileMode mode = UnixFileMode.UserRead)
    {
        var path = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(path, mode);
        return path;
    }

    /// <returns>The line.</returns>
    private async Task<string> RefusedAsync(string[] arguments, Dictionary<string, string?> environment, string named)
    {
        var (code, output, errors) = await ServerProcess.RunAsync(directory, arguments, environment, Ct);
        Assert.Equal(StartupException.ExitCode, code);
        Assert.Empty(output);
        var line = Assert.Single(errors.Split('\n'), text => text.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", errors, StringComparison.Ordinal);
        return line;
    }
}
