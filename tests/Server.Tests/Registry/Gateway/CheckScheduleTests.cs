using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Tests.Registry.Gateway;

public sealed class CheckScheduleTests
{
    private static readonly TimeSpan Renew = TimeSpan.FromDays(180);

    public static TheoryData<string> Reasons => [.. Enum.GetNames<GatewayFailure>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Wait_AfterAnyFailureAndAnyNumberOfThem_HasBounds(string reason)
    {
        foreach (var attempts in new[] { 1, 2, 7, 1000, int.MaxValue })
        {
            var wait = CheckSchedule.WaitAfter(new(Enum.Parse<GatewayFailure>(reason)), attempts, Renew, 1);
            Assert.InRange(wait, TimeSpan.FromSeconds(30), reason == nameof(GatewayFailure.NotSupported) ? Renew : TimeSpan.FromMinutes(72));
        }
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(20, 3600)]
    public void Wait_AfterTimeOuts_DoublesUpToAnHour(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CheckSchedule.WaitAfter(new(GatewayFailure.TimeOut), attempts, Renew, 0));

    [Theory]
    [InlineData(10, 30)]
    [InlineData(600, 600)]
    [InlineData(10_000_000, 86_400)]
    public void Wait_AskedForByTheOtherSide_IsKeptUpToADay(int wish, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CheckSchedule.WaitAfter(new(GatewayFailure.Busy, TimeSpan.FromSeconds(wish)), 1, Renew, 0));

    [Fact]
    public void Wait_OfWhatFailedTogether_IsSpread() =>
        Assert.NotEqual(CheckSchedule.WaitAfter(new(GatewayFailure.TimeOut), 1, Renew, 0), CheckSchedule.WaitAfter(new(GatewayFailure.TimeOut), 1, Renew, 1));
}
