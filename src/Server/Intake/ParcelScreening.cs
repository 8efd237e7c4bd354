using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Screenings;

namespace LogisticsScreening.Server.Intake;

/// <summary>What a scan decides.</summary>
/// <param name="Replaced">The strictest of the declarations that the current one replaced before anything had decided on them; null when all are green.</param>
/// <param name="Current">The declaration as it stands.</param>
/// <param name="IsReworded">Whether it was typed in over one that was not green.</param>
internal sealed record ScreenedParcel(PreparedDecision? Replaced, PreparedDecision Current, bool IsReworded)
{
    /// <inheritdoc cref="DecisionWriter.Write" path="/param[@name='isAnswered']"/>
    public bool IsAnswered { get; init; }
}

/// <summary>
/// Screens a parcel as it stands, and what was typed over: a declaration that never got an answer of its own gets its decision now, so that replacing it before the first scan gains nothing.
/// Asked of decisions and versions, not of the request that brought the change: a request that stored its version and died, or was told to come back later, is noticed all the same.
/// </summary>
internal sealed class ParcelScreening(WaybillStore waybills, ScreeningDesk desk, CollectionStore collections, SqlDatabase database)
{
    /// <param name="collector">Who took it, when this is the delivery scan; of an earlier one it is looked up.</param>
    public async Task<ScreenedParcel> DecideAsync(StoredWaybill waybill, Guid scanId, ScanKind kind, string depot, CancellationToken ct, Collector? collector = null)
    {
        var scan = new ParcelScan(waybill.Id, waybill.Waybill, waybill.Issue, waybill.Version, scanId, kind, depot)
        {
            Collector = kind == ScanKind.Delivery ? collector ?? await collections.OfScanAsync(scanId, desk.Documents, ct) : null,
        };
        if (waybill.Version == 1 || waybill.Typist is not { } typist)
            return new(null, await desk.DecideAsync(scan, ct), IsReworded: false);
        var (decided, undecided) = await BeforeAsync(waybill, ct);
        PreparedDecision? replaced = null;
        var before = decided;
        foreach (var (version, declared) in undecided)
        {
            var prepared = await desk.DecideAsync(scan with { Waybill = declared, Version = version }, ct);
            if (prepared.Decision.Lane <= (replaced?.Decision.Lane ?? Lane.Green))
                continue;
            replaced = prepared;
            before = decided ?? declared;
        }

        var changes = before is null ? [] : DeclaredChanges.Between(before, waybill.Waybill);
        var rewording = changes.Count == 0 ? null : new Rewording(typist.UserName, changes);
        return new(replaced, await desk.DecideAsync(scan with { Rewording = rewording }, ct), rewording is not null);
    }

    /// <inheritdoc cref="DecisionWriter.Write"/>
    public (ParcelState State, bool Alerted) Write(DbConnection connection, DbTransaction transaction, ScreenedParcel parcel)
    {
        var before = parcel.Replaced is { } replaced && desk.Write(connection, transaction, replaced).Alerted;
        var (state, alerted) = desk.Write(connection, transaction, parcel.Current, parcel.IsAnswered);
        return (state, before || alerted);
    }

    /// <summary>
    /// The version that was decided on last, when the parcel was not green every time; and the versions that came after it. What an order system has replaced itself is nobody's rewording.
    /// Nothing when the current version has been decided on.
    /// </summary>
    private async Task<(Waybill? Decided, List<(int Version, Waybill Declared)> Undecided)> BeforeAsync(StoredWaybill waybill, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var sight = await connection.QuerySingleAsync<SightRow>(
            """
            SELECT COALESCE(MAX(waybill_version), 0) AS decided,
                   COALESCE(MAX(CASE WHEN lane <> @Green THEN 1 ELSE 0 END), 0) AS stricter
            FROM decisions
            WHERE waybill_id = @Id
            """,
            new { waybill.Id, Green = EnumText<Lane>.Of(Lane.Green) });
        var rows = (await connection.QueryAsync<ReplacedRow>(
            """
            SELECT version,
                   origin,
                   content_cipher
            FROM waybill_versions
            WHERE waybill_id = @Id AND version >= @Decided AND version < @Version AND content_cipher IS NOT NULL
            ORDER BY version
            """,
            new { waybill.Id, waybill.Version, sight.Decided })).AsList();
        var order = EnumText<WaybillOrigin>.Of(WaybillOrigin.Order);
        var first = rows.FindLastIndex(row => row.Origin == order);
        var decided = sight.Stricter == 1 ? rows.Find(row => row.Version == sight.Decided) : null;
        return (
            decided is null ? null : waybills.Read(decided.ContentCipher),
            [.. rows.Skip(first).Where(row => row.Version > sight.Decided).Select(row => (row.Version, waybills.Read(row.ContentCipher)))]);
    }

    private sealed record SightRow
    {
        public int Decided { get; init; }
        public int Stricter { get; init; }
    }

    private sealed record ReplacedRow
    {
        public int Version { get; init; }
        public string Origin { get; init; } = "";
        public byte[] ContentCipher { get; init; } = [];
    }
}
