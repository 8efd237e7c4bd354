using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Screenings;

/// <summary>A collector ready to be stored with the delivery scan.</summary>
internal sealed record PreparedCollection
{
    public required Guid ScanId { get; init; }
    public required Guid WaybillId { get; init; }
    public required DateTimeOffset CollectedAt { get; init; }
    public required string Relation { get; init; }
    public required byte[] NameCipher { get; init; }
    public required byte[]? PhoneCipher { get; init; }
    public required string? IdType { get; init; }
    public required byte[]? NumberCipher { get; init; }
    public required byte[]? PhoneKey { get; init; }
    public required byte[]? NumberKey { get; init; }
    public required byte[]? RecipientKey { get; init; }

    public override string ToString() => $"collection at scan {ScanId}";
}

/// <summary>Who took parcels at delivery for their recipients.</summary>
internal sealed class CollectionStore(SqlDatabase database, FieldCipher cipher, BlindIndex index)
{
    private const string NamePurpose = "collections.name";
    private const string PhonePurpose = "collections.phone";
    private const string NumberPurpose = "collections.number";

    public static readonly EncryptedTable Encrypted = new(
        "collections",
        "scan_id",
        new EncryptedColumn("name_cipher", NamePurpose),
        new EncryptedColumn("phone_cipher", PhonePurpose),
        new EncryptedColumn("number_cipher", NumberPurpose));

    /// <param name="number">The collector's document number, normalised; kept encrypted because the police ask for it.</param>
    /// <returns>Null for the recipient, of whom nothing more is kept.</returns>
    public PreparedCollection? Prepare(Guid scanId, Guid waybillId, Waybill waybill, Collector collector, string? number, DateTimeOffset now)
    {
        if (collector.Person is not { } person)
            return null;
        var keys = collector.Relation == CollectorRelation.PickupPoint ? (null, null) : PostingKeys.OfCollector(person, index);
        return new()
        {
            ScanId = scanId,
            WaybillId = waybillId,
            CollectedAt = now,
            Relation = EnumText<CollectorRelation>.Of(collector.Relation),
            NameCipher = cipher.Encrypt(person.Name, NamePurpose),
            PhoneCipher = person.Phone.Length == 0 ? null : cipher.Encrypt(person.Phone, PhonePurpose),
            IdType = person.Document is { } document ? EnumText<IdType>.Of(document.Type) : null,
            NumberCipher = number is null ? null : cipher.Encrypt(number, NumberPurpose),
            PhoneKey = keys.Phone,
            NumberKey = keys.Number,
            RecipientKey = PostingKeys.OfRecipient(waybill, index),
        };
    }

    public static void Write(DbConnection connection, DbTransaction transaction, PreparedCollection collection) => connection.Execute(
        """
        INSERT INTO collections (scan_id, waybill_id, collected_at, relation, name_cipher, phone_cipher, id_type, number_cipher, phone_key, number_key, recipient_key)
        VALUES (@ScanId, @WaybillId, @CollectedAt, @Relation, @NameCipher, @PhoneCipher, @IdType, @NumberCipher, @PhoneKey, @NumberKey, @RecipientKey)
        """,
        collection,
        transaction);

    /// <summary>For a parcel that is screened again after its delivery; null when the recipient took it or nobody said.</summary>
    public async Task<Collector?> OfScanAsync(Guid scanId, DocumentTypes documents, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<CollectionRow>(Columns + " WHERE scan_id = @ScanId", new { ScanId = scanId });
        return row is null ? null : Read(row, documents).Collector;
    }

    /// <summary>Everybody who took the parcel for its recipient, the latest first, with the document number in plain.</summary>
    public async Task<IReadOnlyList<(Collector Collector, string? Number)>> OfWaybillAsync(Guid waybillId, DocumentTypes documents, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<CollectionRow>(Columns + " WHERE waybill_id = @WaybillId ORDER BY collected_at DESC, scan_id", new { WaybillId = waybillId })).Select(row => Read(row, documents))];
    }

    /// <summary>Parcels that the owner of the phone took for others.</summary>
    public IReadOnlyList<Guid> TakenBy(DbConnection connection, DbTransaction transaction, string phone) => PostingKeys.OfCollector(new() { Name = "", Phone = phone }, index).Phone is not { } key ? []
        : connection.Query<Guid>("SELECT DISTINCT waybill_id FROM collections WHERE phone_key = @Key", new { Key = key }, transaction).AsList();

    /// <summary>Parcels that were taken for others under a document.</summary>
    public static IReadOnlyList<Guid> TakenUnder(DbConnection connection, DbTransaction transaction, byte[] numberKey) =>
        connection.Query<Guid>("SELECT DISTINCT waybill_id FROM collections WHERE number_key = @Key", new { Key = numberKey }, transaction).AsList();

    private const string Columns =
        """
        SELECT relation,
               name_cipher,
               phone_cipher,
               id_type,
               number_cipher
        FROM collections
        """;

    private (Collector Collector, string? Number) Read(CollectionRow row, DocumentTypes documents)
    {
        var number = row.NumberCipher is { } hidden ? cipher.Decrypt(hidden, NumberPurpose) : null;
        IdNumber? document = null;
        if (EnumText<IdType>.TryParse(row.IdType, out var type))
            IdNumber.TryParse(type, number, documents, out document);
        var person = new Party
        {
            Name = cipher.Decrypt(row.NameCipher, NamePurpose),
            Phone = row.PhoneCipher is { } phone ? cipher.Decrypt(phone, PhonePurpose) : "",
            Document = document,
        };
        return (new(EnumText<CollectorRelation>.TryParse(row.Relation, out var relation) ? relation : CollectorRelation.Other, person), number);
    }

    private sealed record CollectionRow
    {
        public string Relation { get; init; } = "";
        public byte[] NameCipher { get; init; } = [];
        public byte[]? PhoneCipher { get; init; }
        public string? IdType { get; init; }
        public byte[]? NumberCipher { get; init; }
    }
}
