using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>A published version: its root is the <c>listVersion</c> of the decisions made under it.</summary>
internal sealed record PublishedVersion
{
    public long Number { get; init; }
    public string Root { get; init; } = "";

    /// <summary>Entries in the version.</summary>
    public long EntryCount { get; init; }

    /// <summary>Entries that are new in it.</summary>
    public long Added { get; init; }

    /// <summary>Entries whose former content it replaced.</summary>
    public long Ended { get; init; }

    /// <summary>Suppressions in the version, those whose last day has passed among them.</summary>
    public long SuppressionCount { get; init; }

    public long SuppressionsAdded { get; init; }

    /// <summary>Suppressions that somebody ended before their last day.</summary>
    public long SuppressionsEnded { get; init; }

    public DateTimeOffset PublishedAt { get; init; }
    public string? UserName { get; init; }
}

/// <summary>The leaves of one version. Its tree has the entries first, then the suppressions, each kind in ordinal order of its ids.</summary>
internal sealed record VersionLeaves(LeafTable Entries, LeafTable Suppressions)
{
    public int Count => Entries.Count + Suppressions.Count;

    /// <summary>A copy, one leaf after another as the tree has them.</summary>
    public byte[] InOrder() => [.. Entries.InOrder(), .. Suppressions.InOrder()];

    public string Root() => LeafPeaks.Of(Entries.InOrder()).RootWith(Suppressions.InOrder());
}

/// <summary>What the version that is being published will say of itself.</summary>
internal sealed record VersionRoot(string Root, int Entries, int Suppressions);

/// <summary>The versions of the risk list, and their leaves. Their content is read by <see cref="RiskListLoader"/>.</summary>
internal sealed class RiskListStore(SqlDatabase database)
{
    public const string ContentPurpose = "risk_list.entry";

    public const string SuppressionPurpose = "risk_list.suppression";

    public static readonly EncryptedTable Encrypted = new("risk_list_entries", "id", new EncryptedColumn("content_cipher", ContentPurpose));

    /// <summary>Which rows belong to a version, of entries and of suppressions.</summary>
    public const string OfVersion = """
        WHERE added_in <= @Version
          AND (removed_in IS NULL OR removed_in > @Version)
        """;

    private volatile LeafPeaks? read;

    /// <summary>Entries that were read whole and gave a version's root.</summary>
    public void Remember(LeafPeaks entries) => read = entries;

    /// <summary>
    /// Root and counts of the version that is being prepared. Where it changes no entry and the entries read last give the root of the version before, their leaves are not read again: nobody
    /// waits for a million leaves to set one person aside, and what a hand has changed in the table meanwhile is not sealed under a new root.
    /// </summary>
    public async Task<VersionRoot> RootAsync(long version, bool sameEntries, CancellationToken ct)
    {
        if (sameEntries && read is { } entries && await CurrentAsync(ct) is { } before)
        {
            await using var connection = await database.OpenAsync(ct);
            if (entries.RootWith((await SuppressionLeavesAsync(connection, before.Number)).InOrder()) == before.Root)
            {
                var suppressions = await SuppressionLeavesAsync(connection, version);
                return new(entries.RootWith(suppressions.InOrder()), entries.Count, suppressions.Count);
            }
        }

        var leaves = await LeavesAsync(version, ct);
        return new(leaves.Root(), leaves.Entries.Count, leaves.Suppressions.Count);
    }

    /// <summary>The newest published version; null while there is none. Cheap: to be polled.</summary>
    public async Task<PublishedVersion?> CurrentAsync(CancellationToken ct) => await VersionsAsync(1, ct) is [var newest, ..] ? newest : null;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PublishedVersion>> VersionsAsync(int count, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<PublishedVersion>(
            $"""
            SELECT number,
                   root,
                   entry_count,
                   added,
                   ended,
                   suppression_count,
                   suppressions_added,
                   suppressions_ended,
                   published_at,
                   user_name
            FROM risk_list_versions
            WHERE published_at IS NOT NULL
            ORDER BY number DESC
            {database.Dialect.Limit("@Count")}
            """,
            new { Count = count })).AsList();
    }

    /// <summary>The leaves of a version, published or being prepared: 32 bytes and an id for each row.</summary>
    public async Task<VersionLeaves> LeavesAsync(long version, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var entries = new LeafTable();
        await foreach (var row in connection.QueryUnbufferedAsync<LeafRow>($"SELECT entry_id, leaf FROM risk_list_entries {OfVersion}", new { Version = version }).WithCancellation(ct))
            entries.Add(row.EntryId, row.Leaf);
        return new(entries, await SuppressionLeavesAsync(connection, version));
    }

    private static async Task<LeafTable> SuppressionLeavesAsync(DbConnection connection, long version)
    {
        var leaves = new LeafTable();
        foreach (var row in await connection.QueryAsync<SuppressionLeafRow>($"SELECT id, leaf FROM risk_list_suppressions {OfVersion}", new { Version = version }))
            leaves.Add(row.Id.ToString(), row.Leaf);
        return leaves;
    }

    private sealed record LeafRow
    {
        public string EntryId { get; init; } = "";
        public byte[] Leaf { get; init; } = [];
    }

    private sealed record SuppressionLeafRow
    {
        public Guid Id { get; init; }
        public byte[] Leaf { get; init; } = [];
    }
}
