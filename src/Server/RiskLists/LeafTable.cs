using System.Runtime.CompilerServices;
using System.Text;
using LogisticsScreening.Screening.Lists;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>
/// Ids and leaves of a version's rows in a few large blocks: as two million objects they would make every collection of garbage, and so the scans of that moment, wait
/// for a tenth of a second.
/// </summary>
internal sealed class LeafTable
{
    private readonly List<int> ends = [0];
    private byte[] ids = new byte[1024];
    private byte[] leaves = new byte[1024];
    private int[]? order;

    public int Count => ends.Count - 1;

    /// <exception cref="InvalidDataException">Not the length of a leaf.</exception>
    public void Add(string id, ReadOnlySpan<byte> leaf)
    {
        if (leaf.Length != ListVersion.LeafBytes)
            throw new InvalidDataException($"The leaf of {id} is not a leaf: the table was changed by hand.");
        var end = ends[^1] + Encoding.UTF8.GetByteCount(id);
        Grow(ref ids, end);
        Encoding.UTF8.GetBytes(id, ids.AsSpan(ends[^1]));
        Grow(ref leaves, (Count + 1) * ListVersion.LeafBytes);
        leaf.CopyTo(leaves.AsSpan(Count * ListVersion.LeafBytes));
        ends.Add(end);
        order = null;
    }

    /// <summary>A copy of the leaves, one after another in ordinal order of their ids: what a version's tree stands on.</summary>
    public byte[] InOrder()
    {
        var sorted = new byte[Count * ListVersion.LeafBytes];
        for (var place = 0; place < Count; place++)
            Copy(Order[place], sorted.AsSpan(place * ListVersion.LeafBytes));
        return sorted;
    }

    // A call of its own: inlined, the million copies are one stretch in which the runtime cannot stop this thread, and whoever needs a collection waits for its end.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Copy(int row, Span<byte> target) => leaves.AsSpan(row * ListVersion.LeafBytes, ListVersion.LeafBytes).CopyTo(target);

    /// <summary>Place of an id in that order, from 0; negative when it is not there.</summary>
    public int PlaceOf(string id)
    {
        var wanted = Encoding.UTF8.GetBytes(id);
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var compared = Id(Order[middle]).SequenceCompareTo(wanted);
            if (compared == 0)
                return middle;
            (low, high) = compared < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private int[] Order => order ??= Sort();

    private int[] Sort()
    {
        var rows = new int[Count];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        rows.AsSpan().Sort((one, other) => Id(one).SequenceCompareTo(Id(other)));
        return rows;
    }

    /// <summary>Ids are ASCII, so that the order of bytes is the ordinal one.</summary>
    private ReadOnlySpan<byte> Id(int row) => ids.AsSpan(ends[row]..ends[row + 1]);

    private static void Grow(ref byte[] block, int length)
    {
        if (length > block.Length)
            Array.Resize(ref block, Math.Max(length, 2 * block.Length));
    }
}
