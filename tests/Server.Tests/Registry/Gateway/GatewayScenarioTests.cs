using System.Net;
using LogisticsScreening.IdentityGateway.Simulator;
using LogisticsScreening.Server.Intake;
using LogisticsScreening.Server.Registry.Gateway;
using LogisticsScreening.Server.Tests.Intake;
using LogisticsScreening.Server.Tests.Screenings;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Registry.Gateway;

/// <summary>The whole server with the simulator beside it: an outage while parcels are scanned, and what the late answers do.</summary>
public sealed class GatewayScenarioTests : IAsyncLifetime
{
    private const string Green = "green inspectAsUsual";
    private const string CheckIdentity = "yellow checkIdentity";
    private const string Named = "identityGateway";
    private const string Sender = "530102198503120118";
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly ShiftedClock clock = new();
    private readonly Script script = new();
    private SimulatorHost? simulator;
    private TestServer? started;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private TestServer Server => started!;

    public async ValueTask InitializeAsync()
    {
        script.Set(new() { Number = "*", Fault = Fault.Refused });
        simulator = await SimulatorHost.StartAsync("scenario", Key, script, clock: clock);
        started = await TestServer.StartAsync(clock, settings => settings with { Gateway = new() { Url = simulator.Address, Client = "scenario", Key = Key } });
        await AskAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not null)
            await started.DisposeAsync();
        if (simulator is not null)
            await simulator.DisposeAsync();
    }

    [Fact]
    public async Task Outage_ScansAreAnsweredYellow_AndAConfirmationEndsThat()
    {
        var number = await SentAsync();
        var vague = await SentAsync("礼品");
        var ivory = await SentAsync(SampleWaybills.Ivory);
        var delivered = await SentAsync();
        Assert.Equal(CheckIdentity, await Server.ScanAsync(number, "acceptance"));
        Assert.Equal(CheckIdentity, await Server.ScanAsync(number, "departure"));
        Assert.StartsWith("yellow", await Server.ScanAsync(vague, "acceptance"), StringComparison.Ordinal);
        Assert.StartsWith("red", await Server.ScanAsync(ivory, "acceptance"), StringComparison.Ordinal);
        Assert.Equal(CheckIdentity, await Server.ScanAsync(delivered, "delivery"));
        Assert.Equal(4, await Server.ScalarAsync<long>("SELECT COUNT(*) FROM identity_waits"));

        await AnswerAsync(new() { Number = "*" });
        Assert.Equal(0, await Server.ScalarAsync<long>("SELECT COUNT(*) FROM identity_waits"));
        Assert.Equal(0, await LaneAsync(number));
        Assert.Equal(3, await DecisionsAsync(number));
        Assert.Equal(1, await DecisionsAsync(delivered));
        Assert.Equal(Green, await Server.ScanAsync(number, "depot"));
        // What was found for other reasons stays.
        Assert.Equal("yellow checkPapers", await Server.ScanAsync(vague, "departure"));
        Assert.StartsWith("red", await Server.ScanAsync(ivory, "departure"), StringComparison.Ordinal);

        var decisions = await Server.ScalarAsync<long>("SELECT COUNT(*) FROM decisions");
        await Server.Services.CreateScope().ServiceProvider.GetRequiredService<ScreenAnsweredJob>().RunAsync(Ct);
        Assert.Equal(decisions, await Server.ScalarAsync<long>("SELECT COUNT(*) FROM decisions"));
    }

    [Theory]
    [InlineData("nameDiffers")]
    [InlineData("documentLost")]
    public async Task LateAnswer_ThatTheLawSaysNotToAccept_StopsTheParcelOnItsWayAndTellsTheDepot(string result)
    {
        var number = await SentAsync();
        Assert.Equal(CheckIdentity, await Server.ScanAsync(number, "acceptance"));
        await AnswerAsync(new() { Number = Sender, Result = result });

        var alert = await Server.AlertAsync("supervisor", number);
        Assert.Equal("hold", alert.GetProperty("lane").GetString());
        Assert.Equal("refuse stopAndSecure", await Server.ScanAsync(number, "departure"));
        Assert.Equal("refuse doNotAccept", await Server.ScanAsync(await SentAsync(), "acceptance"));
    }

    [Fact]
    public async Task LateAnswer_NumberUnknown_StaysYellowWithAnotherFinding()
    {
        var number = await SentAsync();
        await Server.ScanAsync(number, "acceptance");
        await AnswerAsync(new() { Number = Sender, Result = "numberUnknown" });
        Assert.Equal(2, await DecisionsAsync(number));
        Assert.Equal(CheckIdentity, await Server.ScanAsync(number, "departure"));
    }

    /// <summary>A parcel that is older than the setting is left as it is, and its wait is forgotten.</summary>
    [Fact]
    public async Task LateAnswer_TooLate_ScreensNothing()
    {
        var number = await SentAsync();
        await Server.ScanAsync(number, "acceptance");
        clock.Ahead += TimeSpan.FromDays(15);
        Server.ForgetTokens();
        await AnswerAsync(new() { Number = "*" });
        Assert.Equal(1, await DecisionsAsync(number));
        Assert.Equal(0, await Server.ScalarAsync<long>("SELECT COUNT(*) FROM identity_waits"));
    }

    /// <summary>The older one cannot be read: it is put off and told, the one behind it is screened, and so is the older one once it can be read.</summary>
    [Fact]
    public async Task LateAnswer_ThatCannotBeUsedForOneParcel_HoldsBackNoOther()
    {
        var (broken, sound) = (await SentAsync(), await SentAsync());
        await Server.ScanAsync(broken, "acceptance");
        await Server.ScanAsync(sound, "acceptance");
        const string OfBroken = "waybill_id = (SELECT id FROM waybills WHERE number = @Number)";
        var content = await Server.ScalarAsync<byte[]>($"SELECT content_cipher FROM waybill_versions WHERE {OfBroken}", new { Number = broken });
        Task SetAsync(byte[] cipher) => Server.Database.WriteAsync(
            (connection, transaction) => { Dapper.SqlMapper.Execute(connection, $"UPDATE waybill_versions SET content_cipher = @Cipher WHERE {OfBroken}", new { Number = broken, Cipher = cipher }, transaction); }, Ct);
        await SetAsync([.. content[..^1], (byte)(content[^1] ^ 1)]);

        await AnswerAsync(new() { Number = "*" });

        Assert.Equal((1, 2), (await DecisionsAsync(broken), await DecisionsAsync(sound)));
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        Assert.InRange(await Server.ScalarAsync<long>($"SELECT next_look FROM identity_waits WHERE {OfBroken}", new { Number = broken }), now + 1, now + (3600L * 1_000_000));
        // Not looked at again before its time.
        var tries = await Server.ScalarAsync<long>($"SELECT attempts FROM identity_waits WHERE {OfBroken}", new { Number = broken });
        await ScreenAsync();
        Assert.Equal(tries, await Server.ScalarAsync<long>($"SELECT attempts FROM identity_waits WHERE {OfBroken}", new { Number = broken }));

        await SetAsync(content);
        clock.Ahead += TimeSpan.FromHours(1);
        await ScreenAsync();
        Assert.Equal(2, await DecisionsAsync(broken));
        Assert.Equal(0, await Server.ScalarAsync<long>("SELECT COUNT(*) FROM identity_waits"));
    }

    [Fact]
    public async Task Ready_WhileTheGatewayIsSilent_IsReadyAndSaysSo()
    {
        using var client = Server.Anonymous();
        var silent = (await client.ReadAsync("/health/ready")).Expect(HttpStatusCode.OK);
        Assert.Equal("degraded", silent.Text("status"));
        Assert.Contains(Named, silent["missing"].EnumerateArray().Select(entry => entry.GetProperty("name").GetString()));
        await AnswerAsync(new() { Number = "*" });
        Assert.DoesNotContain(Named, (await client.ReadAsync("/health/ready")).Expect(HttpStatusCode.OK)["missing"].EnumerateArray().Select(entry => entry.GetProperty("name").GetString()));
    }

    private async Task<string> SentAsync(string description = "折扇") => await Server.SentAsync(description);

    private Task<long> DecisionsAsync(string number) =>
        Server.ScalarAsync<long>("SELECT COUNT(*) FROM decisions d JOIN waybills w ON w.id = d.waybill_id WHERE w.number = @Number", new { Number = number });

    private Task<long> LaneAsync(string number) => Server.ScalarAsync<long>("SELECT lane FROM waybills WHERE number = @Number", new { Number = number });

    /// <summary>The authority answers from now on, as the line says; what waits is asked and parcels are screened again.</summary>
    private async Task AnswerAsync(ScriptLine line)
    {
        script.Clear();
        script.Set(line);
        // Beyond every pause between attempts, and beyond the break of an open circuit.
        clock.Ahead += TimeSpan.FromHours(2);
        await AskAllAsync();
        // The first question after a break goes alone; those beside it are asked at their next attempt.
        clock.Ahead += TimeSpan.FromMinutes(1);
        await AskAllAsync();
        Assert.Equal(0, await Server.ScalarAsync<long>("SELECT COUNT(*) FROM identity_checks WHERE state = 'waiting'"));
        await ScreenAsync();
    }

    private Task<string?> ScreenAsync() => Server.Services.CreateScope().ServiceProvider.GetRequiredService<ScreenAnsweredJob>().RunAsync(Ct);

    /// <summary>Until every check that is due was asked, be it here or by the server's own worker.</summary>
    private async Task AskAllAsync()
    {
        var checker = Server.Services.GetRequiredService<IdentityChecker>();
        do
        {
            while (await checker.RunOnceAsync(Ct) > 0)
            {
            }
        }
        while (await Server.ScalarAsync<long>(
            "SELECT COUNT(*) FROM identity_checks WHERE next_attempt <= @Now OR holder IS NOT NULL", new { Now = clock.GetUtcNow() }) > 0);
    }
}
