using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Rules;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Evidence;

namespace LogisticsScreening.Server.Screenings;

/// <summary>Stores a decision with its leaf and its alerts, and moves the parcel on: all inside the caller's transaction.</summary>
internal sealed class DecisionWriter(AlertOutbox outbox, SqlDialect dialect)
{
    /// <summary>Kind of the leaves that decisions add to the log.</summary>
    public const string SubjectKind = "decision";

    /// <summary>From here on a supervisor must act; yellow is the courier's own check.</summary>
    private const Lane Alerting = Lane.Red;

    /// <returns>Where the parcel stands now, and whether an alert was written.</returns>
    public (ParcelState State, bool Alerted) Write(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, DateTimeOffset now)
    {
        connection.Execute(
            """
            INSERT INTO decisions (id, scan_id, waybill_id, waybill_version, depot, lane, decided_at, public_part, decision_hash, erasable_cipher)
            VALUES (@Id, @ScanId, @WaybillId, @WaybillVersion, @Depot, @Lane, @DecidedAt, @PublicPart, @Hash, @Erasable)
            """,
            new
            {
                prepared.Id,
                prepared.ScanId,
                prepared.WaybillId,
                prepared.WaybillVersion,
                prepared.Depot,
                Lane = Screening.Parcels.EnumText<Lane>.Of(prepared.Decision.Lane),
                prepared.Decision.DecidedAt,
                prepared.PublicPart,
                prepared.Hash,
                prepared.Erasable,
            },
            transaction);
        EvidenceLog.Add(connection, transaction, prepared.Id, SubjectKind, Convert.FromHexString(prepared.Hash), DecisionRecord.Algorithm, now);
        return MoveOn(connection, transaction, prepared);
    }

    private (ParcelState State, bool Alerted) MoveOn(DbConnection connection, DbTransaction transaction, PreparedDecision prepared)
    {
        var before = connection.QuerySingle<ParcelRow>(
            $"""
            SELECT lane,
                   shown,
                   instruction,
                   raised_key,
                   raised_decision_id
            FROM waybills{dialect.ForUpdate}
            WHERE id = @WaybillId
            """,
            new { prepared.WaybillId },
            transaction);
        var decision = prepared.Decision;
        var findings = ParcelState.FindingsKey(decision.Findings.Where(f => !IsConduct(f)));
        byte[] raised = [.. findings, .. System.Text.Encoding.ASCII.GetBytes(prepared.Depot)];
        var same = before.RaisedKey.AsSpan().StartsWith(findings);
        var released = before.RaisedDecisionId is { } last && AlertOutbox.AllReleased(connection, transaction, last);
        var state = before.ToState().After(decision, released, same);
        // A held parcel that reaches another depot is that depot's matter too; the same depot is not told twice.
        var alerting = decision.Findings.Any(Acts) && !(released && same) && !before.RaisedKey.AsSpan().SequenceEqual(raised);
        if (alerting)
            Raise(connection, transaction, prepared);
        var reported = RaiseConduct(connection, transaction, prepared, state.Courier.Shown);
        connection.Execute(
            """
            UPDATE waybills
            SET lane = @Lane,
                shown = @Shown,
                instruction = @Instruction,
                raised_key = CASE WHEN @Alerting = 1 THEN @Raised ELSE raised_key END,
                raised_decision_id = CASE WHEN @Alerting = 1 THEN @Id ELSE raised_decision_id END,
                last_scan_id = CASE WHEN @ScanId IS NULL THEN last_scan_id ELSE @ScanId END
            WHERE id = @WaybillId
            """,
            new
            {
                Lane = (int)state.Lane,
                Shown = (int)state.Courier.Shown,
                Instruction = (int)state.Courier.Instruction,
                Alerting = alerting ? 1 : 0,
                Raised = raised,
                prepared.Id,
                prepared.ScanId,
                prepared.WaybillId,
            },
            transaction);
        return (state, alerting || reported);
    }

    /// <summary>
    /// A control sample raises none: the courier's red for it must look, at the depot too, like a red whose reason only a stricter audience may know.
    /// </summary>
    private static bool Acts(Finding finding) => finding.Lane >= Alerting && finding.Check != Check.Control && !IsConduct(finding);

    private static bool IsConduct(Finding finding) => RuleKinds.Codes.TryGetValue(finding.Code, out var code) && code.IsConduct;

    /// <summary>About the account, not the parcel: its lane is the one the courier saw, which everybody may know.</summary>
    private bool RaiseConduct(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, Shown shown)
    {
        var findings = prepared.Decision.Findings.Where(IsConduct).ToList();
        if (findings.Count == 0)
            return false;
        Write(connection, transaction, prepared, findings, findings, AlertTypes.Conduct, findings.Max(f => f.Audience), (Lane)shown);
        return true;
    }

    /// <summary>One alert for each audience that has something of its own to act on; it speaks only of findings which that audience may see.</summary>
    private void Raise(DbConnection connection, DbTransaction transaction, PreparedDecision prepared)
    {
        foreach (var audience in Enum.GetValues<Audience>())
        {
            var acting = prepared.Decision.Findings.Where(f => f.Audience == audience && Acts(f)).ToList();
            if (acting.Count == 0)
                continue;
            var visible = prepared.Decision.Findings.Where(f => f.Audience <= audience && !IsConduct(f)).ToList();
            Write(connection, transaction, prepared, acting, visible, AlertTypes.For(acting[0].Check), audience, visible.Max(f => f.Lane));
        }
    }

    private void Write(
        DbConnection connection, DbTransaction transaction, PreparedDecision prepared, List<Finding> acting, List<Finding> visible, AlertType type, Audience audience, Lane lane) =>
        outbox.Write(connection, transaction, new()
        {
            Id = Guid.CreateVersion7(prepared.Decision.DecidedAt),
            WaybillId = prepared.WaybillId,
            ScanId = prepared.ScanId,
            DecisionId = prepared.Id,
            Depot = prepared.Depot,
            Audience = audience,
            Type = type.Code,
            Severity = visible.Max(f => f.Severity),
            Lane = lane,
            Carrier = prepared.Carrier,
            WaybillNumber = prepared.Number,
            RaisedAt = prepared.Decision.DecidedAt,
            Headline = Headline(acting),
        });

    private static LocalizedText Headline(List<Finding> findings)
    {
        var titles = findings.Select(f => RuleKinds.Codes[f.Code].Title).Distinct().ToList();
        var shown = titles.Take(2).ToList();
        var more = titles.Count - shown.Count;
        return new(
            string.Join("；", shown.Select(t => t.Zh)) + (more > 0 ? $"；另{more}项" : ""),
            string.Join("; ", shown.Select(t => t.En)) + (more > 0 ? $"; {more} more" : ""));
    }

    private sealed record ParcelRow
    {
        public int Lane { get; init; }
        public int Shown { get; init; }
        public int Instruction { get; init; }
        public byte[]? RaisedKey { get; init; }
        public Guid? RaisedDecisionId { get; init; }

        public ParcelState ToState() => new((Lane)Lane, new((Shown)Shown, (Instruction)Instruction));
    }
}
