using LogisticsScreening.Screening.Lists.Names;

namespace LogisticsScreening.Screening.Tests.Lists.Names;

/// <summary>All names are invented.</summary>
public sealed class NameMatcherTests
{
    [Theory]
    [InlineData("张晓明", "张晓明", NameTier.Same)]
    [InlineData("张 晓明", "张晓明", NameTier.Same)]
    [InlineData("晓明张", "张晓明", NameTier.Same)]
    [InlineData("明 欧阳", "欧阳明", NameTier.Same)]
    [InlineData("阿里木·买买提", "阿里木•买买提", NameTier.Same)]
    [InlineData("阿里木买买提", "阿里木・买买提", NameTier.Same)]
    [InlineData("張曉明", "张晓明", NameTier.Variant)]
    [InlineData("张小明", "张晓明", NameTier.Homophone)]
    [InlineData("章晓铭", "张晓明", NameTier.Homophone)]
    [InlineData("王伟", "王威", NameTier.Homophone)]
    [InlineData("善晓明", "单晓明", NameTier.Homophone)]
    [InlineData("求晓明", "仇晓明", NameTier.Homophone)]
    [InlineData("张晓日月", "张晓明", NameTier.None)]
    [InlineData("李末", "李未", NameTier.LookAlike)]
    [InlineData("张晓明", "张晓东", NameTier.OneEdit)]
    [InlineData("张晓明", "张明晓", NameTier.OneEdit)]
    [InlineData("张明", "张晓明", NameTier.OneEdit)]
    [InlineData("张晓明", "李晓明", NameTier.None)]
    [InlineData("张伟", "张强", NameTier.None)]
    [InlineData("张晓明", "张建国", NameTier.None)]
    [InlineData("张晓明", "Zhang Xiaoming", NameTier.Romanised)]
    [InlineData("张晓明", "XIAO MING ZHANG", NameTier.Romanised)]
    [InlineData("张晓明", "zhangxiaoming", NameTier.Romanised)]
    [InlineData("单晓明", "Shan Xiaoming", NameTier.Romanised)]
    [InlineData("欧阳绿", "Lyu Ouyang", NameTier.Romanised)]
    [InlineData("吕晓明", "Lu Xiaoming", NameTier.Romanised)]
    [InlineData("张晓明", "Zhang Xiaohong", NameTier.None)]
    [InlineData("张晓明", "Li Xiaoming", NameTier.None)]
    [InlineData("Zhang 晓明", "张晓明", NameTier.Romanised)]
    [InlineData("张 xiaoming", "张小明", NameTier.Romanised)]
    [InlineData("晓明 Zhang", "zhang晓ming", NameTier.Romanised)]
    [InlineData("张晓ming", "Zhang Xiaoming", NameTier.Romanised)]
    [InlineData("Zhang 晓明", "Zhang 晓明", NameTier.Same)]
    [InlineData("单xiaoming", "单晓明", NameTier.Romanised)]
    [InlineData("Zhang 晓明", "李晓明", NameTier.None)]
    [InlineData("张晓Jack", "张晓明", NameTier.None)]
    [InlineData("艾力·买买提", "买买提·艾力", NameTier.Same)]
    [InlineData("阿里木·买买提", "买买提·阿力木", NameTier.Homophone)]
    [InlineData("甲乙·丙丁·戊", "戊·甲乙·丙丁", NameTier.Same)]
    [InlineData("艾力·买买提", "买买艾力·提", NameTier.None)]
    [InlineData("晓铭张", "张晓明", NameTier.Homophone)]
    [InlineData("晓明章", "张晓明", NameTier.Homophone)]
    [InlineData("𠮷田明", "吉田明", NameTier.Variant)]
    public void Compare_NamesInCharacters_HasTheTier(string a, string b, NameTier tier) => AssertTier(a, b, tier);

    [Theory]
    [InlineData("Anna Testova", "TESTOVA, Anna", NameTier.Same)]
    [InlineData("Zhang Xiaoming", "Xiao Ming Zhang", NameTier.Same)]
    [InlineData("Zhang Xiaoming", "Zhangxiaoming", NameTier.Same)]
    [InlineData("Jose Alvarez", "José Álvarez", NameTier.Variant)]
    [InlineData("Mohammed Sample", "Muhamad Sample", NameTier.LookAlike)]
    [InlineData("Mr. Jan van der Sample", "Jan Sample", NameTier.Same)]
    [InlineData("Peter O'Sample", "Peter Osample", NameTier.Same)]
    [InlineData("Jonathan Sample", "Jonathon Sample", NameTier.OneEdit)]
    [InlineData("J. Sample", "John Sample", NameTier.OneEdit)]
    [InlineData("John Peter Sample", "John Sample", NameTier.OneEdit)]
    [InlineData("J. S.", "John Sample", NameTier.None)]
    [InlineData("Sample", "John Sample", NameTier.None)]
    [InlineData("John Sample", "Mary Sample", NameTier.None)]
    [InlineData("Li Wei", "Li Wen", NameTier.None)]
    [InlineData("Wang Fang", "Wang Feng", NameTier.None)]
    public void Compare_LatinNames_HasTheTier(string a, string b, NameTier tier) => AssertTier(a, b, tier);

    [Theory]
    [InlineData("")]
    [InlineData("···")]
    [InlineData("张*")]
    [InlineData("\uD800")]
    public void Compare_NothingToCompare_IsLikeNone(string name) => Assert.Equal(NameMatch.Different, NameMatcher.Compare(name == "\uD800" ? "张晓明" : name, name));

    [Fact]
    public void Compare_StrongerEvidence_ScoresHigher()
    {
        (string A, string B)[] pairs = [("张晓明", "张晓明"), ("張晓明", "张晓明"), ("张晓铭", "张晓明"), ("张小明", "张晓明"), ("张晓末", "张晓未"), ("张明晓", "张晓明"), ("张晓东", "张晓明")];
        var scores = pairs.Select(p => NameMatcher.Compare(p.A, p.B).Score).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(scores, s => Assert.InRange(s, NameMatcher.Least, 10_000));
    }

    [Fact]
    public void Compare_AnyTwoNames_IsSymmetricAndANameEqualsItself()
    {
        var names = SampleNames.Make(400, seed: 20261124);
        foreach (var a in names)
        {
            Assert.Equal(new(10_000, NameTier.Same), NameMatcher.Compare(a, a));
            foreach (var b in names)
                Assert.Equal(NameMatcher.Compare(a, b), NameMatcher.Compare(b, a));
        }
    }

    private static void AssertTier(string a, string b, NameTier tier)
    {
        var match = NameMatcher.Compare(a, b);
        Assert.Equal(tier, match.Tier);
        Assert.Equal(tier != NameTier.None, match.Score >= NameMatcher.Least);
    }
}
