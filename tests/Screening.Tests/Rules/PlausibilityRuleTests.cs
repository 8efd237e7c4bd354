using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Rules;

public sealed class PlausibilityRuleTests
{
    private const string WeightCode = "contents.weightImplausible";
    private const string ValueCode = "contents.valueImplausible";

    [Theory]
    [InlineData("纯棉连衣裙", 1, "件", 420, false)]
    [InlineData("纯棉连衣裙", 1, "件", 30_000, true)]
    [InlineData("纯棉连衣裙", 1, "箱", 30_000, false)]
    [InlineData("纯棉连衣裙", 100, null, 30_000, false)]
    [InlineData("纯棉连衣裙", 100, null, 500, true)]
    [InlineData("手机支架", 1, null, 30, false)]
    [InlineData("手机 全新", 1, null, 30, true)]
    [InlineData("手机、连衣裙", 1, null, 2_500, false)]
    [InlineData("手机、电焊机", 1, null, 9_000, false)]
    [InlineData("无此物品表", 1, null, 1, false)]
    public void Weight_OfOneLine_FoundOnlyOutsideTheRange(string description, int quantity, string? unit, int grams, bool found) =>
        Assert.Equal(found, Codes(new() { Description = description, Quantity = quantity, Unit = unit, Weight = grams }).Contains(WeightCode));

    [Theory]
    [InlineData(3_000, 3_200, false)]
    [InlineData(3_000, 5_900, false)]
    [InlineData(3_000, 20_000, true)]
    [InlineData(3_000, 900, true)]
    public void Weight_OfTheParcel_MustFitItsLines(int line, int parcel, bool found) =>
        Assert.Equal(found, Codes(new() { Description = "无此物品表", Quantity = 1, Weight = line }, parcel).Contains(WeightCode));

    [Theory]
    [InlineData(300, false)]
    [InlineData(3_000, false)]
    [InlineData(40_000, true)]
    [InlineData(10, true)]
    public void Weight_OfTheParcel_SpeaksForItsOnlyLine(int parcel, bool found) =>
        Assert.Equal(found, Codes(new() { Description = "运动鞋", Quantity = 1 }, parcel).Contains(WeightCode));

    [Theory]
    [InlineData("189.00", "CNY", false)]
    [InlineData("999999999999.99", "CNY", true)]
    [InlineData("20000", "CNY", true)]
    [InlineData("20000.5", "JPY", false)]
    [InlineData("0", "CNY", false)]
    public void Value_OfOneLine_FoundOnlyWhenTooDear(string amount, string currency, bool found) =>
        Assert.Equal(found, Codes(new() { Description = "毛绒玩具", Quantity = 1, Weight = 500, Value = new(amount, currency) }).Contains(ValueCode));

    private static string[] Codes(DeclaredItem item, int? parcel = null) =>
        SampleParcel.Codes(SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Items = [item], Weight = parcel } });
}
