namespace LogisticsScreening.Server.Tests;

/// <summary>The machine's clock, moved ahead: a server under it lives on as ever, on a later day.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
