using System.Security.Cryptography;
using LogisticsScreening.Screening.Lists;

namespace LogisticsScreening.Screening.Tests.Lists;

public sealed class ListProofTests
{
    [Fact]
    public void Path_OfEveryLeafOfEverySizeUpTo33_LeadsToTheRoot()
    {
        for (var count = 1; count <= 33; count++)
        {
            var leaves = Leaves(count);
            var root = ListVersion.Root(leaves);
            for (var index = 0; index < count; index++)
                Assert.Equal(root, ListVersion.RootFrom(leaves[index], index, count, ListVersion.Path(leaves, index)));
        }
    }

    /// <summary>Wherever the leaves are split in those known and those that follow.</summary>
    [Fact]
    public void Peaks_OfTheFirstLeaves_GiveTheRootWithAnyFurtherOnes()
    {
        for (var count = 0; count <= 33; count++)
        {
            var leaves = Leaves(count);
            for (var known = 0; known <= count; known++)
            {
                var peaks = LeafPeaks.Of([.. leaves.Take(known).SelectMany(leaf => leaf)]);
                byte[] more = [.. leaves.Skip(known).SelectMany(leaf => leaf)];
                Assert.Equal(ListVersion.Root(leaves), peaks.RootWith(more));
                // Asking leaves them as they are.
                Assert.Equal(ListVersion.Root(leaves), peaks.RootWith(more));
            }
        }
    }

    [Fact]
    public void RootFrom_AnotherLeafPlaceOrPath_GivesAnotherRootOrNone()
    {
        var leaves = Leaves(7);
        var root = ListVersion.Root(leaves);
        var path = ListVersion.Path(leaves, 4);
        Assert.NotEqual(root, ListVersion.RootFrom(leaves[3], 4, 7, path));
        Assert.NotEqual(root, ListVersion.RootFrom(leaves[4], 5, 7, path));
        Assert.NotEqual(root, ListVersion.RootFrom(leaves[4], 4, 7, [.. path.Reverse()]));
        Assert.Null(ListVersion.RootFrom(leaves[4], 4, 7, [.. path.Take(path.Count - 1)]));
        Assert.Null(ListVersion.RootFrom(leaves[4], 4, 7, [.. path, leaves[0]]));
        Assert.Null(ListVersion.RootFrom(leaves[4], 7, 7, path));
        Assert.Null(ListVersion.RootFrom(leaves[4], -1, 7, path));
    }

    private static List<byte[]> Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => SHA256.HashData([(byte)i]))];
}
