using System.Data.Common;
using System.Globalization;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Registry;

/// <summary>Reads registrations, one record for each document, found by its opaque key or by the phone's one spelling; makes the rows that <see cref="RegistrationWriter"/> stores.</summary>
internal sealed class RegistrationStore(SqlDatabase database, FieldCipher cipher, BlindIndex index, Confirmations? confirmations = null)
{
    public const string NumberPurpose = "registrations.number";
    public const string PhonePurpose = "registrations.phone";
    public const string NamePurpose = "registrations.name";
    public const string ResponsibleNamePurpose = "registrations.responsibleName";
    public const string ResponsibleNumberPurpose = "registrations.responsibleNumber";
    private const string ContentPurpose = "registrations.content";

    /// <summary>Purposes of the blind indexes.</summary>
    public const string ByNumber = "idNumber";
    public const string ByPhone = "phone";

    private const string DayFormat = "yyyy-MM-dd";

    private static readonly object Active = new { Active = EnumText<RegistrationStatus>.Of(RegistrationStatus.Active) };

    public static readonly EncryptedTable Encrypted = new(
        "registrations",
        "id",
        new EncryptedColumn("number_cipher", NumberPurpose),
        new EncryptedColumn("phone_cipher", PhonePurpose),
        new EncryptedColumn("name_cipher", NamePurpose),
        new EncryptedColumn("responsible_name_cipher", ResponsibleNamePurpose),
        new EncryptedColumn("responsible_number_cipher", ResponsibleNumberPurpose));

    /// <summary>Every record under the key, decrypted; empty when there is none. A phone may serve several people.</summary>
    public async Task<IReadOnlyList<Registration>> FindAsync(RegistrationKey key, CancellationToken ct)
    {
        if (!key.IsUsable)
            return [];
        await using var connection = await database.OpenAsync(ct);
        var rows = key.NumberKey is { } number
            ? await connection.QueryAsync<RegistrationRecord>(
                $"{Select} WHERE number_key = @Key", new { Key = index.Compute(ByNumber, number) })
            : await connection.QueryAsync<RegistrationRecord>($"{Select} WHERE phone_key = @Key", new { Key = index.Compute(ByPhone, key.PhoneKey!) });
        return [.. rows.Select(ToRegistration)];
    }

    public async Task<Guid?> FindIdAsync(IdType type, string normalised, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(
            "SELECT id FROM registrations WHERE number_key = @Key AND id_type = @Type",
            new { Key = index.Compute(ByNumber, IdNumber.KeyOf(normalised)), Type = EnumText<IdType>.Of(type) });
    }

    /// <summary>What is stored under the document of that row; null when nothing is.</summary>
    public StoredRegistration? FindStored(DbConnection connection, DbTransaction transaction, PreparedRegistration row) =>
        connection.QuerySingleOrDefault<StoredContent>("SELECT id, name_cipher, status FROM registrations WHERE number_key = @NumberKey AND id_type = @IdType", row, transaction) is { } stored
            ? new(stored.Id, cipher.Decrypt(stored.NameCipher, NamePurpose), EnumText<RegistrationStatus>.TryParse(stored.Status, out var status) ? status : RegistrationStatus.Revoked)
            : null;

    /// <summary>
    /// Whoever else's the number of that row is, under another kind of document; null when nobody's. One person's number stands on several documents, a card and a temporary one, and never on two people's.
    /// </summary>
    public StoredRegistration? FindOtherHolder(DbConnection connection, DbTransaction transaction, PreparedRegistration row, string name) =>
        connection.Query<StoredContent>("SELECT id, name_cipher, status FROM registrations WHERE number_key = @NumberKey AND id_type <> @IdType ORDER BY id", row, transaction)
            .Select(stored => new StoredRegistration(stored.Id, cipher.Decrypt(stored.NameCipher, NamePurpose), EnumText<RegistrationStatus>.TryParse(stored.Status, out var status) ? status : RegistrationStatus.Revoked))
            .FirstOrDefault(stored => !PersonNames.Agree(name, stored.Name));

    public static Task<long> CountActiveAsync(DbConnection connection) =>
        connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM registrations WHERE status = @Active", Active);

    /// <summary>The names of all active registrations, decrypted one after another. In no order; blocks.</summary>
    public IEnumerable<string> ActiveNames(DbConnection connection) =>
        connection.Query<byte[]>("SELECT name_cipher FROM registrations WHERE status = @Active", Active, buffered: false)
            .Select(name => cipher.Decrypt(name, NamePurpose));

