using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Text;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("ＸＹ", "xy")]
    [InlineData("ｱｲﾎﾞﾘｰ", "アイホリー")]
    [InlineData("㎏", "kg")]
    [InlineData("①②", "12")]
    [InlineData("ﬁne", "fine")]
    [InlineData("½", "1/2")]
    [InlineData("（含）", "(含)")]
    [InlineData("٣٤", "34")]
    public void Fold_WidthAndCompatibility_PlainForm(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("IVORY", "ivory")]
    [InlineData("ΣΊΣΥΦΟΣ", "σισυφοσ")]
    [InlineData("Straße", "strasse")]
    [InlineData("İSTANBUL", "istanbul")]
    [InlineData("ИВАН", "иван")]
    [InlineData("𝐈𝐕𝐎𝐑𝐘", "ivory")]
    public void Fold_Case_Lower(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("犀牛角雕", "犀牛角雕")]
    [InlineData("鶴頂紅", "鹤顶红")]
    [InlineData("硨磲", "砗磲")]
    [InlineData("瑇瑁", "玳瑁")]
    [InlineData("龜甲", "龟甲")]
    [InlineData("海馬乾", "海马干")]
    [InlineData("穿山甲鱗片", "穿山甲鳞片")]
    [InlineData("\uF914", "乐")]
    [InlineData("⽟⾻", "玉骨")]
    public void Fold_TraditionalAndVariants_StandardForm(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("喆")]
    [InlineData("堃")]
    [InlineData("瑙")]
    [InlineData("犭")]
    [InlineData("𬭎")]
    public void Fold_NameCharacterStandardInItsOwnRight_Stays(string name) => Assert.Equal(name, TextFolding.Fold(name));

    [Theory]
    [InlineData("象\u200B牙", "象牙")]
    [InlineData("\uFEFF象\u2060牙\u00AD", "象牙")]
    [InlineData("\u202E象牙\u202C", "象牙")]
    [InlineData("\u2066象\u2069牙", "象牙")]
    [InlineData("象\uFE00牙\uDB40\uDD00", "象牙")]
    [InlineData("象\0牙\u001B", "象牙")]
    [InlineData("ivo\u0336ry\u0301", "ivory")]
    [InlineData("xiàngyá", "xiangya")]
    public void Fold_InvisibleCharactersAndAccents_Gone(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("  a \t\u3000 b\u00A0\r\n", "a b")]
    [InlineData("\u3000\u3000", "")]
    [InlineData("", "")]
    [InlineData("a \u200B b", "a b")]
    public void Fold_WhiteSpace_TrimmedAndCollapsed(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    /// <summary>Not as attribute data: metadata is UTF-8 and cannot hold half a pair.</summary>
    [Fact]
    public void Fold_LoneSurrogates_ReplacementCharacter()
    {
        Assert.Equal("\uFFFD", TextFolding.Fold("\uD83D"));
        Assert.Equal("\uFFFD象", TextFolding.Fold("\uDC18象"));
        Assert.Equal("\uFFFD\uFFFD", TextFolding.Fold("\uD83D\u200B\uDC18"));
        Assert.Equal("🐘", TextFolding.Fold("🐘"));
    }

    [Fact]
    public void Fold_ComposedAndDecomposed_Equal()
    {
        Assert.Equal(TextFolding.Fold("\u1100\u1161\u11A8"), TextFolding.Fold("각"));
        Assert.Equal(TextFolding.Fold("n\u0303"), TextFolding.Fold("ñ"));
        Assert.Equal(TextFolding.Fold("カ\u3099"), TextFolding.Fold("ガ"));
    }

    [Fact]
    public void Fold_NothingToFold_SameInstance()
    {
        var text = new string("象牙 手串".AsSpan());
        Assert.Same(text, TextFolding.Fold(text));
    }

    [Theory]
    [InlineData("O'Neil-Smith", "oneilsmith")]
    [InlineData("买买提·艾力", "买买提艾力")]
    [InlineData(" 象 * 牙 ✨", "象牙")]
    [InlineData("---", "")]
    public void Join_Separators_Dropped(string text, string joined) => Assert.Equal(joined, TextFolding.Join(text));

    [Theory]
    [InlineData("", true)]
    [InlineData(" \u200B。*✨", true)]
    [InlineData("1", false)]
    [InlineData("白", false)]
    public void IsBlank_OnlySeparators_True(string text, bool blank) => Assert.Equal(blank, TextFolding.IsBlank(text));

    [Theory]
    [InlineData("幺三八０壹", "13801")]
    [InlineData("138", "138")]
    public void FoldDigits_ChineseDigits_Ascii(string text, string digits) => Assert.Equal(digits, TextFolding.FoldDigits(text));

    [Theory]
    [InlineData("AbZ-É", "abz-É")]
    [InlineData("abc", "abc")]
    public void ToLowerAscii_OnlyAscii(string text, string lower) => Assert.Equal(lower, TextFolding.ToLowerAscii(text));

    [Fact]
    public void SelfTest_GeneratedTables_NoProblem() => Assert.Null(TextSelfTest.Run());
}
