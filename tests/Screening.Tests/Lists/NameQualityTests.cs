using LogisticsScreening.Screening.Quality;
using LogisticsScreening.Screening.Tests.Lexicon;

namespace LogisticsScreening.Screening.Tests.Lists;

/// <summary>The bars for names, on the sets of <c>./dev quality</c>.</summary>
public sealed class NameQualityTests
{
    private static readonly Lazy<NameQuality> Names = new(() => new());

    [Theory]
    [InlineData(true, false, 0.92)]
    [InlineData(true, true, 0.92)]
    [InlineData(false, false, 0.80)]
    [InlineData(false, true, 0.80)]
    public void NamePairs_EitherHalf_ReachTheBar(bool chinese, bool heldOut, double leastF1)
    {
        var all = Names.Value.All(chinese, heldOut);
        Assert.InRange(all.Positives, 1_000, 20_000);
        Assert.InRange(all.Negatives, 1_000, 20_000);
        Assert.InRange(all.F1, leastF1, 1);
    }

    /// <summary>The bar is for a million entries, which <c>./dev quality</c> measures; a tenth of them must not come near it.</summary>
    [Fact]
    public void OrdinaryParcels_LongList_StayUnderTheBar() => Assert.InRange(new ListQuality(ReferenceRows.Load(), entries: 100_000).FalseAlerts, 0, 2);

    /// <summary>Neighbours are no hits, towns without their signs are found, and parts of a name at the door are looked at; the floors are those of docs/quality.md, rounded down.</summary>
    [Fact]
    public void PeopleRoundADoor_LikeNamesAndParts_ReachTheBar()
    {
        var doors = new DoorQuality(ReferenceRows.Load());
        Assert.InRange(doors.LikeNamedRedPer10000, 0, 2);
        Assert.InRange(doors.RecallWithoutSigns(heldOut: true), 0.98, 1);
        Assert.InRange(doors.PartsF1(heldOut: true), 0.98, 1);
    }
}
