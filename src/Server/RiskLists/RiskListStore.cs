using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>A published version: its root is the <c>listVersion</c> of the decisions made under it.</summary>
internal sealed record PublishedVersion
{
    public long Number { get; init; }
    public string Root { get; init; } = "";
    public long EntryCount { get; init; }
    public long Added { get; init; }
    public long Ended { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public string? UserName { get; init; }
}

/// <summary>Reading the risk list: the newest published version as a whole, its number cheaply, and the history of versions.</summary>
internal sealed class RiskListStore(SqlDatabase database, FieldCipher cipher)
{
    public const string ContentPurpose = "risk_list.entry";

    public static readonly EncryptedTable Encrypted = new("risk_list_entries", "id", new EncryptedColumn("content_cipher", ContentPurpose));

    /// <summary>Which rows belong to a version.</summary>
    public const string OfVersion = """
        WHERE added_in <= @Version
          AND (removed_in IS NULL OR removed_in > @Version)
        """;

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
                   published_at,
                   user_name
            FROM risk_list_versions
            WHERE published_at IS NOT NULL
            ORDER BY number DESC
            {database.Dialect.Limit("@Count")}
            """,
            new { Count = count })).AsList();
    }

    /// <summary>
    /// The newest published version, decrypted and compiled for look-up; entries out of force are in it, since the rule judges
    /// by the day of the scan. The rows must give the version's root again, and every entry its leaf: what was removed, put in or exchanged by hand stops here.
    /// </summary>
    /// <exception cref="InvalidDataException">The stored rows do not give the version's root, or an entry not its leaf.</exception>
    public async Task<RiskList> LoadAsync(CancellationToken ct)
    {
        if (await CurrentAsync(ct) is not { } version)
            return RiskList.Empty;
        await using var connection = await database.OpenAsync(ct);
        var stream = new EntryStream(connection, cipher, version.Number);
        var list = await Task.Factory.StartNew(() => RiskList.Compile(stream.Entries(ct), version.Root), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (ListVersion.RootOfPacked(stream.Leaves.InOrder()) != version.Root)
            throw new InvalidDataException($"The rows of risk list version {version.Number} do not give its root {version.Root}: the table was changed by hand.");
        return list;
    }

    /// <summary>Merkle root and number of entries of a version, published or being prepared, from the stored leaves.</summary>
    public async Task<(string Root, long Count)> RootAsync(long version, CancellationToken ct)
    {
        var leaves = await LeavesAsync(version, ct);
        return (ListVersion.RootOfPacked(leaves.InOrder()), leaves.Count);
    }

    /// <summary>The leaves of a version: 32 bytes and an id for each entry.</summary>
    public async Task<LeafTable> LeavesAsync(long version, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var leaves = new LeafTable();
        await foreach (var row in connection.QueryUnbufferedAsync<LeafRow>($"SELECT entry_id, leaf FROM risk_list_entries {OfVersion}", new { Version = version }).WithCancellation(ct))
            leaves.Add(row.EntryId, row.Leaf);
        return leaves;
    }

    private sealed record LeafRow
    {
        public string EntryId { get; init; } = "";
        public byte[] Leaf { get; init; } = [];
    }
}

/// <summary>One content of one entry, ready to be written.</summary>
internal sealed record PreparedEntry
{
    private const int SaltBytes = 32;
    private const string ContentKeyPurpose = "risk_list.content";
    private const string DayFormat = "yyyy-MM-dd";

    public required Guid Id { get; init; }
    public required string EntryId { get; init; }
    public required string Kind { get; init; }
    public required string Audience { get; init; }
    public required string FromDay { get; init; }
    public required string UntilDay { get; init; }
    public required string? ReviewDay { get; init; }
    public required byte[] ValueKey { get; init; }

    /// <summary>Equal contents have equal keys: how an import sees that nothing changed.</summary>
    public required byte[] ContentKey { get; init; }

    public required byte[] ContentCipher { get; init; }
    public required byte[] Salt { get; init; }
    public required byte[] Leaf { get; init; }

    /// <summary>The new number of the version that the row enters with.</summary>
    public long Version { get; init; }

    /// <summary>The blind index of what an entry is about, equal to that of the registry for phones and ID numbers.</summary>
    public static byte[] ValueKeyOf(RiskListEntry entry, BlindIndex index) =>
        index.Compute(EnumText<RiskListKind>.Of(entry.Kind), RiskList.KeyOf(entry.Kind, entry.Value) ?? "");

    public static PreparedEntry Make(RiskListEntry entry, FieldCipher cipher, BlindIndex index, DateTimeOffset now)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var json = new CanonicalJson();
        var leaf = ListVersion.Leaf(entry, salt, json);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            EntryId = entry.Id,
            Kind = EnumText<RiskListKind>.Of(entry.Kind),
            Audience = EnumText<Audience>.Of(entry.Audience),
            FromDay = Day(entry.From),
            UntilDay = Day(entry.Until),
            ReviewDay = entry.ReviewDate is { } day ? Day(day) : null,
            ValueKey = ValueKeyOf(entry, index),
            ContentKey = index.Compute(ContentKeyPurpose, System.Text.Encoding.UTF8.GetString(json.Written)),
            ContentCipher = cipher.EncryptBytes(json.Written, RiskListStore.ContentPurpose),
            Salt = salt,
            Leaf = leaf,
        };
    }

    public override string ToString() => $"entry {EntryId}";

    private static string Day(DateOnly day) => day.ToString(DayFormat, System.Globalization.CultureInfo.InvariantCulture);
}
