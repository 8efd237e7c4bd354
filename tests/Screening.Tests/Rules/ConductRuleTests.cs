namespace LogisticsScreening.Screening.Tests.Rules;

public sealed class ConductRuleTests
{
    [Theory]
    [InlineData("items[0].description", "behaviour.goodsReworded")]
    [InlineData("items[12].nature", "behaviour.goodsReworded")]
    [InlineData("items[0].unit", "behaviour.goodsReworded")]
    [InlineData("remarks", "behaviour.goodsReworded")]
    [InlineData("items[0].weight", "behaviour.declarationChanged")]
    [InlineData("recipient.address", "behaviour.declarationChanged")]
    public void ChangedField_WhoseWordsAreScreened_CountsAsReworded(string field, string code) =>
        Assert.Contains(code, SampleParcel.Codes(CodeSamples.Reworded(field, "前", "后")));
}
