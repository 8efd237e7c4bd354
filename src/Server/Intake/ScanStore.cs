using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Intake;

/// <summary>A scan as it was acknowledged.</summary>
internal sealed record StoredScan
{
    public required Guid Id { get; init; }

    /// <summary>Keyed hash of the request: the same id with another body is a conflict.</summary>
    public required byte[] BodyKey { get; init; }

    public required Guid WaybillId { get; init; }
    public required ScanKind Kind { get; init; }
    public required string Depot { get; init; }
    public required string Device { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset ScannedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required Guid DecisionId { get; init; }
    public required CourierAnswer Answer { get; init; }
}

internal sealed class ScanStore(SqlDatabase database)
{
    private const string Columns =
        """
        SELECT id,
               body_key,
               waybill_id,
               kind,
               depot,
               device,
               user_id,
               scanned_at,
               received_at,
               decision_id,
               shown,
               instruction
        FROM scans
        """;

    public async Task<StoredScan?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return Find(connection, transaction: null, id);
    }

    /// <summary>Every scan of a parcel, in the order in which they were received.</summary>
    public async Task<IReadOnlyList<StoredScan>> OfWaybillAsync(Guid waybillId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<ScanRow>(Columns + " WHERE waybill_id = @WaybillId ORDER BY received_at, id", new { WaybillId = waybillId })).Select(r => r.ToScan())];
    }

    public static StoredScan? Find(DbConnection connection, DbTransaction? transaction, Guid id) =>
        connection.QuerySingleOrDefault<ScanRow>(Columns + " WHERE id = @Id", new { Id = id }, transaction)?.ToScan();

    /// <summary>Whether a scan has already told the answer to this version.</summary>
    public static bool IsAnswered(DbConnection connection, DbTransaction transaction, Guid waybillId, int version) => connection.ExecuteScalar<long>(
        """
        SELECT COUNT(*)
        FROM scans s
        JOIN decisions d ON d.id = s.decision_id
        WHERE s.waybill_id = @WaybillId AND d.waybill_version = @Version
        """,
        new { WaybillId = waybillId, Version = version },
        transaction) > 0;

    /// <summary>What the parcel's scans were answered so far; null before the first.</summary>
    public static Shown? StrictestAnswer(DbConnection connection, DbTransaction transaction, Guid waybillId) =>
        (Shown?)connection.ExecuteScalar<int?>("SELECT MAX(shown) FROM scans WHERE waybill_id = @WaybillId", new { WaybillId = waybillId }, transaction);

    public static void Insert(DbConnection connection, DbTransaction transaction, StoredScan scan) => connection.Execute(
        """
        INSERT INTO scans (id, body_key, waybill_id, kind, depot, device, user_id, scanned_at, received_at, decision_id, shown, instruction)
        VALUES (@Id, @BodyKey, @WaybillId, @Kind, @Depot, @Device, @UserId, @ScannedAt, @ReceivedAt, @DecisionId, @Shown, @Instruction)
        """,
        new
        {
            scan.Id,
            scan.BodyKey,
            scan.WaybillId,
            Kind = EnumText<ScanKind>.Of(scan.Kind),
            scan.Depot,
            scan.Device,
            scan.UserId,
            scan.ScannedAt,
            scan.ReceivedAt,
            scan.DecisionId,
            Shown = (int)scan.Answer.Shown,
            Instruction = (int)scan.Answer.Instruction,
        },
        transaction);

    private sealed record ScanRow
    {
        public Guid Id { get; init; }
        public byte[] BodyKey { get; init; } = [];
        public Guid WaybillId { get; init; }
        public string Kind { get; init; } = "";
        public string Depot { get; init; } = "";
        public string Device { get; init; } = "";
        public Guid UserId { get; init; }
        public DateTimeOffset ScannedAt { get; init; }
        public DateTimeOffset ReceivedAt { get; init; }
        public Guid DecisionId { get; init; }
        public int Shown { get; init; }
        public int Instruction { get; init; }

        public StoredScan ToScan() => new()
        {
            Id = Id,
            BodyKey = BodyKey,
            WaybillId = WaybillId,
            Kind = EnumText<ScanKind>.TryParse(Kind, out var kind) ? kind : throw new InvalidDataException($"Scan {Id} has an unknown kind."),
            Depot = Depot,
            Device = Device,
            UserId = UserId,
            ScannedAt = ScannedAt,
            ReceivedAt = ReceivedAt,
            DecisionId = DecisionId,
            Answer = new((Shown)Shown, (Instruction)Instruction),
        };
    }
}
