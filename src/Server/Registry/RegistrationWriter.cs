using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Registry;

/// <summary>What became of one row.</summary>
internal enum RegistrationOutcome
{
    Added,
    Changed,

    /// <summary>The same is stored, or something registered later.</summary>
    Unchanged,
}

/// <summary>Stores a registration: the latest one of a document counts, what it replaces is kept in its history, and a status set by hand stands as long as it should.</summary>
internal static class RegistrationWriter
{
    public static RegistrationOutcome Put(DbConnection connection, DbTransaction transaction, PreparedRegistration row, RegistrationChange change)
    {
        var stored = connection.QuerySingleOrDefault<StoredContent>(
            """
            SELECT id,
                   registered_at,
                   content_key
            FROM registrations
            WHERE number_key = @NumberKey
              AND id_type = @IdType
            """,
            row,
            transaction);
        if (stored is not null && (stored.RegisteredAt > row.RegisteredAt || stored.ContentKey.AsSpan().SequenceEqual(row.ContentKey)))
            return RegistrationOutcome.Unchanged;

        row = WithStatus(connection, transaction, row, change.Kind);
        if (stored is not null)
            RegistrationChanges.Keep(connection, transaction, stored.Id, change, null, row.Now);
        connection.Execute(stored is null ? Insert : Update, row, transaction);
        IdentityCheckStore.Follow(connection, transaction, row);
        return stored is null ? RegistrationOutcome.Added : RegistrationOutcome.Changed;
    }

    /// <summary>The row with the status that stands against it, or as it is: then no older status is left.</summary>
    private static PreparedRegistration WithStatus(DbConnection connection, DbTransaction transaction, PreparedRegistration row, ChangeKind by)
    {
        if (DocumentStatuses.Find(connection, transaction, row.NumberKey, row.IdType) is not { } status)
            return row;
        if (status.StandsAgainst(row.RegisteredAt, by))
        {
            DocumentStatuses.Keep(connection, transaction, row.NumberKey, row.IdType);
            return row with { Status = EnumText<RegistrationStatus>.Of(status.Status) };
        }

        DocumentStatuses.Remove(connection, transaction, row.NumberKey, row.IdType);
        return row;
    }

    private const string Insert =
        """
        INSERT INTO registrations (
          id, id_type, number_key, number_cipher, phone_key, phone_cipher, name_cipher,
          country, registered_at, valid_until, status, responsible_type, responsible_number_cipher, responsible_name_cipher, content_key, imported_at)
        VALUES (
          @Id, @IdType, @NumberKey, @NumberCipher, @PhoneKey, @PhoneCipher, @NameCipher,
          @Country, @RegisteredAt, @ValidUntil, @Status, @ResponsibleType, @ResponsibleNumberCipher, @ResponsibleNameCipher, @ContentKey, @Now)
        """;

    private const string Update =
        """
        UPDATE registrations
        SET phone_key = @PhoneKey,
            phone_cipher = @PhoneCipher,
            name_cipher = @NameCipher,
            country = @Country,
            registered_at = @RegisteredAt,
            valid_until = @ValidUntil,
            status = @Status,
            responsible_type = @ResponsibleType,
            responsible_number_cipher = @ResponsibleNumberCipher,
            responsible_name_cipher = @ResponsibleNameCipher,
            content_key = @ContentKey,
            imported_at = @Now
        WHERE number_key = @NumberKey
          AND id_type = @IdType
        """;

    private sealed record StoredContent
    {
        public Guid Id { get; init; }
        public DateTimeOffset RegisteredAt { get; init; }
        public byte[] ContentKey { get; init; } = [];
    }
}
