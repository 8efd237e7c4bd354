namespace LogisticsScreening.Screening.Tests.Rules;

/// <summary>Ways to hide a word of wildlife that are neither in the generated quality sets nor in the samples of each layer, each beside ordinary goods that look the same.</summary>
public sealed class HiddenWordsTests
{
    [Theory]
    [InlineData("犀甪", "contents.wildlifePossible")]
    [InlineData("犀甪 手串", "contents.wildlifeDisguised")]
    [InlineData("甪直古镇门票", "")]
    [InlineData("穿3甲 克价", "contents.wildlifeCombined")]
    [InlineData("穿3甲套装", "")]
    [InlineData("cs甲鳞片", "contents.wildlifeDisguised")]
    [InlineData("cs甲粉", "contents.wildlifePossible")]
    [InlineData("cs甲粉 按克", "contents.wildlifeDisguised")]
    [InlineData("xn角", "")]
    [InlineData("xn角 手串", "contents.wildlifeDisguised")]
    [InlineData("pangoln scales", "contents.wildlifeDisguised")]
    [InlineData("rhino hron", "contents.wildlifePossible")]
    [InlineData("ivry bracelet", "contents.wildlifeCombined")]
    [InlineData("ivry", "")]
    [InlineData("tiger one jersey", "")]
    [InlineData("lion one bracelet", "")]
    [InlineData("象丨牙", "contents.wildlife")]
    [InlineData("象の牙", "contents.wildlife")]
    [InlineData("穿丶山丶甲丶片", "contents.wildlife")]
    [InlineData("大象の牙刷", "")]
    [InlineData("大象丨牙刷", "")]
    [InlineData("草莓の果冻", "")]
    [InlineData("象★★★★★★★★★★★★牙", "contents.wildlife")]
    [InlineData("象          ★          牙", "contents.wildlife")]
    [InlineData("象………………………………牙", "")]
    [InlineData("marfil", "contents.wildlifePossible")]
    [InlineData("pulsera de marfil", "contents.wildlifeCombined")]
    [InlineData("vestido color marfil", "")]
    [InlineData("рог носорога", "contents.wildlife")]
    [InlineData("全新р~о~г~н~о~с~о~р~о~г~а 一件", "contents.wildlife")]
    [InlineData("象(･ω･)牙", "contents.wildlife")]
    [InlineData("Слоновая кость, резьба", "contents.wildlifeCombined")]
    [InlineData("球蟒", "contents.wildlifePossible")]
    [InlineData("陆龟饲料", "")]
    public void HiddenWord_AndItsOrdinaryTwin(string declared, string code) =>
        Assert.Equal(code, string.Join(' ', SampleParcel.Codes(SampleParcel.Declaring(declared)).Where(c => c.StartsWith("contents.wildlife", StringComparison.Ordinal))));

    [Fact]
    public void LetterLeftOut_IsExplainedAsSuch()
    {
        var finding = Assert.Single(SampleParcel.Screen(SampleParcel.Declaring("rhino hrn")).Findings, f => f.Code == "contents.wildlifePossible");
        Assert.Contains("少写一个字母", finding.Explanation.Zh, StringComparison.Ordinal);
        Assert.Contains("a letter left out", finding.Explanation.En, StringComparison.Ordinal);
    }

    /// <summary>Live animals are barred from the mail whatever the species; a listed one is wildlife too.</summary>
    [Theory]
    [InlineData("活体陆龟", true, true)]
    [InlineData("球蟒 活体", true, true)]
    [InlineData("活体 守宫", true, false)]
    [InlineData("活体变色龙", true, true)]
    [InlineData("live tortoise", true, true)]
    [InlineData("live geckos", true, false)]
    [InlineData("活体 水草", false, false)]
    [InlineData("活体 益生菌", false, false)]
    [InlineData("陆龟 加热灯", false, false)]
    [InlineData("变色龙 车漆", false, false)]
    public void LiveAnimal_IsProhibited(string declared, bool prohibited, bool wildlife)
    {
        var codes = SampleParcel.Codes(SampleParcel.Declaring(declared));
        Assert.Equal(prohibited, codes.Contains("contents.prohibited"));
        Assert.Equal(wildlife, codes.Any(c => c.StartsWith("contents.wildlife", StringComparison.Ordinal)));
    }
}
