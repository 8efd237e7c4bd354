using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Screening.Tests.Rules;

/// <summary>What an honest trade writes beside a weak word of wildlife.</summary>
public sealed class LawfulWordsTests
{
    /// <summary>A lawful material or product in the same text, or a form that everyday goods have, makes a weak word a question; a strong one stays what it is.</summary>
    [Theory]
    [InlineData("和田玉 白料 手镯", "contents.wildlifePossible")]
    [InlineData("玉髓血料吊坠", "contents.wildlifePossible")]
    [InlineData("白料 手镯", "contents.wildlifeCombined")]
    [InlineData("和田玉 白料 手镯 懂的来", "contents.wildlifeCombined")]
    [InlineData("非玉石 白料 手镯", "contents.wildlifeCombined")]
    [InlineData("白塑料 手串", "contents.wildlifeCombined")]
    [InlineData("象牙手镯 和田玉", "contents.wildlife")]
    [InlineData("西牛角 手串，送玻璃盒", "contents.wildlifeDisguised")]
    [InlineData("穿山甲 鳞片 和田玉", "contents.wildlifeCombined")]
    [InlineData("美甲片 雕花", "")]
    [InlineData("美甲甲片 延长 半成品", "")]
    [InlineData("甲片 雕花", "contents.wildlifeCombined")]
    [InlineData("黄龙玉 把件", "")]
    [InlineData("独角兽 吊坠", "contents.wildlifePossible")]
    [InlineData("独角兽 手串", "contents.wildlifeCombined")]
    [InlineData("独角兽 吊坠 按克", "contents.wildlifeCombined")]
    [InlineData("湖鼓 摆件", "contents.wildlifePossible")]
    [InlineData("像牙 吊坠", "contents.wildlifeDisguised")]
    [InlineData("ivory dress with resin beads", "contents.wildlifePossible")]
    [InlineData("ivory beads", "contents.wildlifeCombined")]
    [InlineData("XY 手链 字母", "contents.wildlifePossible")]
    [InlineData("XY 手链", "contents.wildlifeCombined")]
    [InlineData("H骨 吊顶", "")]
    [InlineData("H骨", "contents.wildlifePossible")]
    [InlineData("Rhino horn-shaped speaker", "")]
    [InlineData("雪豹皮衣 男装", "")]
    [InlineData("雪豹皮", "contents.wildlife")]
    public void WeakTerm_BesideLawfulGoods_IsAQuestion(string declared, string code) =>
        Assert.Equal(code, string.Join(' ', SampleParcel.Codes(SampleParcel.Declaring(declared)).Where(c => c.StartsWith("contents.wildlife", StringComparison.Ordinal))));

    [Fact]
    public void LoweredTerm_SaysWhatLowersIt()
    {
        var finding = Assert.Single(SampleParcel.Screen(SampleParcel.Declaring("和田玉 白料 手镯")).Findings, f => f.Code == "contents.wildlifePossible");
        Assert.Contains("“和田玉”", finding.Explanation.Zh, StringComparison.Ordinal);
        Assert.Contains("\"和田玉\"", finding.Explanation.En, StringComparison.Ordinal);
        Assert.Contains("“手镯”", finding.Explanation.Zh, StringComparison.Ordinal);
    }

    /// <summary>How to handle a parcel, and what an honest shop refuses, is no secrecy.</summary>
    [Theory]
    [InlineData("果冻，请勿开箱", false)]
    [InlineData("果冻 do not open", false)]
    [InlineData("果冻 不要加微", false)]
    [InlineData("果冻 不加微信", false)]
    [InlineData("果冻 加微信", true)]
    [InlineData("果冻 私聊", true)]
    [InlineData("果冻 不要验视", true)]
    public void WeakTerm_HandlingNoteOrRefusal_IsNoSecondSignal(string declared, bool red) =>
        Assert.Equal(red, SampleParcel.Screen(SampleParcel.Declaring(declared)).Lane >= Lane.Red);
}
