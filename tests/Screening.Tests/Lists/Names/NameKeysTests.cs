using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Quality;

namespace LogisticsScreening.Screening.Tests.Lists.Names;

public sealed class NameKeysTests
{
    private readonly NameReading reading = new();
    private readonly NameKeys keys = new();

    /// <summary>What the candidate search rests on: a pair that the matcher lets pass and no key brings together would never be compared.</summary>
    [Fact]
    public void Near_AnyTwoNamesThatMatch_ShareAKey()
    {
        var names = SampleNames.Make(700, seed: 20261127);
        var near = names.Select(n => KeysOf(n, NameReach.Near)).ToArray();
        var matches = 0;
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (NameMatcher.Compare(names[i], names[j]).Tier == NameTier.None)
                    continue;
                matches++;
                Assert.True(near[i].Overlaps(near[j]), $"{names[i]} and {names[j]} share no key.");
            }
        }

        Assert.InRange(matches, 1_000, 200_000);
    }

    [Fact]
    public void Near_PairsOfTheQualitySets_ShareAKeyWhenTheyMatch()
    {
        foreach (var pair in new ChineseNames(20261127).Make().Concat(new Quality.LatinNames(20261127).Make()))
        {
            if (NameMatcher.Compare(pair.A, pair.B).Tier != NameTier.None)
                Assert.True(KeysOf(pair.A, NameReach.Near).Overlaps(KeysOf(pair.B, NameReach.Near)), $"{pair.A} and {pair.B} ({pair.Kind}) share no key.");
        }
    }

    [Fact]
    public void Sound_NamesOfTheSameSound_ShareAKeyAndOthersDoNot()
    {
        foreach (var other in new[] { "张晓明", "張曉明", "张小铭", "晓明张", "Zhang Xiaoming", "XIAO MING ZHANG", "zhangxiaoming" })
            Assert.True(KeysOf("张晓明", NameReach.Sound).Overlaps(KeysOf(other, NameReach.Sound)), other);
        foreach (var other in new[] { "张晓东", "张明", "李晓明", "Zhang Xiaohong", "John Sample" })
            Assert.False(KeysOf("张晓明", NameReach.Sound).Overlaps(KeysOf(other, NameReach.Sound)), other);
    }

    [Theory]
    [InlineData("张*")]
    [InlineData("")]
    [InlineData("···")]
    public void Read_NothingToCompare_HasNoKeys(string name) => Assert.Empty(KeysOf(name, NameReach.Near));

    [Theory]
    [InlineData("xian", 1)]
    [InlineData("zhangxiaoming", 2)]
    [InlineData("sample", 0)]
    [InlineData("fangan", 2)]
    public void Pinyin_Letters_AreReadInEveryWay(string letters, int leastWays)
    {
        var pinyin = new PinyinReadings();
        pinyin.Read(letters);
        Assert.True(leastWays == 0 ? pinyin.Count == 0 : pinyin.Count >= leastWays);
    }

    private HashSet<ulong> KeysOf(string name, NameReach reach)
    {
        reading.Read(name);
        keys.Read(reading);
        return [.. keys.Of(reach)];
    }
}
