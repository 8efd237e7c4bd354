using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Cases;

/// <summary>An alert as a case holds it, with everything that was done about it.</summary>
internal sealed record CaseAlert
{
    public required Guid Id { get; init; }
    public required string Depot { get; init; }
    public required string Audience { get; init; }
    public required long Sequence { get; init; }
    public required string Type { get; init; }
    public required string WaybillNumber { get; init; }
    public required Guid WaybillId { get; init; }
    public required Guid DecisionId { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }

    public LocalizedText TypeText => AlertTypes.Find(Type)?.Text ?? new(Type, Type);

    public override string ToString() => $"alert {Id}";
}

/// <param name="Action">Code of the alert's action: acknowledge, release, hold.</param>
/// <param name="Note">The words given with it; may name people.</param>
internal sealed record CaseAlertAction(DateTimeOffset At, string Action, string UserName, string? Note)
{
    public override string ToString() => $"{Action} at {At:O}";
}

/// <summary>Reads the alerts of cases.</summary>
internal sealed class CaseAlerts(SqlDatabase database, FieldCipher cipher)
{
    /// <summary>Null when there is no such alert, or none that this user may see.</summary>
    public async Task<CaseAlert?> FindAsync(Guid alertId, CurrentUser user, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var alert = await connection.QuerySingleOrDefaultAsync<CaseAlert>(
            """
            SELECT id,
                   depot,
                   audience,
                   sequence,
                   type,
                   waybill_number,
                   waybill_id,
                   decision_id,
                   raised_at
            FROM alerts
            WHERE id = @AlertId
            """,
            new { AlertId = alertId });
        return alert is not null && EnumText<Audience>.TryParse(alert.Audience, out var audience) && user.MaySee(audience, alert.Depot) ? alert : null;
    }

    /// <summary>Everything done about an alert, oldest first.</summary>
    public async Task<IReadOnlyList<CaseAlertAction>> ActionsAsync(Guid alertId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<ActionRow>(
            """
            SELECT action,
                   user_name,
                   note_cipher,
                   acted_at
            FROM alert_actions
            WHERE alert_id = @AlertId
            ORDER BY version
            """,
            new { AlertId = alertId });
        return [.. rows.Select(row => new CaseAlertAction(row.ActedAt, row.Action, row.UserName, row.NoteCipher is null ? null : cipher.Decrypt(row.NoteCipher, ActOnAlert.NotePurpose)))];
    }

    private sealed record ActionRow
    {
        public required string Action { get; init; }
        public required string UserName { get; init; }
        public byte[]? NoteCipher { get; init; }
        public required DateTimeOffset ActedAt { get; init; }
    }
}
