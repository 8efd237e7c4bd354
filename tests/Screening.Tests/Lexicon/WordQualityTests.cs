using LogisticsScreening.Screening.Quality;

namespace LogisticsScreening.Screening.Tests.Lexicon;

/// <summary>The bars for words, on the sets of <c>./dev quality</c>; docs/quality.md holds what is reached.</summary>
public sealed class WordQualityTests
{
    private const double LeastRecall = 0.95;
    private const double LeastDoubleRecall = 0.90;
    private const double LeastPrecision = 0.90;
    private const double MostRed = 5;

    private static readonly Lazy<WordQuality> Words = new(() => new(ReferenceRows.Load()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DisguisedWords_EitherHalf_ReachTheBars(bool heldOut)
    {
        var all = Words.Value.All(heldOut);
        Assert.InRange(all.Positives, 3_000, 20_000);
        Assert.InRange(all.Recall, LeastRecall, 1);
        Assert.InRange(all.Precision, LeastPrecision, 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TwoTricksAtOnce_EitherHalf_ReachTheBars(bool heldOut)
    {
        var all = Words.Value.AllDoubles(heldOut);
        Assert.InRange(all.Positives, 2_000, 20_000);
        Assert.InRange(all.Recall, LeastDoubleRecall, 1);
        Assert.InRange(all.Precision, LeastPrecision, 1);
    }

    [Fact]
    public void OrdinaryGoods_WordsAlone_StayQuiet() => Assert.InRange(Words.Value.Ordinary(Words.Value.OrdinaryGoods).Red, 0, MostRed);
}
