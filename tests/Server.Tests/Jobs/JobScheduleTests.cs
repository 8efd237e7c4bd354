using LogisticsScreening.Server.Jobs;

namespace LogisticsScreening.Server.Tests.Jobs;

public sealed class JobScheduleTests
{
    [Theory]
    [InlineData("0 3 * * *", "2026-11-22T08:00:00Z", "2026-11-23T03:00:00Z")]
    [InlineData("*/15 * * * *", "2026-11-22T08:00:00Z", "2026-11-22T08:15:00Z")]
    [InlineData("5-10/5,30 8 * * *", "2026-11-22T08:05:00Z", "2026-11-22T08:10:00Z")]
    [InlineData("0 0 1 1 *", "2026-11-22T08:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("0 0 * * 1", "2026-11-22T08:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData("0 0 29 2 *", "2026-11-22T08:00:00Z", "2028-02-29T00:00:00Z")]
    public void Cron_Next_IsTheFirstInstantAfter(string line, string after, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null), JobSchedule.Cron(line).Next(DateTimeOffset.Parse(after, null)));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("a * * * *")]
    [InlineData("1/2/3 * * * *")]
    [InlineData("-1 * * * *")]
    public void Cron_Malformed_Throws(string line) => Assert.Throws<FormatException>(() => JobSchedule.Cron(line));
}
