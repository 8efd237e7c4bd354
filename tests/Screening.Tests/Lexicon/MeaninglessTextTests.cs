namespace LogisticsScreening.Screening.Tests.Lexicon;

public sealed class MeaninglessTextTests
{
    [Theory]
    [InlineData("3filunnes")]
    [InlineData("asdfgh")]
    [InlineData("Qwrtz 12")]
    [InlineData("１２３４５")]
    [InlineData("啊啊啊啊")]
    [InlineData("zzz 2pcs?")]
    [InlineData("asdf")]
    [InlineData("qwer zxcv")]
    [InlineData("the asdf")]
    [InlineData("2filunne 3xkcdq")]
    [InlineData("routter")]
    public void IsMeaningless_NothingThatCouldBeSent_True(string text) => Assert.True(SampleParcel.Lexicon.IsMeaningless(text));

    [Theory]
    [InlineData("连衣裙")]
    [InlineData("iPhone手机")]
    [InlineData("phone case")]
    [InlineData("Socks x2")]
    [InlineData("shouji ke")]
    [InlineData("router")]
    [InlineData("wok")]
    [InlineData("2 cactuses")]
    [InlineData("Cherries, dried")]
    [InlineData("stapler 1x")]
    [InlineData("Chaye")]
    [InlineData("妈妈装")]
    [InlineData("книга")]
    [InlineData("티셔츠")]
    [InlineData("……！")]
    [InlineData("")]
    [InlineData("\uD83D")]
    public void IsMeaningless_WordsOfAnyKind_False(string text) => Assert.False(SampleParcel.Lexicon.IsMeaningless(text));

    [Theory]
    [InlineData("张豆腐", true)]
    [InlineData("欧阳老师", true)]
    [InlineData("李 老板", true)]
    [InlineData("张演文", false)]
    [InlineData("豆腐", false)]
    [InlineData("昆明演示豆腐有限公司", false)]
    [InlineData("Zhang先生", false)]
    public void IsOddName_SurnameWithAnEverydayWord_True(string name, bool odd) => Assert.Equal(odd, SampleParcel.Lexicon.IsOddName(name));
}
