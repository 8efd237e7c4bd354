using System.Data.Common;
using Dapper;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.RiskLists;

internal enum EndOutcome
{
    Ended,
    Unknown,

    /// <summary>Ended by somebody before, or its last day has passed.</summary>
    NotInForce,
}

/// <summary>Sets a person aside from an entry, and takes that back: each time a new version of the list.</summary>
internal sealed class SuppressionChange(ListPublication publication, FieldCipher cipher, BlindIndex index, Audit audit, TimeProvider time)
{
    private const string SubjectKind = "suppression";

    /// <returns>The id of the new suppression, or of the one in force that stands in its way.</returns>
    /// <exception cref="RiskListBusyException">Another change is under way.</exception>
    public async Task<(Guid Id, bool Added)> AddAsync(NewSuppression wanted, CurrentUser user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var prepared = PreparedSuppression.Make(wanted, user.UserName, cipher, index, now);
        var before = default(Guid?);
        await publication.RunAsync(
            user,
            async version =>
            {
                before = await publication.WriteAsync(version, (connection, transaction) => Put(connection, transaction, version, prepared, LocalDay.Of(now)), ct);
                return before is not null ? new() : new()
                {
                    SuppressionsAdded = 1,
                    Also = audit.Entry(AuditActions.SetAside, user) with { SubjectKind = SubjectKind, Subject = prepared.Id.ToString(), Detail = wanted.Reason },
                };
            },
            ct);
        return (before ?? prepared.Id, before is null);
    }

    /// <exception cref="RiskListBusyException">Another change is under way.</exception>
    public async Task<EndOutcome> EndAsync(Guid id, string reason, CurrentUser user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var reasonCipher = cipher.Encrypt(reason, SuppressionStore.EndReasonPurpose);
        var outcome = EndOutcome.Unknown;
        await publication.RunAsync(
            user,
            async version =>
            {
                outcome = await publication.WriteAsync(
                    version,
                    (connection, transaction) => End(connection, transaction, new { Id = id, Version = version.Number, Now = now, Today = LocalDay.Of(now).ToStored(), user.UserName, Reason = reasonCipher }),
                    ct);
                return outcome is not EndOutcome.Ended ? new() : new()
                {
                    SuppressionsEnded = 1,
                    Also = audit.Entry(AuditActions.SetAsideEnded, user) with { SubjectKind = SubjectKind, Subject = id.ToString(), Detail = reason },
                };
            },
            ct);
        return outcome;
    }

    /// <summary>Null when it was written; else the one in force.</summary>
    private static Guid? Put(DbConnection connection, DbTransaction transaction, OpenVersion version, PreparedSuppression wanted, DateOnly today)
    {
        var current = connection.QuerySingleOrDefault<CurrentRow>(
            "SELECT id, until_day FROM risk_list_suppressions WHERE person_key = @PersonKey AND removed_in IS NULL", wanted, transaction);
        if (current is not null && LocalDay.FromStored(current.UntilDay) >= today)
            return current.Id;
        // Its last day has passed: the new one takes its place.
        if (current is not null)
            connection.Execute("UPDATE risk_list_suppressions SET removed_in = @Number WHERE id = @Id", new { version.Number, current.Id }, transaction);
        connection.Execute(
            """
            INSERT INTO risk_list_suppressions (
              id, entry_id, until_day, person_key, added_in,
              content_cipher, salt, leaf, decision_id, person_cipher, created_at)
            VALUES (
              @Id, @EntryId, @UntilDay, @PersonKey, @Number,
              @ContentCipher, @Salt, @Leaf, @DecisionId, @PersonCipher, @CreatedAt)
            """,
            new
            {
                wanted.Id,
                wanted.EntryId,
                wanted.UntilDay,
                wanted.PersonKey,
                version.Number,
                wanted.ContentCipher,
                wanted.Salt,
                wanted.Leaf,
                wanted.DecisionId,
                wanted.PersonCipher,
                wanted.CreatedAt,
            },
            transaction);
        return null;
    }

    private static EndOutcome End(DbConnection connection, DbTransaction transaction, object end)
    {
        var ended = connection.Execute(
            """
            UPDATE risk_list_suppressions
            SET removed_in = @Version,
                ended_at = @Now,
                ended_by_name = @UserName,
                end_reason_cipher = @Reason
            WHERE id = @Id
              AND removed_in IS NULL
              AND until_day >= @Today
            """,
            end,
            transaction);
        if (ended > 0)
            return EndOutcome.Ended;
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM risk_list_suppressions WHERE id = @Id", end, transaction) > 0 ? EndOutcome.NotInForce : EndOutcome.Unknown;
    }

    private sealed record CurrentRow
    {
        public Guid Id { get; init; }
        public string UntilDay { get; init; } = "";
    }
}
