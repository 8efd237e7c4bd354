using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Alerts;

/// <param name="Version">Of the alert as the user saw it.</param>
internal sealed record AcknowledgeRequest(int Version, string? Note = null);

/// <inheritdoc cref="AcknowledgeRequest"/>
internal sealed record DecideRequest(int Version, string Reason);

/// <summary>
/// Taking, releasing and holding. Two people acting on the same state: the first wins, the second gets a conflict that says who
/// it was. Action, history and audit entry are one transaction.
/// </summary>
internal sealed class ActOnAlert(SqlDatabase database, AlertStore store, FieldCipher cipher, Audit audit, AlertSignal signal, TimeProvider clock)
{
    public const string NotePurpose = "alert_actions.note";

    /// <summary>UTF-16 code units of a note or reason.</summary>
    private const int LongestNote = 1000;

    public static readonly EncryptedTable EncryptedActions = new("alert_actions", "id", new EncryptedColumn("note_cipher", NotePurpose));

    public static Task<Results<Ok<AlertSummary>, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> AcknowledgeAsync(
        Guid id, AcknowledgeRequest request, ActOnAlert act, CurrentUser user, CancellationToken ct) =>
        act.HandleAsync(id, request.Version, AlertAction.Acknowledge, "note", request.Note, user, ct);

    public static Task<Results<Ok<AlertSummary>, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> ReleaseAsync(
        Guid id, DecideRequest request, ActOnAlert act, CurrentUser user, CancellationToken ct) =>
        act.HandleAsync(id, request.Version, AlertAction.Release, "reason", request.Reason, user, ct);

    public static Task<Results<Ok<AlertSummary>, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> HoldAsync(
        Guid id, DecideRequest request, ActOnAlert act, CurrentUser user, CancellationToken ct) =>
        act.HandleAsync(id, request.Version, AlertAction.Hold, "reason", request.Reason, user, ct);

    private async Task<Results<Ok<AlertSummary>, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, int version, AlertAction action, string field, string? words, CurrentUser user, CancellationToken ct)
    {
        var note = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        if (note is null && action is not AlertAction.Acknowledge)
            return Problems.Invalid(field, "required");
        if (note?.Length > LongestNote)
            return Problems.Invalid(field, $"at most {LongestNote} characters");
        if (note?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true)
            return Problems.Invalid(field, "must not hold control characters");
        if (await store.FindAsync(id, ct) is not { } seen || !user.MaySee(seen.AudienceValue, seen.Depot))
            return TypedResults.NotFound();

        var now = clock.GetUtcNow();
        var step = new Step(Guid.CreateVersion7(now), action, note is null ? null : cipher.Encrypt(note, NotePurpose), user, now);
        var entry = audit.Entry(ActionCode(action), user) with { SubjectKind = "alert", Subject = id.ToString(), Detail = note };
        var (row, done) = await database.WriteAsync((connection, transaction) => Write(connection, transaction, id, version, step, entry), ct);
        if (!done)
            return await ConflictAsync(row, version, ct);
        signal.Raised();
        return TypedResults.Ok(row.ToSummary());
    }

    /// <summary>The row afterwards, or the row that was in the way.</summary>
    private (AlertRow Row, bool Done) Write(DbConnection connection, DbTransaction transaction, Guid id, int version, Step step, AuditEntry entry)
    {
        AlertRow Read(string lockHint) => connection.QuerySingle<AlertRow>($"SELECT {AlertRow.Columns} FROM alerts{lockHint} WHERE id = @id", new { id }, transaction);

        var row = Read(database.Dialect.ForUpdate);
        if (row.Version != version || AlertTransitions.After(row.StateValue, step.Action) is not { } after)
            return (row, false);

        connection.Execute("UPDATE alert_streams SET last_change = last_change + 1 WHERE depot = @Depot AND audience = @Audience", row, transaction);
        connection.Execute(
            """
            UPDATE alerts
            SET state = @State,
                version = version + 1,
                change_number = (SELECT last_change FROM alert_streams WHERE alert_streams.depot = alerts.depot AND alert_streams.audience = alerts.audience),
                acknowledged_by = COALESCE(acknowledged_by, @UserId),
                acknowledged_by_name = COALESCE(acknowledged_by_name, @UserName),
                acknowledged_at = COALESCE(acknowledged_at, @Now)
            WHERE id = @Id
            """,
            new { Id = id, State = EnumText<AlertState>.Of(after), step.User.UserId, step.User.UserName, step.Now },
            transaction);
        connection.Execute(
            """
            INSERT INTO alert_actions (id, alert_id, version, action, user_id, user_name, note_cipher, acted_at)
            VALUES (@Id, @AlertId, @Version, @Action, @UserId, @UserName, @Note, @Now)
            """,
            new { step.Id, AlertId = id, Version = version + 1, Action = EnumText<AlertAction>.Of(step.Action), step.User.UserId, step.User.UserName, step.Note, step.Now },
            transaction);
        audit.Write(connection, transaction, entry);
        return (Read(""), true);
    }

    private async Task<Conflict<ProblemDetails>> ConflictAsync(AlertRow row, int version, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var last = await connection.QueryFirstOrDefaultAsync<LastAction>(
            "SELECT user_name, action, acted_at FROM alert_actions WHERE alert_id = @Id AND version = @Version", new { row.Id, row.Version });
        var more = new Dictionary<string, object?> { ["version"] = row.Version, ["state"] = row.StateValue, ["by"] = last?.UserName, ["action"] = last?.Action, ["at"] = last?.ActedAt };
        if (row.Version == version)
            return Problems.Conflict("此预警当前状态下不能这样处理。", "This cannot be done in the alert's present state.", more);
        return last is null
            ? Problems.Conflict("此件刚刚再次到达或有变动，请查看最新状态后再操作。", "Something happened to this parcel in the meantime; look at the alert's new state first.", more)
            : Problems.Conflict(
                $"{last.UserName} 已先处理此预警，请查看最新状态后再操作。",
                $"{last.UserName} has acted on this alert in the meantime; look at its new state first.",
                more);
    }

    private static string ActionCode(AlertAction action) => action switch
    {
        AlertAction.Acknowledge => AuditActions.Acknowledged,
        AlertAction.Release => AuditActions.Released,
        AlertAction.Hold => AuditActions.Held,
    };

    private sealed record Step(Guid Id, AlertAction Action, byte[]? Note, CurrentUser User, DateTimeOffset Now);

    private sealed record LastAction
    {
        public string UserName { get; init; } = "";
        public string Action { get; init; } = "";
        public DateTimeOffset ActedAt { get; init; }
    }
}
