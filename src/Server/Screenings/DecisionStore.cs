using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.RiskLists;

namespace LogisticsScreening.Server.Screenings;

/// <summary>A stored decision. <see cref="Content"/> is null once its person's data were erased.</summary>
internal sealed record DecisionDetails
{
    public required Guid Id { get; init; }
    public required Guid WaybillId { get; init; }
    public required Guid? ScanId { get; init; }
    public required string Depot { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Canonical JSON; its SHA-256 with 0x00 before it is <see cref="DecisionHash"/>.</summary>
    public required string PublicPart { get; init; }

    public required string DecisionHash { get; init; }
    public required StoredContent? Content { get; init; }

    /// <summary>Hex SHA-256 of the content's canonical JSON.</summary>
    public required string? ContentHash { get; init; }

    /// <summary>Hex; with the content's canonical JSON it opens the commitment in the public part.</summary>
    public required string? Salt { get; init; }

    /// <summary>The content as it was hashed.</summary>
    public required string? CanonicalContent { get; init; }

    public override string ToString() => $"decision {Id}";
}

/// <summary>Reads decisions back, checks them against their commitments, and erases their erasable part.</summary>
internal sealed class DecisionStore(SqlDatabase database, FieldCipher cipher)
{
    private const string Columns =
        """
        SELECT id,
               waybill_id,
               scan_id,
               depot,
               decided_at,
               public_part,
               decision_hash,
               erasable_cipher,
               erased_at
        FROM decisions
        """;

    public async Task<DecisionDetails?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<DecisionRow>(Columns + " WHERE id = @Id", new { Id = id });
        return row is null ? null : Open(row);
    }

    /// <summary>The latest decision that the scan led to: one more for every correction after it. Null when there is no such scan.</summary>
    public async Task<DecisionDetails?> LatestOfScanAsync(Guid scanId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<DecisionRow>(Columns + " WHERE waybill_id = (SELECT waybill_id FROM scans WHERE id = @ScanId) AND scan_id = @ScanId ORDER BY id", new { ScanId = scanId });
        return rows.LastOrDefault() is { } row ? Open(row) : null;
    }

    /// <summary>Whether the decision's data were erased; until the transaction ends they are not.</summary>
    public bool IsErased(DbConnection connection, DbTransaction transaction, Guid id) => connection.ExecuteScalar<int>(
        $"""
        SELECT COUNT(*)
        FROM waybills w{database.Dialect.ForUpdate}
        JOIN decisions d ON d.waybill_id = w.id
        WHERE d.id = @Id AND d.erased_at IS NULL
        """,
        new { Id = id },
        transaction) == 0;

    /// <summary>None once they were erased.</summary>
    public IReadOnlyList<Finding> FindingsOf(DbConnection connection, DbTransaction transaction, Guid id) =>
        connection.QuerySingleOrDefault<DecisionRow>(Columns + " WHERE id = @Id", new { Id = id }, transaction) is { } row ? Open(row).Content?.Decision.Findings ?? [] : [];

    /// <summary>What each decision of a parcel found and looked at, oldest first; null for one that was erased.</summary>
    public IReadOnlyList<StoredContent?> ContentsOf(DbConnection connection, DbTransaction transaction, Guid waybillId) =>
        [.. connection.Query<DecisionRow>(Columns + " WHERE waybill_id = @WaybillId ORDER BY id", new { WaybillId = waybillId }, transaction).Select(row => Open(row).Content)];

    /// <summary>For setting a person aside from a list entry.</summary>
    public async Task<DecidedParcel?> ReadDecidedAsync(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } details ? new(details.Depot, details.Content?.Facts, details.Content?.Decision.Findings ?? []) : null;

