using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Text;

public sealed class PronunciationTests
{
    [Theory]
    [InlineData('象', "xiang4")]
    [InlineData('牙', "ya2")]
    [InlineData('角', "jiao3 jue2")]
    [InlineData('车', "che1 ju1")]
    [InlineData('绿', "lv4 lu4")]
    [InlineData('吗', "ma2 ma3")]
    [InlineData('犭', "quan3")]
    [InlineData('a', "")]
    [InlineData('、', "")]
    public void Of_Character_ItsReadingsTheMostCommonFirst(char folded, string expected) =>
        Assert.Equal(expected, string.Join(' ', Pronunciation.Of(folded).ToArray().Select(r => $"{Pronunciation.Spelling(r.Syllable)}{r.Tone}")));

    [Fact]
    public void Syllable_EverySpelling_ItsNumber()
    {
        for (var syllable = 1; syllable <= Pronunciation.Syllables; syllable++)
            Assert.Equal(syllable, Pronunciation.Syllable(Pronunciation.Spelling(syllable)));
    }

    [Theory]
    [InlineData("lyu", "lv")]
    [InlineData("nue", "nve")]
    [InlineData("xiangya", null)]
    [InlineData("", null)]
    public void Syllable_OtherSpellings_SameNumberOrNone(string pinyin, string? same) =>
        Assert.Equal(same is null ? 0 : Pronunciation.Syllable(same), Pronunciation.Syllable(pinyin));

    [Fact]
    public void Of_StandardCharacters_NearlyAllHaveAReading()
    {
        // 7,000 and more ideographs of the first block are everyday ones; folded-away traditional forms have none.
        var read = Enumerable.Range(0x4E00, 0x5200).Count(c => !Pronunciation.Of((char)c).IsEmpty);
        Assert.InRange(read, 15_000, 21_000);
        Assert.True(Pronunciation.Of('馬').IsEmpty);
        Assert.Equal(Pronunciation.Main('马'), Pronunciation.Syllable("ma"));
    }
}
