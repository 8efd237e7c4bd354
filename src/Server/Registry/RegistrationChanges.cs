using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry;

/// <summary>Which way a registration was changed.</summary>
internal enum ChangeKind
{
    Imported,
    Status,
    Counter,
}

/// <param name="User">Null for the command line.</param>
/// <param name="Reason">In the user's own words; kept encrypted.</param>
internal sealed record RegistrationChange(ChangeKind Kind, CurrentUser? User, string? Reason = null)
{
    public override string ToString() => Kind.ToString();
}

/// <summary>A change that was made: how the registration stood before it, masked.</summary>
internal sealed record ChangeView(DateTimeOffset At, ChangeKind Kind, string? By, string? Reason, RegistrationView Before);

/// <summary>A registration as it may be shown.</summary>
internal sealed record RegistrationView(string Name, string Phone, DateTimeOffset RegisteredAt, string? ValidUntil, string Status, string? ResponsibleName, string? ResponsibleIdNumber);

internal sealed record HistoryView(Guid Id, string IdType, string IdNumber, RegistrationView Current, IReadOnlyList<ChangeView> Changes);

/// <summary>The history of registrations: what each was before, when it changed, by whom; and changes of status.</summary>
internal sealed class RegistrationChanges(SqlDatabase database, FieldCipher cipher)
{
    private const string ReasonPurpose = "registrations.reason";

    public static readonly EncryptedTable Encrypted = new(
        "registration_changes",
        "id",
        new EncryptedColumn("reason_cipher", ReasonPurpose),
        new EncryptedColumn("phone_cipher", RegistrationStore.PhonePurpose),
        new EncryptedColumn("name_cipher", RegistrationStore.NamePurpose),
        new EncryptedColumn("responsible_name_cipher", RegistrationStore.ResponsibleNamePurpose),
        new EncryptedColumn("responsible_number_cipher", RegistrationStore.ResponsibleNumberPurpose));

    /// <summary>Keeps the row as it stands; to be called before it is changed, in the same transaction.</summary>
    public static void Keep(DbConnection connection, DbTransaction transaction, Guid registrationId, RegistrationChange change, byte[]? reason, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO registration_changes (
          id, registration_id, changed_at, kind, user_id, user_name, reason_cipher,
          phone_cipher, name_cipher, registered_at, valid_until, status, responsible_name_cipher, responsible_number_cipher)
        SELECT @Id,
               id,
               @Now,
               @Kind,
               @UserId,
               @UserName,
               @Reason,
               phone_cipher,
               name_cipher,
               registered_at,
               valid_until,
               status,
               responsible_name_cipher,
               responsible_number_cipher
        FROM registrations
        WHERE id = @RegistrationId
        """,
        new { Id = Guid.CreateVersion7(now), RegistrationId = registrationId, Now = now, Kind = EnumText<ChangeKind>.Of(change.Kind), change.User?.UserId, change.User?.UserName, Reason = reason },
        transaction);

    /// <summary>
    /// Sets the status. The content key stays that of the last import: the same file again must not take a reported loss back, nor may a corrected one; a registration made later does.
    /// </summary>
    /// <returns>False when there is no such registration.</returns>
    public Task<bool> SetStatusAsync(Guid id, RegistrationStatus status, RegistrationChange change, Action<DbConnection, DbTransaction> audit, DateTimeOffset now, CancellationToken ct)
    {
        var reason = change.Reason is { } text ? cipher.Encrypt(text, ReasonPurpose) : null;
        var wanted = EnumText<RegistrationStatus>.Of(status);
        return database.WriteAsync(
            (connection, transaction) =>
            {
                var current = connection.QuerySingleOrDefault<string>("SELECT status FROM registrations WHERE id = @Id", new { Id = id }, transaction);
                if (current is null || current == wanted)
                    return current is not null;
                Keep(connection, transaction, id, change, reason, now);
                connection.Execute("UPDATE registrations SET status = @Status WHERE id = @Id", new { Id = id, Status = wanted }, transaction);
                DocumentStatuses.Set(connection, transaction, id, wanted, now);
                audit(connection, transaction);
                return true;
            },
            ct);
    }

    /// <summary>The registration and its changes, the newest first; null when there is none.</summary>
    public async Task<HistoryView?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var current = await connection.QuerySingleOrDefaultAsync<Row>(
            """
            SELECT id_type, number_cipher, phone_cipher, name_cipher, registered_at, valid_until, status, responsible_name_cipher, responsible_number_cipher
            FROM registrations
            WHERE id = @Id
            """,
            new { Id = id });
        if (current is null)
            return null;
        var changes = await connection.QueryAsync<Row>(
            """
            SELECT changed_at, kind, user_name, reason_cipher, phone_cipher, name_cipher, registered_at, valid_until, status, responsible_name_cipher, responsible_number_cipher
            FROM registration_changes
            WHERE registration_id = @Id
            ORDER BY changed_at DESC, id DESC
            """,
            new { Id = id });
        return new(
            id,
            current.IdType,
            Mask.IdNumber(cipher.Decrypt(current.NumberCipher, RegistrationStore.NumberPurpose)),
            View(current),
            [.. changes.Select(row => new ChangeView(
                row.ChangedAt, EnumText<ChangeKind>.TryParse(row.Kind, out var kind) ? kind : default, row.UserName, row.ReasonCipher is { } reason ? cipher.Decrypt(reason, ReasonPurpose) : null, View(row)))]);
    }

    private RegistrationView View(Row row) => new(
        Mask.Name(cipher.Decrypt(row.NameCipher, RegistrationStore.NamePurpose)),
        Mask.Phone(cipher.Decrypt(row.PhoneCipher, RegistrationStore.PhonePurpose)),
        row.RegisteredAt,
        row.ValidUntil,
        row.Status,
        row.ResponsibleNameCipher is { } name ? Mask.Name(cipher.Decrypt(name, RegistrationStore.ResponsibleNamePurpose)) : null,
        row.ResponsibleNumberCipher is { } number ? Mask.IdNumber(cipher.Decrypt(number, RegistrationStore.ResponsibleNumberPurpose)) : null);

    private sealed record Row
    {
        public string IdType { get; init; } = "";
        public byte[] NumberCipher { get; init; } = [];
        public DateTimeOffset ChangedAt { get; init; }
        public string? Kind { get; init; }
        public string? UserName { get; init; }
        public byte[]? ReasonCipher { get; init; }
        public byte[] PhoneCipher { get; init; } = [];
        public byte[] NameCipher { get; init; } = [];
        public DateTimeOffset RegisteredAt { get; init; }
        public string? ValidUntil { get; init; }
        public string Status { get; init; } = "";
        public byte[]? ResponsibleNameCipher { get; init; }
        public byte[]? ResponsibleNumberCipher { get; init; }
    }
}
