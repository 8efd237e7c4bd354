using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Tests.Registry.Gateway;

public sealed class GatewayWakeTests
{
    /// <summary>A timer does not wait for its callback when it is disposed of, and what a callback throws ends the process.</summary>
    [Fact]
    public async Task TimeThatEndsJustAsSomebodyWakes_HarmsNothing()
    {
        var clock = new LateClock();
        using var wake = new GatewayWake();
        var waiting = wake.WaitAsync(TimeSpan.FromSeconds(1), clock, TestContext.Current.CancellationToken);
        wake.Wake();
        await waiting;

        Assert.NotNull(clock.Callback);
        clock.Callback();
    }

    /// <summary>Its timers are fired by hand, also when they are disposed of.</summary>
    private sealed class LateClock : TimeProvider
    {
        public Action? Callback { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Callback = () => callback(state);
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
