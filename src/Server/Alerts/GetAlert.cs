using System.Diagnostics.CodeAnalysis;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Alerts;

/// <summary>One alert with what it is about, what was done, and what to do next. Waybill and decision are null when their facts were erased.</summary>
internal sealed record AlertDetail : AlertSummary
{
    [SetsRequiredMembers]
    public AlertDetail(AlertSummary summary, LocalizedText next)
        : base(summary) => Next = next;

    public AlertWaybill? Waybill { get; init; }
    public AlertDecision? Decision { get; init; }
    public IReadOnlyList<AlertFinding> Findings { get; init; } = [];
    public IReadOnlyList<AlertHistoryEntry> History { get; init; } = [];
    public LocalizedText Next { get; init; }
}

/// <param name="By">User name.</param>
internal sealed record AlertHistoryEntry(DateTimeOffset At, string By, string Action, string? Note);

internal static class GetAlert
{
    private static readonly LocalizedText Unknown = new("查看命中内容后处理。", "Look at the findings, then act.");

    public static async Task<Results<Ok<AlertDetail>, NotFound>> HandleAsync(
        Guid id, CurrentUser user, SqlDatabase database, AlertStore store, FieldCipher cipher, [FromServices] AlertSubjectReader? reader, CancellationToken ct)
    {
        if (await store.FindAsync(id, ct) is not { } row || !user.MaySee(row.AudienceValue, row.Depot))
            return TypedResults.NotFound();
        var subject = reader is null ? null : await reader(row.WaybillId, row.DecisionId, user.AudienceAt(row.Depot)!.Value, ct);
        return TypedResults.Ok(new AlertDetail(row.ToSummary(), AlertTypes.Find(row.Type)?.Next ?? Unknown)
        {
            Waybill = subject?.Waybill,
            Decision = subject?.Decision,
            Findings = subject?.Findings ?? [],
            History = await ReadHistoryAsync(id, database, cipher, ct),
        });
    }

    private static async Task<IReadOnlyList<AlertHistoryEntry>> ReadHistoryAsync(Guid id, SqlDatabase database, FieldCipher cipher, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<ActionRow>("SELECT acted_at, user_name, action, note_cipher FROM alert_actions WHERE alert_id = @id ORDER BY version", new { id });
        return [.. rows.Select(row => new AlertHistoryEntry(row.ActedAt, row.UserName, row.Action, row.NoteCipher is { } note ? cipher.Decrypt(note, ActOnAlert.NotePurpose) : null))];
    }

    private sealed record ActionRow
    {
        public DateTimeOffset ActedAt { get; init; }
        public string UserName { get; init; } = "";
        public string Action { get; init; } = "";
        public byte[]? NoteCipher { get; init; }
    }
}
