using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Screenings;

namespace LogisticsScreening.Server.Intake;

/// <summary>Where a waybill came from. A carrier's order record replaces what a courier typed in, at the door with a scan or otherwise.</summary>
internal enum WaybillOrigin
{
    Order,
    Inline,
}

internal enum PutOutcome
{
    Created,

    /// <summary>The same content is there already.</summary>
    Unchanged,
    NewVersion,

    /// <summary>Other content under this number, and nothing says that it replaces it.</summary>
    Conflict,

    /// <summary>Typed in, and another carrier's parcel has the number.</summary>
    OtherCarrier,
}

/// <param name="Version">The version stored now, or on conflict the one in the way.</param>
/// <param name="LastScan">The parcel was scanned before: a new version must be screened again.</param>
internal sealed record PutResult(PutOutcome Outcome, Guid WaybillId, int Issue, int Version, Guid? LastScan);

/// <summary>A parcel's current version.</summary>
internal sealed record StoredWaybill(Guid Id, int Issue, int Version, Waybill Waybill)
{
    /// <summary>The account that typed this version in; null for the record of an order system.</summary>
    public Typist? Typist { get; init; }

    public override string ToString() => $"waybill {Id}";
}

internal sealed record Typist(Guid UserId, string UserName);

/// <summary>
/// Waybills, their versions and issues. What is declared is encrypted; the number is not, because it is not personal data. It is stored and looked for in its comparing
/// form (<see cref="WaybillNumber"/>); the declared content keeps it as it was written.
/// </summary>
internal sealed class WaybillStore(SqlDatabase database, FieldCipher cipher, BlindIndex index, IntakeOptions options, TimeProvider clock)
{
    public const string ContentPurpose = "waybills.content";
    public const string ReasonPurpose = "waybills.reason";

    /// <summary>Blind index purpose of every stored phone, whoever's it is.</summary>
    public const string PhonePurpose = "phone";

    /// <param name="typist">Who typed it in; null for the record of an order system.</param>
    /// <param name="depot">Where it is typed in; null when that is not known, and any depot may be it.</param>
    public Task<PutResult> PutAsync(IncomingWaybill incoming, Typist? typist, string? depot, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (waybill, content) = (incoming.Waybill, Canonical(incoming.Waybill));
        var row = new VersionRow
        {
            Id = Guid.CreateVersion7(now),
            WaybillId = Guid.CreateVersion7(now),
            Version = 1,
            Origin = EnumText<WaybillOrigin>.Of(typist is null ? WaybillOrigin.Order : WaybillOrigin.Inline),
            ContentCipher = cipher.EncryptBytes(content, ContentPurpose),
            SenderPhoneKey = PhoneKey(waybill.Sender.Phone),
            RecipientPhoneKey = PhoneKey(waybill.Recipient.Phone),
            ReasonCipher = incoming.Reason is { } reason ? cipher.Encrypt(reason, ReasonPurpose) : null,
            CreatedAt = now,
            CreatedBy = typist?.UserId,
            CreatedByName = typist?.UserName,
        };
        return database.WriteAsync((connection, transaction) => Put(connection, transaction, incoming, content, row, depot), ct);
    }

    /// <summary>The parcels that a scanned number can mean: the latest issue under each carrier.</summary>
    public async Task<IReadOnlyList<StoredWaybill>> FindAsync(string number, string? carrier, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<CurrentRow>(
            $"""
            SELECT w.id,
                   w.carrier,
                   w.issue,
                   w.version,
                   v.content_cipher,
                   v.created_by,
                   v.created_by_name
            FROM waybills w
            JOIN waybill_versions v ON v.waybill_id = w.id AND v.version = w.version
            WHERE w.number = @Number
              {(carrier is null ? "" : "AND w.carrier = @Carrier")}
            """,
            new { Number = WaybillNumber.Key(number), Carrier = carrier });
        return [.. rows.GroupBy(r => r.Carrier).Select(g => g.MaxBy(r => r.Issue)!).Where(r => r.ContentCipher is not null).OrderBy(r => r.Carrier, StringComparer.Ordinal).Select(Open)];
    }

    /// <summary>The waybill that a correction names, when it is of a depot that the one who corrects may not use; else null.</summary>
    public async Task<StoredWaybill?> OfAnotherDepotAsync(IncomingWaybill correction, Func<string, bool> mayUseDepot, CancellationToken ct) =>
        correction.Supersedes is not null
        && await FindAsync(correction.Waybill.Number, correction.Waybill.Carrier, ct) is [{ Waybill.Depot: { } theirs } stored]
        && !mayUseDepot(theirs)
            ? stored
            : null;

