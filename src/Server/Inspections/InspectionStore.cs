using System.Data.Common;
using System.Globalization;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Inspections;

/// <summary>A found thing ready to be stored.</summary>
internal sealed record PreparedItem(Guid Id, Guid InspectionId, Guid WaybillId, int Position, string Kind, string? Species, byte[]? DescriptionCipher, int Quantity, string? Unit, int? Weight)
{
    public override string ToString() => $"find {Id}";
}

/// <summary>Inspections, what they found, and what the finds were assessed at.</summary>
internal sealed class InspectionStore(SqlDatabase database, FieldCipher cipher)
{
    private const string DescriptionPurpose = "inspection_items.description";
    private const string SourcePurpose = "assessments.source";

    public static readonly EncryptedTable EncryptedItems = new("inspection_items", "id", new EncryptedColumn("description_cipher", DescriptionPurpose));

    public static readonly EncryptedTable EncryptedAssessments = new("assessments", "id", new EncryptedColumn("source_cipher", SourcePurpose));

    public byte[] EncryptSource(string source) => cipher.Encrypt(source, SourcePurpose);

    public IReadOnlyList<PreparedItem> Prepare(Inspection inspection, IReadOnlyList<FoundItem> found, bool keepsWords) =>
    [
        .. found.Select((item, position) => new PreparedItem(
            Guid.CreateVersion7(inspection.ReceivedAt), inspection.Id, inspection.WaybillId, position, EnumText<FoundKind>.Of(item.Kind), item.Species,
            keepsWords ? cipher.Encrypt(item.Description, DescriptionPurpose) : null, item.Quantity, item.Unit, item.Weight)),
    ];

    /// <summary>Keyed hash of the request that made the inspection; null when there is none.</summary>
    public async Task<byte[]?> BodyOfAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return BodyOf(connection, null, id);
    }

    public static byte[]? BodyOf(DbConnection connection, DbTransaction? transaction, Guid id) =>
        connection.QuerySingleOrDefault<byte[]?>("SELECT body_key FROM inspections WHERE id = @Id", new { Id = id }, transaction);

    public static void Write(DbConnection connection, DbTransaction transaction, Inspection inspection, IReadOnlyList<PreparedItem> items)
    {
        connection.Execute(
            """
            INSERT INTO inspections (
              id, body_key, scan_id, waybill_id, decision_id, depot, device, user_id, user_name, started_at, ended_at, received_at, result, photos, mark)
            VALUES (
              @Id, @BodyKey, @ScanId, @WaybillId, @DecisionId, @Depot, @Device, @UserId, @UserName, @StartedAt, @EndedAt, @ReceivedAt, @Result, @Photos, @Mark)
            """,
            inspection,
            transaction);
        foreach (var item in items)
        {
            connection.Execute(
                """
                INSERT INTO inspection_items (id, inspection_id, waybill_id, position, kind, species, description_cipher, quantity, unit, weight)
                VALUES (@Id, @InspectionId, @WaybillId, @Position, @Kind, @Species, @DescriptionCipher, @Quantity, @Unit, @Weight)
                """,
                item,
                transaction);
        }
    }

    /// <summary>Every inspection of a parcel, oldest first.</summary>
    public async Task<IReadOnlyList<InspectionView>> OfWaybillAsync(Guid waybillId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var found = (await connection.QueryAsync<ItemRow>(
            """
            SELECT i.id,
                   i.inspection_id,
                   i.kind,
                   i.species,
                   i.description_cipher,
                   i.quantity,
                   i.unit,
                   i.weight,
                   a.basis,
                   a.value_fen,
                   a.source_cipher,
                   a.user_name,
                   a.assessed_at
            FROM inspection_items i
            LEFT JOIN assessments a ON a.item_id = i.id AND NOT EXISTS (SELECT 1 FROM assessments later WHERE later.item_id = i.id AND later.id > a.id)
            WHERE i.waybill_id = @WaybillId
            ORDER BY i.position
            """,
            new { WaybillId = waybillId })).ToLookup(row => row.InspectionId);
        return
        [
            .. (await connection.QueryAsync<InspectionRow>(
                """
                SELECT id,
                       decision_id,
                       depot,
                       user_name,
                       started_at,
                       ended_at,
                       result,
                       photos,
                       mark
                FROM inspections
                WHERE waybill_id = @WaybillId
                ORDER BY received_at, id
                """,
                new { WaybillId = waybillId })).Select(row => new InspectionView(
                    row.Id,
                    row.DecisionId,
                    row.Depot,
                    row.UserName,
                    row.StartedAt,
                    row.EndedAt,
                    EnumText<InspectionResult>.TryParse(row.Result, out var result) ? result : throw new InvalidDataException($"Inspection {row.Id} has an unknown result."),
                    row.Photos,
                    row.Mark,
                    [.. found[row.Id].Select(View)])),
        ];
    }

    private FindView View(ItemRow row) => new(
        row.Id,
        EnumText<FoundKind>.TryParse(row.Kind, out var kind) ? kind : throw new InvalidDataException($"Find {row.Id} has an unknown kind."),
        row.Species,
        row.DescriptionCipher is { } description ? cipher.Decrypt(description, DescriptionPurpose) : null,
        row.Quantity,
        row.Unit,
        row.Weight,
        EnumText<AssessmentBasis>.TryParse(row.Basis, out var basis) ? basis : null,
        row.ValueFen is { } fen ? (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture) : null,
        row.SourceCipher is { } source ? cipher.Decrypt(source, SourcePurpose) : null,
        row.UserName,
        row.AssessedAt);

    private sealed record ItemRow
    {
        public Guid Id { get; init; }
        public Guid InspectionId { get; init; }
        public string Kind { get; init; } = "";
        public string? Species { get; init; }
        public byte[]? DescriptionCipher { get; init; }
        public int Quantity { get; init; }
        public string? Unit { get; init; }
        public int? Weight { get; init; }
        public string? Basis { get; init; }
        public long? ValueFen { get; init; }
        public byte[]? SourceCipher { get; init; }
        public string? UserName { get; init; }
        public DateTimeOffset? AssessedAt { get; init; }
    }

    private sealed record InspectionRow
    {
        public Guid Id { get; init; }
        public Guid? DecisionId { get; init; }
        public string Depot { get; init; } = "";
        public string UserName { get; init; } = "";
        public DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset EndedAt { get; init; }
        public string Result { get; init; } = "";
        public int Photos { get; init; }
        public string? Mark { get; init; }
    }
}
