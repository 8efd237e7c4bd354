using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// The version of a list: a Merkle root (RFC 6962 shape: 0x00 before leaves, 0x01 before inner nodes) over salted entry hashes in the order of their ids,
/// so that one entry can be proved to belong to the version without showing any other. What was set aside follows the entries, in the order of its own ids:
/// a list without suppressions keeps the version it always had, and an entry its place.
/// </summary>
public static class ListVersion
{
    public const int LeafBytes = SHA256.HashSizeInBytes;

    /// <summary>Root of a list without entries: SHA-256 of nothing.</summary>
    public static string OfNothing { get; } = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <summary>Leaf of one entry: SHA-256(0x00 || salt || canonical entry).</summary>
    public static byte[] Leaf(RiskListEntry entry, ReadOnlySpan<byte> salt, CanonicalJson json)
    {
        json.Clear();
        Write(json, entry);
        return Leaf(salt, json);
    }

    /// <summary>As for an entry. The two can never be taken for one another: an entry has a kind, a suppression an entryId.</summary>
    public static byte[] Leaf(Suppression suppression, ReadOnlySpan<byte> salt, CanonicalJson json)
    {
        json.Clear();
        Write(json, suppression);
        return Leaf(salt, json);
    }

    private static byte[] Leaf(ReadOnlySpan<byte> salt, CanonicalJson json) => Leaf(salt, json.Written);

    /// <summary>As for an entry, whose canonical form is at hand already.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonical)
    {
        var length = 1 + salt.Length + canonical.Length;
        var input = ArrayPool<byte>.Shared.Rent(length);
        input[0] = 0;
        salt.CopyTo(input.AsSpan(1));
        canonical.CopyTo(input.AsSpan(1 + salt.Length));
        var leaf = SHA256.HashData(input.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(input, clearArray: true);
        return leaf;
    }

    /// <param name="leaves">In ordinal order of the entries' ids, then of the suppressions'.</param>
    public static string Root(IReadOnlyList<byte[]> leaves) => LeafPeaks.Of(Packed(leaves)).RootWith([]);

    /// <summary>The neighbours that lead from one leaf to the root, from the bottom up: what proves an entry without showing another.</summary>
    /// <param name="leaves">In ordinal order of the entries' ids.</param>
    /// <param name="index">Place of the leaf, from 0.</param>
    public static IReadOnlyList<byte[]> Path(IReadOnlyList<byte[]> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        return PathOfPacked(Packed(leaves), index);
    }

    /// <inheritdoc cref="Path"/>
    /// <param name="leaves">One after another. Overwritten.</param>
    public static IReadOnlyList<byte[]> PathOfPacked(Span<byte> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length / LeafBytes);
        var path = new List<byte[]>();
        for (var count = leaves.Length / LeafBytes; count > 1; count = (count + 1) / 2, index /= 2)
        {
            if ((index ^ 1) < count)
                path.Add(leaves.Slice((index ^ 1) * LeafBytes, LeafBytes).ToArray());
            Raise(leaves, count);
        }

        return path;
    }

    /// <summary>The root that a leaf, its place and its path give; hex. Null when the path does not fit the size of the list.</summary>
    public static string? RootFrom(byte[] leaf, int index, int count, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= count)
            return null;
        var (node, used) = (leaf, 0);
        for (; count > 1; count = (count + 1) / 2, index /= 2)
        {
            if ((index ^ 1) >= count)
                continue;
            if (used == path.Count)
                return null;
            var neighbour = path[used++];
            node = (index & 1) == 0 ? Node(node, neighbour) : Node(neighbour, node);
        }

        return used == path.Count ? Convert.ToHexStringLower(node) : null;
    }

    /// <summary>
    /// The salt of an entry in a file without a database: the same file and key give the same version. Without a key the salt hides nothing,
    /// which is enough for a list that never leaves the machine.
    /// </summary>
    public static byte[] FileSalt(ReadOnlySpan<byte> key, string id) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("list-salt:" + id));

    public static void Write(CanonicalJson json, RiskListEntry entry) =>
        json.StartObject()
            .Optional("account", entry.Account)
            .Optional("address", entry.Address)
            .Text("audience", EnumText<Audience>.Of(entry.Audience))
            .Number("confidence", entry.Confidence)
            .Text("from", Day(entry.From))
            .Text("id", entry.Id)
            .Optional("idNumber", entry.IdNumber)
            .Text("kind", EnumText<RiskListKind>.Of(entry.Kind))
            .Text("lawfulBasis", entry.LawfulBasis)
            .Optional("name", entry.Name)
            .Optional("organisationCode", entry.OrganisationCode)
            .Optional("phone", entry.Phone)
            .Text("reason", entry.Reason)
            .Optional("reviewDate", entry.ReviewDate is { } day ? Day(day) : null)
            .Text("source", entry.Source)
            .Text("until", Day(entry.Until))
            .Text("value", entry.Value)
            .EndObject();

    public static void Write(CanonicalJson json, Suppression suppression) =>
        json.StartObject()
            .Text("author", suppression.Author)
            .Text("entryId", suppression.EntryId)
            .Text("id", suppression.Id)
            .Optional("numberKey", suppression.NumberKey)
            .Optional("phoneKey", suppression.PhoneKey)
            .Text("reason", suppression.Reason)
            .Text("until", Day(suppression.Until))
            .EndObject();

    private static byte[] Packed(IReadOnlyList<byte[]> leaves)
    {
        var packed = new byte[leaves.Count * LeafBytes];
        for (var i = 0; i < leaves.Count; i++)
            leaves[i].CopyTo(packed, i * LeafBytes);
        return packed;
    }

    /// <summary>Replaces a level of the tree by the one above it; an odd last node rises as it is.</summary>
    private static void Raise(Span<byte> level, int count)
    {
        for (var i = 0; i < count / 2; i++)
            Node(level.Slice(2 * i * LeafBytes, LeafBytes), level.Slice(((2 * i) + 1) * LeafBytes, LeafBytes), level.Slice(i * LeafBytes, LeafBytes));
        if ((count & 1) == 1)
            level.Slice((count - 1) * LeafBytes, LeafBytes).CopyTo(level[(count / 2 * LeafBytes)..]);
    }

    private static byte[] Node(byte[] left, byte[] right)
    {
        var node = new byte[LeafBytes];
        Node(left, right, node);
        return node;
    }

    /// <param name="node">May be one of the two.</param>
    internal static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> node)
    {
        Span<byte> input = stackalloc byte[1 + (2 * LeafBytes)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + LeafBytes)..]);
        SHA256.HashData(input, node);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", null);
}
