using System.Text.Json;
using LogisticsScreening.IdentityGateway.Simulator;
using LogisticsScreening.Server.Registry.Gateway;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Registry.Gateway;

/// <summary>kill -9 in the middle of asking: the next server asks what was under way, and nothing that was asked is in the log.</summary>
public sealed class GatewayCrashTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private readonly string directory = Directory.CreateTempSubdirectory("ls-gateway-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Kill_WhileTheAuthorityIsAsked_IsTakenUpByTheNextServer()
    {
        var keyFile = Path.Combine(directory, "gateway.key");
        await File.WriteAllTextAsync(keyFile, Convert.ToBase64String(Key), Ct);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var later = new ShiftedClock { Ahead = TimeSpan.FromMinutes(2) };
        var script = new Script();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var simulator = await SimulatorHost.StartAsync("crash", Key, script);
        simulator.Authority.OnAsked = _ =>
        {
            asked.TrySetResult();
            return hold.Task;
        };
        await using (var server = await ServerProcess.ServeAsync(directory, Ct, new Dictionary<string, string?>
        {
            ["LS_GATEWAY_URL"] = simulator.Address.ToString(),
            ["LS_GATEWAY_CLIENT"] = "crash",
            ["LS_GATEWAY_KEY"] = keyFile,
            ["LS_GATEWAY_BUDGET_MS"] = "10000",
        }))
        {
            await asked.Task.WaitAsync(Ct);
            await server.KillAsync();
            var output = string.Join('\n', server.Output.Concat(server.Errors));
            foreach (var line in (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "demo", "registrations.csv"), Ct)).Skip(1))
            {
                var secrets = line.Split(',')[1..4];
                Assert.DoesNotContain(secrets, secret => output.Contains(secret, StringComparison.Ordinal) || output.Contains(JsonEncodedText.Encode(secret).ToString(), StringComparison.OrdinalIgnoreCase));
            }
        }

        hold.SetResult();
        // Two minutes on, the dead server's leases have run out.
        await using var next = await TestServer.StartAsync(later, settings => settings with { Gateway = new() { Url = simulator.Address, Client = "crash", Key = Key } }, directory);
        var checker = next.Services.GetRequiredService<IdentityChecker>();
        do
        {
            await checker.RunOnceAsync(Ct);
        }
        while (await next.ScalarAsync<long>("SELECT COUNT(*) FROM identity_checks WHERE holder IS NOT NULL OR next_attempt <= @Now", new { Now = later.GetUtcNow() }) > 0);
        Assert.Equal(0, await next.ScalarAsync<long>("SELECT COUNT(*) FROM identity_checks WHERE state <> 'confirmed'"));
        Assert.Equal(
            await next.ScalarAsync<long>("SELECT COUNT(*) FROM registrations WHERE status = 'active'"), await next.ScalarAsync<long>("SELECT COUNT(*) FROM identity_checks"));
    }
}
