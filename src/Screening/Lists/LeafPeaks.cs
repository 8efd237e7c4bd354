namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// The tree of <see cref="ListVersion"/> over leaves that come one after another, kept as the complete trees they have grown to: a million leaves are remembered in twenty hashes, and a root
/// over them and further ones needs nothing else.
/// </summary>
public sealed class LeafPeaks
{
    private readonly byte[] peaks = new byte[(8 * sizeof(int) * ListVersion.LeafBytes) + ListVersion.LeafBytes];
    private int count;

    public int Count => count;

    /// <param name="leaves">One after another.</param>
    public static LeafPeaks Of(ReadOnlySpan<byte> leaves)
    {
        var grown = new LeafPeaks();
        grown.Add(leaves);
        return grown;
    }

    /// <summary>Hex root over these leaves and, behind them, the given ones.</summary>
    /// <param name="more">One after another.</param>
    public string RootWith(ReadOnlySpan<byte> more)
    {
        var all = new LeafPeaks { count = count };
        peaks.CopyTo(all.peaks, 0);
        all.Add(more);
        return all.Root();
    }

    /// <summary>Every bit of the count is one tree, the largest first: a new leaf joins the trees of its own height, as ones are carried in adding.</summary>
    private void Add(ReadOnlySpan<byte> leaves)
    {
        for (; !leaves.IsEmpty; leaves = leaves[ListVersion.LeafBytes..], count++)
        {
            var trees = int.PopCount(count);
            leaves[..ListVersion.LeafBytes].CopyTo(Peak(trees));
            for (var carried = count; (carried & 1) == 1; carried >>= 1, trees--)
                ListVersion.Node(Peak(trees - 1), Peak(trees), Peak(trees - 1));
        }
    }

    /// <summary>Joins the trees from the smallest up; they are no longer needed.</summary>
    private string Root()
    {
        if (count == 0)
            return ListVersion.OfNothing;
        for (var last = int.PopCount(count) - 1; last > 0; last--)
            ListVersion.Node(Peak(last - 1), Peak(last), Peak(last - 1));
        return Convert.ToHexStringLower(Peak(0));
    }

    private Span<byte> Peak(int tree) => peaks.AsSpan(tree * ListVersion.LeafBytes, ListVersion.LeafBytes);
}
