using LogisticsScreening.IdentityGateway.Simulator;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Tests.Registry.Gateway;

/// <summary>The HTTP gateway against the simulator over a real connection; time-outs and pauses by a clock that the test moves.</summary>
public sealed class HttpIdentityGatewayTests : IAsyncLifetime
{
    private const string Client = "test-courier";
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly IdentityQuestion Question = new(IdType.ResidentId, "530102198503120118", "赵演一");

    /// <summary>Longer than any pause between tries and shorter than the time of one.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ManualClock clock = new();
    private readonly Script script = new();
    private readonly SemaphoreSlim arrived = new(0);
    private SimulatorHost? host;
    private HttpIdentityGateway? gateway;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private SimulatedAuthority Authority => host!.Authority;
    private HttpIdentityGateway Gateway => gateway!;

    public async ValueTask InitializeAsync()
    {
        host = await SimulatorHost.StartAsync(Client, Key, script, clock: clock);
        Authority.OnAsked = _ =>
        {
            arrived.Release();
            return Task.CompletedTask;
        };
        gateway = At(host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        gateway?.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        arrived.Dispose();
    }

    [Theory]
    [InlineData("confirmed", IdentityConfirmation.Confirmed)]
    [InlineData("nameDiffers", IdentityConfirmation.NameDiffers)]
    [InlineData("numberUnknown", IdentityConfirmation.NumberUnknown)]
    [InlineData("documentLost", IdentityConfirmation.DocumentLost)]
    [InlineData("documentExpired", IdentityConfirmation.DocumentExpired)]
    public async Task Ask_EachResult_IsRead(string result, IdentityConfirmation expected)
    {
        script.Set(new() { Number = Question.Number, Result = result });
        Assert.Equal(expected, Assert.IsType<GatewayReply.Answered>(await AskAsync()).Result);
    }

    /// <summary>Tries: what may have been an accident is asked again within the budget, what will not mend itself is not.</summary>
    [Theory]
    [InlineData("error", "broken", 3)]
    [InlineData("cut", "unreachable", 3)]
    [InlineData("busy", "busy", 1)]
    [InlineData("refused", "refused", 1)]
    [InlineData("rejected", "rejected", 1)]
    [InlineData("redirect", "redirected", 1)]
    [InlineData("wrongSignature", "badSignature", 1)]
    [InlineData("oldSignature", "badSignature", 1)]
    [InlineData("replay", "badSignature", 1)]
    [InlineData("malformed", "malformed", 1)]
    [InlineData("unknownResult", "malformed", 1)]
    [InlineData("tooLong", "malformed", 1)]
    [InlineData("wrongPerson", "wrongAnswer", 1)]
    public async Task Ask_EachFault_HasItsReason(string fault, string reason, int tries)
    {
        script.Set(new() { Number = Question.Number, Fault = Enum.Parse<Fault>(fault, ignoreCase: true) });
        var reply = Assert.IsType<GatewayReply.NotAnswered>(await AskAsync());
        Assert.Equal((reason, tries), (EnumText<GatewayFailure>.Of(reply.Reason), Authority.Asked));
        Assert.Equal(fault == "busy" ? TimeSpan.FromMinutes(1) : null, reply.RetryAfter);
    }

    [Fact]
    public async Task Ask_TypeThatIsNotChecked_IsNoFailureOfTheGateway()
    {
        script.Set(new() { Number = Question.Number, Result = "notSupported" });
        for (var i = 0; i <= HttpIdentityGateway.LeastAsksToBreak; i++)
            Assert.Equal(new GatewayReply.NotAnswered(GatewayFailure.NotSupported), await AskAsync());
    }

    [Fact]
    public async Task Ask_FaultThatPasses_IsAskedAgainWithinTheBudget()
    {
        script.Set(new() { Number = Question.Number, Fault = Fault.Error, Times = 2 });
        Assert.IsType<GatewayReply.Answered>(await AskAsync());
        Assert.Equal(3, Authority.Asked);
    }

    [Fact]
    public async Task Ask_SlowAuthority_IsHeardWithinTheTimeOfATry()
    {
        script.Set(new() { Number = Question.Number, Fault = Fault.Slow, Milliseconds = 400 });
        Assert.IsType<GatewayReply.Answered>(await AskAsync());
        Assert.Equal(1, Authority.Asked);
    }

    [Fact]
    public async Task Ask_NoAnswer_EndsWithTheBudget()
    {
        script.Set(new() { Number = Question.Number, Fault = Fault.TimeOut });
        var start = clock.GetUtcNow();
        var asking = Gateway.AskAsync(Question, Ct);
        await arrived.WaitAsync(Ct);
        clock.Advance(TimeSpan.FromSeconds(2));
        var second = arrived.WaitAsync(Ct);
        await PassPausesAsync(second);
        Assert.False(asking.IsCompleted);
        clock.Advance(start + TimeSpan.FromSeconds(3) - clock.GetUtcNow());
        Assert.Equal(new GatewayReply.NotAnswered(GatewayFailure.TimeOut), await asking);
        Assert.Equal(2, Authority.Asked);
    }

    [Fact]
    public async Task Ask_NobodyListens_IsUnreachable()
    {
        var address = host!.Address;
        await host.DisposeAsync();
        host = null;
        using var lonely = At(address);
        var asking = lonely.AskAsync(Question, Ct);
        await PassPausesAsync(asking);
        Assert.Equal(new GatewayReply.NotAnswered(GatewayFailure.Unreachable), await asking);
    }

    [Fact]
    public async Task Ask_AfterABurstOfFaults_IsNotSentUntilTheBreakIsOver()
    {
        script.Set(new() { Number = "*", Fault = Fault.Refused, Times = HttpIdentityGateway.LeastAsksToBreak });
        for (var i = 0; i < HttpIdentityGateway.LeastAsksToBreak; i++)
            Assert.Equal(GatewayFailure.Refused, Assert.IsType<GatewayReply.NotAnswered>(await AskAsync()).Reason);
        Assert.Equal(GatewayFailure.CircuitOpen, Assert.IsType<GatewayReply.NotAnswered>(await AskAsync()).Reason);
        Assert.Equal(HttpIdentityGateway.LeastAsksToBreak, Authority.Asked);

        clock.Advance(HttpIdentityGateway.BreakFor);
        Assert.IsType<GatewayReply.Answered>(await AskAsync());
    }

    [Fact]
    public async Task Ask_UnderAnotherKey_IsRefused()
    {
        using var stranger = new HttpIdentityGateway(Options(host!.Address) with { Key = new byte[32] }, clock, () => 0.5);
        Assert.Equal(new GatewayReply.NotAnswered(GatewayFailure.Refused), await stranger.AskAsync(Question, Ct));
    }

    [Fact]
    public async Task Ask_GivenUpByTheCaller_Throws()
    {
        script.Set(new() { Number = Question.Number, Fault = Fault.TimeOut });
        using var stop = new CancellationTokenSource();
        var asking = Gateway.AskAsync(Question, stop.Token);
        await arrived.WaitAsync(Ct);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private static GatewayOptions Options(Uri address) => new() { Url = address, Client = Client, Key = Key };

    private HttpIdentityGateway At(Uri address) => new(Options(address), clock, () => 0.5);

    private async Task<GatewayReply> AskAsync()
    {
        var asking = Gateway.AskAsync(Question, Ct);
        await PassPausesAsync(asking);
        return await asking;
    }

    /// <summary>Lets short timers (pauses) fire until this is done, and never a time-out.</summary>
    private async Task PassPausesAsync(Task until)
    {
        while (!until.IsCompleted)
        {
            if (!clock.AdvanceToNext(Pause))
                await Task.WhenAny(until, Task.Delay(1, Ct));
        }

        await until;
    }
}