    /// <summary>Encrypts and hashes outside the write, so that the one writer only runs SQL.</summary>
    public PreparedRegistration Prepare(RegistrationRow row, DateTimeOffset now)
    {
        var validUntil = row.ValidUntil?.ToString(DayFormat, CultureInfo.InvariantCulture);
        var status = EnumText<RegistrationStatus>.Of(row.Status);
        var content = string.Join('\0', row.Name, row.Phone, row.Country, row.RegisteredAt.ToStored(), validUntil, status);
        // Only where there is one: what was loaded before responsible persons existed must still count as unchanged.
        if (row.Responsible is { } person)
            content = string.Join('\0', content, person.Name, EnumText<IdType>.Of(person.IdType), person.IdNumber);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            IdType = EnumText<IdType>.Of(row.IdType),
            NumberKey = index.Compute(ByNumber, IdNumber.KeyOf(row.IdNumber)),
            NumberCipher = cipher.Encrypt(row.IdNumber, NumberPurpose),
            PhoneKey = ListKeys.Phone(row.Phone) is { } phone ? index.Compute(ByPhone, phone) : null,
            PhoneCipher = cipher.Encrypt(row.Phone, PhonePurpose),
            NameCipher = cipher.Encrypt(row.Name, NamePurpose),
            Country = row.Country,
            RegisteredAt = row.RegisteredAt,
            ValidUntil = validUntil,
            Status = status,
            ResponsibleType = row.Responsible is { } one ? EnumText<IdType>.Of(one.IdType) : null,
            ResponsibleNumberCipher = row.Responsible is { } two ? cipher.Encrypt(two.IdNumber, ResponsibleNumberPurpose) : null,
            ResponsibleNameCipher = row.Responsible is { } three ? cipher.Encrypt(three.Name, ResponsibleNamePurpose) : null,
            ContentKey = index.Compute(ContentPurpose, content),
            AskedKey = confirmations?.AskedKey(row.IdType, row.IdNumber, row.Name),
            Now = now,
        };
    }

    private const string Select = """
        SELECT id_type,
               number_cipher,
               phone_cipher,
               name_cipher,
               registered_at,
               valid_until,
               status,
               responsible_number_cipher,
               identity_checks.state,
               answered_at
        FROM registrations
        LEFT JOIN identity_checks ON identity_checks.registration_id = registrations.id
        """;

    private Registration ToRegistration(RegistrationRecord row)
    {
        var number = cipher.Decrypt(row.NumberCipher, NumberPurpose);
        var type = EnumText<IdType>.TryParse(row.IdType, out var known) ? known : IdType.Other;
        return new(
            type,
            IdNumber.KeyOf(number),
            cipher.Decrypt(row.NameCipher, NamePurpose),
            ListKeys.Phone(cipher.Decrypt(row.PhoneCipher, PhonePurpose)),
            row.RegisteredAt,
            row.ValidUntil is null ? null : DateOnly.ParseExact(row.ValidUntil, DayFormat, CultureInfo.InvariantCulture),
            // A status this server does not know (written by a newer one) must not pass for an active registration.
            EnumText<RegistrationStatus>.TryParse(row.Status, out var status) ? status : RegistrationStatus.Revoked)
        {
            BornOn = IdNumber.BornOn(type, number),
            Confirmation = confirmations?.Of(row.State, row.AnsweredAt),
            ResponsibleKey = row.ResponsibleNumberCipher is { } responsible ? IdNumber.KeyOf(cipher.Decrypt(responsible, ResponsibleNumberPurpose)) : null,
        };
    }

    private sealed record RegistrationRecord
    {
        public string IdType { get; init; } = "";
        public byte[] NumberCipher { get; init; } = [];
        public byte[] PhoneCipher { get; init; } = [];
        public byte[] NameCipher { get; init; } = [];
        public DateTimeOffset RegisteredAt { get; init; }
        public string? ValidUntil { get; init; }
        public string Status { get; init; } = "";
        public byte[]? ResponsibleNumberCipher { get; init; }
        public string? State { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
    }

    private sealed record StoredContent
    {
        public Guid Id { get; init; }
        public byte[] NameCipher { get; init; } = [];
        public string Status { get; init; } = "";
    }
}

internal sealed record StoredRegistration(Guid Id, string Name, RegistrationStatus Status)
{
    public override string ToString() => $"registration {Id}";
}
