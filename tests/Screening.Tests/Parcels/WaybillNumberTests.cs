using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Parcels;

public sealed class WaybillNumberTests
{
    [Theory]
    [InlineData("SF1390000000008", "SF1390000000008")]
    [InlineData("sf1390000000008", "SF1390000000008")]
    [InlineData("-Sf-139-0000000008-", "SF1390000000008")]
    [InlineData("JDVA0001-1-2-", "JDVA000112")]
    [InlineData("JDVA0001-1-2", "JDVA000112")]
    [InlineData("JDVA0001-2-2-", "JDVA000122")]
    [InlineData("----", "----")]
    [InlineData("", "")]
    public void Key_AnySpelling_IsOne(string number, string key)
    {
        Assert.Equal(key, WaybillNumber.Key(number));
        Assert.Equal(key, WaybillNumber.Key(key));
    }

    [Fact]
    public void Seed_AnySpelling_IsOne() =>
        Assert.Equal(Screener.SeedOf("key"u8, "SF", "SF139", 1), Screener.SeedOf("key"u8, "SF", "sf-139", 1));
}