    public async Task<StoredWaybill?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<CurrentRow>(
            """
            SELECT w.id,
                   w.carrier,
                   w.issue,
                   w.version,
                   v.content_cipher,
                   v.created_by,
                   v.created_by_name
            FROM waybills w
            JOIN waybill_versions v ON v.waybill_id = w.id AND v.version = w.version
            WHERE w.id = @Id
            """,
            new { Id = id });
        return row?.ContentCipher is null ? null : Open(row);
    }

    /// <summary>Whether nothing was corrected or erased since this was read; until the transaction ends nothing is.</summary>
    public bool IsCurrent(DbConnection connection, DbTransaction transaction, StoredWaybill waybill) => connection.ExecuteScalar<int>(
        $"""
        SELECT COUNT(*)
        FROM waybills w{database.Dialect.ForUpdate}
        JOIN waybill_versions v ON v.waybill_id = w.id AND v.version = w.version
        WHERE w.id = @Id AND w.version = @Version AND v.content_cipher IS NOT NULL
        """,
        new { waybill.Id, waybill.Version },
        transaction) == 1;

    /// <summary>Whether the parcel's data were erased; until the transaction ends they are not.</summary>
    public bool IsErased(DbConnection connection, DbTransaction transaction, Guid waybillId) => connection.ExecuteScalar<int>(
        $"""
        SELECT COUNT(*)
        FROM waybills w{database.Dialect.ForUpdate}
        JOIN waybill_versions v ON v.waybill_id = w.id AND v.version = w.version
        WHERE w.id = @Id AND v.content_cipher IS NOT NULL
        """,
        new { Id = waybillId },
        transaction) == 0;

    /// <summary>Until the transaction ends nobody scans, corrects, inspects or erases the parcel: each takes this first.</summary>
    public void Lock(DbConnection connection, DbTransaction transaction, Guid waybillId) =>
        connection.ExecuteScalar<int>($"SELECT version FROM waybills{database.Dialect.ForUpdate} WHERE id = @Id", new { Id = waybillId }, transaction);

    /// <summary>Parcels whose sender or recipient has this phone in any version.</summary>
    public IReadOnlyList<Guid> OfPhone(DbConnection connection, DbTransaction transaction, string phone) => PhoneKey(phone) is not { } key ? []
        : connection.Query<Guid>(
            "SELECT DISTINCT waybill_id FROM waybill_versions WHERE sender_phone_key = @Key OR recipient_phone_key = @Key", new { Key = key }, transaction).AsList();

    public static void Erase(DbConnection connection, DbTransaction transaction, Guid waybillId, DateTimeOffset now) => connection.Execute(
        """
        UPDATE waybill_versions
        SET content_cipher = NULL,
            reason_cipher = NULL,
            sender_phone_key = NULL,
            recipient_phone_key = NULL,
            erased_at = @Now
        WHERE waybill_id = @WaybillId
        """,
        new { WaybillId = waybillId, Now = now },
        transaction);

    private PutResult Put(DbConnection connection, DbTransaction transaction, IncomingWaybill incoming, byte[] content, VersionRow row, string? depot)
    {
        var waybill = incoming.Waybill;
        var latest = connection.Query<LatestRow>(
            $"""
            SELECT w.id,
                   w.issue,
                   w.version,
                   w.created_at,
                   w.last_scan_id,
                   v.origin,
                   v.content_cipher
            FROM waybills w{database.Dialect.ForUpdate}
            JOIN waybill_versions v ON v.waybill_id = w.id AND v.version = w.version
            WHERE w.number = @Number AND w.carrier = @Carrier
            """,
            new { Number = WaybillNumber.Key(waybill.Number), waybill.Carrier },
            transaction).MaxBy(r => r.Issue);
        if (latest is null)
            return Twin(connection, transaction, waybill, row, depot) ?? Create(connection, transaction, waybill, row, issue: 1);
        if (latest.ContentCipher is { } stored && cipher.DecryptBytes(stored, ContentPurpose).AsSpan().SequenceEqual(content))
            return new(PutOutcome.Unchanged, latest.Id, latest.Issue, latest.Version, latest.LastScanId);
        if (latest.CreatedAt.AddMonths(options.ReuseAfterMonths) <= row.CreatedAt)
            return Twin(connection, transaction, waybill, row, depot) ?? Create(connection, transaction, waybill, row, latest.Issue + 1);

        var replaces = incoming.Supersedes == latest.Version
            || (latest.Origin == EnumText<WaybillOrigin>.Of(WaybillOrigin.Inline) && row.Origin == EnumText<WaybillOrigin>.Of(WaybillOrigin.Order));
        if (!replaces)
            return new(PutOutcome.Conflict, latest.Id, latest.Issue, latest.Version, latest.LastScanId);
        var next = row with { WaybillId = latest.Id, Version = latest.Version + 1 };
        Insert(connection, transaction, next);
        connection.Execute("UPDATE waybills SET version = @Version WHERE id = @WaybillId", new { next.Version, next.WaybillId }, transaction);
        return new(PutOutcome.NewVersion, latest.Id, latest.Issue, next.Version, latest.LastScanId);
    }

    /// <summary>
    /// The parcel of another carrier whose number is typed in once more: one that an order system sent, or that was typed in at the same depot. So a second, harmless declaration is made.
    /// </summary>
    private PutResult? Twin(DbConnection connection, DbTransaction transaction, Waybill waybill, VersionRow row, string? depot)
    {
        var order = EnumText<WaybillOrigin>.Of(WaybillOrigin.Order);
        if (row.Origin == order)
            return null;
        // One without any decision may be on its way to one at this depot, in a request sent at the same moment.
        const string here =
            """
            AND (EXISTS (SELECT 1 FROM waybill_versions o WHERE o.waybill_id = w.id AND o.origin = @Order)
              OR EXISTS (SELECT 1 FROM decisions d WHERE d.waybill_id = w.id AND d.depot = @Depot)
              OR NOT EXISTS (SELECT 1 FROM decisions d WHERE d.waybill_id = w.id))
            """;
        var twin = connection.QueryFirstOrDefault<LatestRow>(
            $"""
            SELECT w.id,
                   w.issue,
                   w.version
            FROM waybills w JOIN waybill_versions v ON v.waybill_id = w.id AND v.version = w.version
            WHERE w.number = @Number AND w.carrier <> @Carrier AND w.created_at > @Since AND v.content_cipher IS NOT NULL
            {(depot is null ? "" : here)}
            ORDER BY w.created_at
            """,
            new { Number = WaybillNumber.Key(waybill.Number), waybill.Carrier, Since = row.CreatedAt.AddMonths(-options.ReuseAfterMonths), Order = order, Depot = depot },
            transaction);
        return twin is null ? null : new(PutOutcome.OtherCarrier, twin.Id, twin.Issue, twin.Version, LastScan: null);
    }

    private static PutResult Create(DbConnection connection, DbTransaction transaction, Waybill waybill, VersionRow row, int issue)
    {
        connection.Execute(
            """
            INSERT INTO waybills (id, carrier, number, issue, version, created_at, lane, shown, instruction)
            VALUES (@WaybillId, @Carrier, @Number, @Issue, 1, @CreatedAt, 0, 0, 0)
            """,
            new { row.WaybillId, waybill.Carrier, Number = WaybillNumber.Key(waybill.Number), Issue = issue, row.CreatedAt },
            transaction);
        Insert(connection, transaction, row);
        return new(PutOutcome.Created, row.WaybillId, issue, 1, LastScan: null);
    }

    private static void Insert(DbConnection connection, DbTransaction transaction, VersionRow row) => connection.Execute(
        """
        INSERT INTO waybill_versions (
          id, waybill_id, version, origin, content_cipher, sender_phone_key, recipient_phone_key, reason_cipher, created_at, created_by, created_by_name)
        VALUES (
          @Id, @WaybillId, @Version, @Origin, @ContentCipher, @SenderPhoneKey, @RecipientPhoneKey, @ReasonCipher, @CreatedAt, @CreatedBy, @CreatedByName)
        """,
        row,
        transaction);

    private StoredWaybill Open(CurrentRow row) =>
        new(row.Id, row.Issue, row.Version, Read(row.ContentCipher!))
        {
            Typist = row.CreatedBy is { } by ? new(by, row.CreatedByName ?? "") : null,
        };

    public Waybill Read(byte[] content) => StoredContent.ReadWaybill(cipher.DecryptBytes(content, ContentPurpose));

    private byte[]? PhoneKey(string phone) => ListKeys.Phone(phone) is { } key ? index.Compute(PhonePurpose, key) : null;

    private static byte[] Canonical(Waybill waybill)
    {
        var json = new CanonicalJson();
        DecisionContent.Write(json, null, waybill);
        return json.Written.ToArray();
    }

    private sealed record VersionRow
    {
        public required Guid Id { get; init; }
        public required Guid WaybillId { get; init; }
        public required int Version { get; init; }
        public required string Origin { get; init; }
        public required byte[] ContentCipher { get; init; }
        public byte[]? SenderPhoneKey { get; init; }
        public byte[]? RecipientPhoneKey { get; init; }
        public byte[]? ReasonCipher { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public Guid? CreatedBy { get; init; }
        public string? CreatedByName { get; init; }
    }

    private sealed record CurrentRow
    {
        public Guid Id { get; init; }
        public string Carrier { get; init; } = "";
        public int Issue { get; init; }
        public int Version { get; init; }
        public byte[]? ContentCipher { get; init; }
        public Guid? CreatedBy { get; init; }
        public string? CreatedByName { get; init; }
    }

    private sealed record LatestRow
    {
        public Guid Id { get; init; }
        public int Issue { get; init; }
        public int Version { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public Guid? LastScanId { get; init; }
        public string Origin { get; init; } = "";
        public byte[]? ContentCipher { get; init; }
    }
}
