using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;

namespace LogisticsScreening.Server.Registry;

/// <summary>A status that was set by hand, or that outlived its registration.</summary>
internal sealed record DocumentStatus(RegistrationStatus Status, DateTimeOffset SetAt)
{
    /// <summary>
    /// Whether it stands against a registration that comes now. A registration made before the report knows nothing of it, whichever day its file comes; only a later one replaces it,
    /// and never the counter, where a colluding courier could take a loss back.
    /// </summary>
    public bool StandsAgainst(DateTimeOffset registeredAt, ChangeKind by) =>
        registeredAt <= SetAt || (by == ChangeKind.Counter && Status is RegistrationStatus.Lost or RegistrationStatus.Revoked);
}

/// <summary>
/// Statuses of documents apart from their registrations: keyed hash, kind, status, time. A registration that is erased or forgotten leaves the status of a lost or revoked document behind
/// for a while, so that the document is not registered afresh as if nothing had been reported.
/// </summary>
internal static class DocumentStatuses
{
    private static readonly string Lost = EnumText<RegistrationStatus>.Of(RegistrationStatus.Lost);
    private static readonly string Revoked = EnumText<RegistrationStatus>.Of(RegistrationStatus.Revoked);

    public static DocumentStatus? Find(DbConnection connection, DbTransaction transaction, byte[] numberKey, string idType) =>
        connection.QuerySingleOrDefault<Row>("SELECT status, set_at FROM document_statuses WHERE number_key = @NumberKey AND id_type = @IdType", new { NumberKey = numberKey, IdType = idType }, transaction) is { } row
            // A status this server does not know (written by a newer one) must not pass for an active one.
            ? new(EnumText<RegistrationStatus>.TryParse(row.Status, out var status) ? status : RegistrationStatus.Revoked, row.SetAt)
            : null;

    /// <summary>What compliance set stands from now on.</summary>
    public static void Set(DbConnection connection, DbTransaction transaction, Guid registrationId, string status, DateTimeOffset now)
    {
        if (DocumentOf(connection, transaction, registrationId) is not { } document)
            return;
        Remove(connection, transaction, document.NumberKey, document.IdType);
        Insert(connection, transaction, document with { Status = status, SetAt = now });
    }

    /// <summary>A registration is there again: it holds the status, and the row no longer ends by itself.</summary>
    public static void Keep(DbConnection connection, DbTransaction transaction, byte[] numberKey, string idType) => connection.Execute(
        "UPDATE document_statuses SET until_at = NULL WHERE number_key = @NumberKey AND id_type = @IdType AND until_at IS NOT NULL", new { NumberKey = numberKey, IdType = idType }, transaction);

    public static void Remove(DbConnection connection, DbTransaction transaction, byte[] numberKey, string idType) =>
        connection.Execute("DELETE FROM document_statuses WHERE number_key = @NumberKey AND id_type = @IdType", new { NumberKey = numberKey, IdType = idType }, transaction);

    /// <summary>
    /// To be called before a registration is deleted: of a lost or revoked document the status stays until <paramref name="until"/>, or until the document ends if that is later, with the
    /// time it would have had without the deletion: the next registration of the document meets what it would have met. Of any other document nothing stays.
    /// </summary>
    public static void Outlive(DbConnection connection, DbTransaction transaction, Guid registrationId, DateTimeOffset until)
    {
        if (DocumentOf(connection, transaction, registrationId) is not { } document)
            return;
        if (document.Status != Lost && document.Status != Revoked)
        {
            Remove(connection, transaction, document.NumberKey, document.IdType);
            return;
        }

        if (Find(connection, transaction, document.NumberKey, document.IdType) is null)
            Insert(connection, transaction, document);
        var end = document.ValidUntil is { } last && new DateTimeOffset(LocalDay.FromStored(last).AddDays(1), TimeOnly.MinValue, LocalDay.Offset) is var ends && ends > until ? ends : until;
        connection.Execute(
            "UPDATE document_statuses SET until_at = @End WHERE number_key = @NumberKey AND id_type = @IdType", new { End = end, document.NumberKey, document.IdType }, transaction);
    }

    private static Document? DocumentOf(DbConnection connection, DbTransaction transaction, Guid registrationId) => connection.QuerySingleOrDefault<Document>(
        "SELECT number_key, id_type, status, registered_at AS set_at, valid_until FROM registrations WHERE id = @Id", new { Id = registrationId }, transaction);

    private static void Insert(DbConnection connection, DbTransaction transaction, Document document) => connection.Execute(
        "INSERT INTO document_statuses (number_key, id_type, status, set_at) VALUES (@NumberKey, @IdType, @Status, @SetAt)", document, transaction);

    private sealed record Document
    {
        public byte[] NumberKey { get; init; } = [];
        public string IdType { get; init; } = "";
        public string Status { get; init; } = "";
        public DateTimeOffset SetAt { get; init; }
        public string? ValidUntil { get; init; }
    }

    private sealed record Row
    {
        public string Status { get; init; } = "";
        public DateTimeOffset SetAt { get; init; }
    }
}
