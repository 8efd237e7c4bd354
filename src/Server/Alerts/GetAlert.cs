using System.Diagnostics.CodeAnalysis;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
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

    /// <summary>Null also for those who may not see referrals, whether there is one or not.</summary>
    public AlertReferral? Referral { get; init; }
}

/// <param name="By">User name; null for what happened to the parcel without anybody acting on the alert.</param>
internal sealed record AlertHistoryEntry(DateTimeOffset At, string? By, string Action, string? Note);

/// <summary>The document that went to the authority.</summary>
internal sealed record AlertReferral(Guid Id, string Reference, DateTimeOffset At, string By);

/// <summary>Reads the finished referral of an alert. Alerts come before referrals in the order of features, so the referrals register this.</summary>
internal delegate Task<AlertReferral?> AlertReferralReader(Guid alertId, CancellationToken ct);

internal static class GetAlert
{
    private const string Referred = "referred";

    private static readonly LocalizedText Unknown = new("查看命中内容后处理。", "Look at the findings, then act.");

    public static async Task<Results<Ok<AlertDetail>, NotFound>> HandleAsync(
        Guid id,
        CurrentUser user,
        SqlDatabase database,
        AlertStore store,
        FieldCipher cipher,
        [FromServices] AlertSubjectReader? reader,
        [FromServices] AlertReferralReader? referrals,
        CancellationToken ct)
    {
        if (await store.FindAsync(id, ct) is not { } row || !user.MaySee(row.AudienceValue, row.Depot))
            return TypedResults.NotFound();
        var highest = user.AudienceAt(row.Depot)!.Value;
        var subject = reader is null ? null : await reader(row.WaybillId, row.DecisionId, highest, ct);
        var history = await ReadHistoryAsync(id, database, ct);
        var findings = subject?.Findings.ToList() ?? [];
        // An alert about conduct shows every change there was, not only the first.
        foreach (var again in history.Where(entry => entry.Action == EnumText<AlertRepeat>.Of(AlertRepeat.Reword)))
            findings.AddRange((reader is null ? null : await reader(row.WaybillId, again.DecisionId!.Value, highest, ct))?.Findings.Where(finding => finding.Check == Check.Behaviour) ?? []);
        // The depot must not learn that its alert went to the authority.
        var referral = referrals is not null && Policies.Roles[Policies.Referrals].Any(user.Is) ? await referrals(id, ct) : null;
        return TypedResults.Ok(new AlertDetail(row.ToSummary(), AlertTypes.Find(row.Type)?.Next ?? Unknown)
        {
            Waybill = subject?.Waybill,
            Decision = subject?.Decision,
            Findings = findings,
            History = Told(history.Select(entry => new AlertHistoryEntry(entry.At, entry.UserName, entry.Action, entry.NoteCipher is { } note ? cipher.Decrypt(note, ActOnAlert.NotePurpose) : null)), referral),
            Referral = referral,
        });
    }

    /// <summary>The history with the referral at its time; what was done to the alert itself keeps the order of its versions.</summary>
    private static List<AlertHistoryEntry> Told(IEnumerable<AlertHistoryEntry> history, AlertReferral? referral)
    {
        var told = history.ToList();
        if (referral is not null)
            told.Insert(told.FindLastIndex(entry => entry.At <= referral.At) + 1, new(referral.At, referral.By, Referred, referral.Reference));
        return told;
    }

    private static async Task<IReadOnlyList<HistoryRow>> ReadHistoryAsync(Guid id, SqlDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<HistoryRow>(
            """
            SELECT version,
                   acted_at AS at,
                   user_name,
                   action,
                   note_cipher,
                   NULL AS decision_id
            FROM alert_actions
            WHERE alert_id = @id
            UNION ALL
            SELECT version,
                   seen_at,
                   NULL,
                   action,
                   NULL,
                   decision_id
            FROM alert_repeats
            WHERE alert_id = @id
            ORDER BY version
            """,
            new { id })).AsList();
    }

    private sealed record HistoryRow
    {
        public DateTimeOffset At { get; init; }
        public string? UserName { get; init; }
        public string Action { get; init; } = "";
        public byte[]? NoteCipher { get; init; }
        public Guid? DecisionId { get; init; }
    }
}
