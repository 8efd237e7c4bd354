using System.Data.Common;
using Dapper;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Access;

/// <summary>
/// The audit trail. Prefer <see cref="Write"/> inside the transaction of what it records: then neither exists without the other.
/// </summary>
internal sealed class Audit(SqlDatabase database, FieldCipher cipher, TimeProvider time)
{
    public const string SourcePurpose = "audit.source";
    public const string DetailPurpose = "audit.detail";

    public static readonly EncryptedTable EncryptedEntries = new(
        "audit_entries",
        "id",
        new EncryptedColumn("source_cipher", SourcePurpose),
        new EncryptedColumn("detail_cipher", DetailPurpose));

    /// <summary>A new entry with id and time; set what is known with <c>with</c>.</summary>
    public AuditEntry Entry(string action, CurrentUser? user = null)
    {
        var now = time.GetUtcNow();
        return new() { Id = Guid.CreateVersion7(now), At = now, Action = action, UserId = user?.UserId, UserName = user?.UserName };
    }

    public void Write(DbConnection connection, DbTransaction transaction, AuditEntry entry)
    {
        if (!AuditActions.Texts.ContainsKey(entry.Action))
            throw new ArgumentException($"'{entry.Action}' is not in AuditActions.", nameof(entry));
        connection.Execute(
            """
            INSERT INTO audit_entries (id, at, action, user_id, user_name, subject_kind, subject, source_cipher, detail_cipher)
            VALUES (@Id, @At, @Action, @UserId, @UserName, @SubjectKind, @Subject, @Source, @Detail)
            """,
            new
            {
                entry.Id,
                entry.At,
                entry.Action,
                entry.UserId,
                entry.UserName,
                entry.SubjectKind,
                entry.Subject,
                Source = entry.Source is { } source ? cipher.Encrypt(source, SourcePurpose) : null,
                Detail = entry.Detail is { } detail ? cipher.Encrypt(detail, DetailPurpose) : null,
            },
            transaction);
    }

    public Task WriteAsync(AuditEntry entry, CancellationToken ct) =>
        database.WriteAsync((connection, transaction) => Write(connection, transaction, entry), ct);
}