    /// <summary>Every decision of a parcel, oldest first.</summary>
    public async Task<IReadOnlyList<DecisionDetails>> OfWaybillAsync(Guid waybillId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<DecisionRow>(Columns + " WHERE waybill_id = @WaybillId ORDER BY id", new { WaybillId = waybillId })).Select(Open)];
    }

    /// <summary>Whether this version of a waybill was ever decided on.</summary>
    public async Task<bool> HasDecidedAsync(Guid waybillId, int version, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM decisions WHERE waybill_id = @WaybillId AND waybill_version = @Version", new { WaybillId = waybillId, Version = version }) > 0;
    }

    /// <summary>Erases facts, findings, salt and content hash of every decision of a parcel. The public parts and the log stay and still verify.</summary>
    public static void Erase(DbConnection connection, DbTransaction transaction, Guid waybillId, DateTimeOffset now) => connection.Execute(
        "UPDATE decisions SET erasable_cipher = NULL, erased_at = @Now WHERE waybill_id = @WaybillId AND erasable_cipher IS NOT NULL",
        new { WaybillId = waybillId, Now = now },
        transaction);

    /// <summary>For the check of the log.</summary>
    public async Task<IReadOnlyDictionary<Guid, RecomputedLeaf>> RecomputeAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var result = new Dictionary<Guid, RecomputedLeaf>();
        foreach (var part in ids.Chunk(200))
        {
            foreach (var row in await connection.QueryAsync<DecisionRow>(Columns + " WHERE id IN @Ids", new { Ids = part.Select(id => id.ToStored()) }))
                result[row.Id] = new(Convert.FromHexString(DecisionRecord.Hash(Encoding.UTF8.GetBytes(row.PublicPart))), ProblemOf(row));
        }

        return result;
    }

    private string? ProblemOf(DecisionRow row)
    {
        if (row.DecisionHash != DecisionRecord.Hash(Encoding.UTF8.GetBytes(row.PublicPart)))
            return "the stored decision hash is not that of the record";
        if (row.ErasableCipher is null)
            return row.ErasedAt is null ? "facts and findings are gone without an erasure" : null;
        try
        {
            var erasable = cipher.DecryptBytes(row.ErasableCipher, PreparedDecision.Purpose);
            var commitment = DecisionRecord.Commit(erasable.AsSpan(0, DecisionRecord.SaltBytes), erasable.AsSpan(DecisionRecord.SaltBytes));
            return row.PublicPart.Contains($"\"commitment\":\"{commitment}\"", StringComparison.Ordinal) ? null : "facts and findings do not fit the commitment";
        }
        catch (CryptographicException)
        {
            return "facts and findings were altered";
        }
    }

    private DecisionDetails Open(DecisionRow row)
    {
        var erasable = row.ErasableCipher is null ? null : cipher.DecryptBytes(row.ErasableCipher, PreparedDecision.Purpose);
        return new()
        {
            Id = row.Id,
            WaybillId = row.WaybillId,
            ScanId = row.ScanId,
            Depot = row.Depot,
            DecidedAt = row.DecidedAt,
            PublicPart = row.PublicPart,
            DecisionHash = row.DecisionHash,
            Content = erasable is null ? null : StoredContent.Read(erasable.AsSpan(DecisionRecord.SaltBytes)),
            ContentHash = erasable is null ? null : Convert.ToHexStringLower(SHA256.HashData(erasable.AsSpan(DecisionRecord.SaltBytes))),
            Salt = erasable is null ? null : Convert.ToHexStringLower(erasable.AsSpan(0, DecisionRecord.SaltBytes)),
            CanonicalContent = erasable is null ? null : Encoding.UTF8.GetString(erasable.AsSpan(DecisionRecord.SaltBytes)),
        };
    }

    private sealed record DecisionRow
    {
        public Guid Id { get; init; }
        public Guid WaybillId { get; init; }
        public Guid? ScanId { get; init; }
        public string Depot { get; init; } = "";
        public DateTimeOffset DecidedAt { get; init; }
        public string PublicPart { get; init; } = "";
        public string DecisionHash { get; init; } = "";
        public byte[]? ErasableCipher { get; init; }
        public DateTimeOffset? ErasedAt { get; init; }
    }
}
