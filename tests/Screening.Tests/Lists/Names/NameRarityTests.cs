using LogisticsScreening.Screening.Lists.Names;

namespace LogisticsScreening.Screening.Tests.Lists.Names;

/// <summary>All names are invented.</summary>
public sealed class NameRarityTests
{
    private readonly NameReading reading = new();

    [Theory]
    [InlineData("张伟", 200_000)]
    [InlineData("王英华", 5_000)]
    [InlineData("翟晓铭", 20)]
    public void Estimated_CommonNames_HaveMoreBearers(string name, int about) => Assert.InRange(Of(NameRarity.Estimated, name), about / 2, about * 3);

    [Theory]
    [InlineData("Anna Testova")]
    [InlineData("买买提·艾力")]
    [InlineData("演示商贸有限公司")]
    [InlineData("张*")]
    public void PerBillion_OfWhatTheSharesSayNothing_IsNeverRare(string name)
    {
        Assert.Equal(int.MaxValue, Of(NameRarity.Estimated, name));
        Assert.Equal(int.MaxValue, Of(Measured, name));
    }

    [Theory]
    [InlineData("翟晓铭", 50 * 900)]
    [InlineData("翟曉銘", 50 * 900)]
    [InlineData("张晓铭", 70_000 * 900)]
    [InlineData("翟建", 50 * 20)]
    [InlineData("钱建", 50 * 20)]
    public void Measured_SharesOfRegistrations_AreMultiplied_AndWhatIsNotThereIsAsTheRarest(string name, int millionth) => Assert.Equal(millionth / 1_000, Of(Measured, name));

    [Fact]
    public void Shares_OfManyNames_TellNothingOfFewPeople()
    {
        var counter = new NameShareCounter();
        for (var i = 0; i < NameShareCounter.LeastNames; i++)
            counter.Add(i < NameShareCounter.LeastBearers - 1 ? "翟晓铭" : i % 2 == 0 ? "张伟" : "李建国");
        foreach (var passedOver in new[] { "Anna Testova", "买买提·艾力", "演示商贸有限公司", "", "张*" })
            counter.Add(passedOver);
        Assert.Equal(NameShareCounter.LeastNames, counter.Counted);
        Assert.Equal(
            [(NamePart.Surname, "李"), (NamePart.Surname, "张"), (NamePart.Given, "建国"), (NamePart.Given, "伟")],
            counter.Shares().Select(s => (s.Part, s.Name)));
        Assert.All(counter.Shares(), s => Assert.InRange(s.PerMillion, 499_000, 500_000));
    }

    [Fact]
    public void Shares_OfTooFewNames_AreRefused()
    {
        var counter = new NameShareCounter();
        counter.Add("张伟");
        Assert.Contains("1 were counted", Assert.Throws<InvalidOperationException>(counter.Shares).Message, StringComparison.Ordinal);
    }

    private static NameRarity Measured { get; } = new(
    [
        new(NamePart.Surname, "张", 70_000), new(NamePart.Surname, "翟", 50), new(NamePart.Given, "晓铭", 900), new(NamePart.Given, "伟", 20),
    ]);

    private int Of(NameRarity rarity, string name)
    {
        reading.Read(name);
        return rarity.PerBillion(reading);
    }
}
