using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Rules;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Screenings;

/// <summary>Stores a decision with its leaf and its alerts, and moves the parcel on: all inside the caller's transaction.</summary>
internal sealed class DecisionWriter(AlertRaiser raiser, AlertOutbox outbox, DecisionStore decisions, SqlDialect dialect)
{
    /// <summary>Kind of the leaves that decisions add to the log.</summary>
    public const string SubjectKind = "decision";

    /// <param name="isAnswered">Decided because an authority answered: what earlier decisions found only for want of that answer holds the parcel up no longer.</param>
    /// <returns>Where the parcel stands now, and whether an alert was written.</returns>
    public (ParcelState State, bool Alerted) Write(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, DateTimeOffset now, bool isAnswered = false)
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
        // A look without a scan posts nothing.
        if (prepared is { Posting: { } posting, ScanId: not null })
            PostingStore.Write(connection, transaction, prepared, posting);
        EvidenceLog.Add(connection, transaction, prepared.Id, SubjectKind, Convert.FromHexString(prepared.Hash), DecisionRecord.Algorithm, now);
        // Also of a look without a scan: its facts hold the registration all the same.
        var isRegisteredSince = RegistrationUses.Add(connection, transaction, prepared.WaybillId, prepared.Uses, now);
        IdentityWaits.Add(connection, transaction, prepared.WaybillId, prepared.Waits, now);
        return MoveOn(connection, transaction, prepared, isAnswered, isRegisteredSince);
    }

    /// <summary>Tells above the depot that this account's tries reached a limit.</summary>
    public void ReportLimit(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, LocalizedText headline, Shown shown)
    {
        outbox.Write(connection, transaction, AlertRaiser.AboutConduct(prepared, Audience.Region, Severity.High, FindingReason.LimitReached, headline, shown));
        connection.Execute("UPDATE waybills SET raised_decision_id = @Id WHERE id = @WaybillId", new { prepared.Id, prepared.WaybillId }, transaction);
    }

    private (ParcelState State, bool Alerted) MoveOn(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, bool isAnswered, bool isRegisteredSince)
    {
        var before = connection.QuerySingle<ParcelRow>(
            $"""
            SELECT lane,
                   shown,
                   instruction,
                   raised_decision_id,
                   last_scan_id
            FROM waybills{dialect.ForUpdate}
            WHERE id = @WaybillId
            """,
            new { prepared.WaybillId },
            transaction);
        // Most parcels never raise anything, and need not be asked about.
        var alerts = before.RaisedDecisionId is null ? ParcelAlerts.None : new ParcelAlerts(
            AlertOutbox.OfWaybill(connection, transaction, prepared.WaybillId), id => decisions.FindingsOf(connection, transaction, id));
        var from = before.RaisedDecisionId is null ? null
            : connection.QuerySingleOrDefault<string?>("SELECT depot FROM scans WHERE id = @Id", new { Id = before.LastScanId }, transaction);
        // A parcel that raised an alert is as strict as that until its release, whoever its sender is.
        var stood = before.RaisedDecisionId is null && (isAnswered || (isRegisteredSince && before.ToState().Lane > prepared.Decision.Lane))
            ? WithoutMended(connection, transaction, prepared, isAnswered) ?? before.ToState()
            : before.ToState();
        var state = stood.After(prepared.Decision, prepared.Scan, alerts);
        var answered = state.At(prepared.Scan, alerts);
        var alerted = raiser.Raise(connection, transaction, prepared, alerts, from, answered.Courier.Shown);
        connection.Execute(
            """
            UPDATE waybills
            SET lane = @Lane,
                shown = @Shown,
                instruction = @Instruction,
                raised_decision_id = CASE WHEN @Alerted = 1 THEN @Id ELSE raised_decision_id END,
                last_scan_id = CASE WHEN @ScanId IS NULL THEN last_scan_id ELSE @ScanId END
            WHERE id = @WaybillId
            """,
            new
            {
                Lane = (int)state.Lane,
                Shown = (int)state.Courier.Shown,
                Instruction = (int)state.Courier.Instruction,
                Alerted = alerted ? 1 : 0,
                prepared.Id,
                prepared.ScanId,
                prepared.WaybillId,
            },
            transaction);
        return (answered, alerted);
    }

    /// <summary>
    /// The strictest of the parcel's decisions as each would be had it not lacked an answer of the authority, or the registration that was made since: the courier was told to register this sender, and
    /// did. Of the declaration as it stands, for another one may have had another sender. Null when a decision was erased and cannot tell.
    /// </summary>
    private ParcelState? WithoutMended(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, bool isAnswered)
    {
        var now = prepared.Decision.Findings.Select(f => (f.Code, f.Party)).ToHashSet();
        ParcelState? state = null;
        foreach (var content in decisions.ContentsOf(connection, transaction, prepared.WaybillId))
        {
            if (content is null)
                return null;
            var isSame = content.Facts.Version == prepared.WaybillVersion;
            bool IsMended(Finding f) => f.Code == AuthorityAnswer.NotConfirmedCode ? isAnswered || (isSame && !now.Contains((f.Code, f.Party)))
                : f.Code == RealNameCodes.NotRegistered.Code && isSame && !now.Contains((f.Code, f.Party));
            var (lane, _, courier) = Verdict.Of([.. content.Decision.Findings.Where(f => !IsMended(f))], content.Facts.Scan);
            state = state is null ? new(lane, courier) : state.Or(new(lane, courier));
        }

        return state;
    }

    private sealed record ParcelRow
    {
        public int Lane { get; init; }
        public int Shown { get; init; }
        public int Instruction { get; init; }
        public Guid? RaisedDecisionId { get; init; }
        public Guid? LastScanId { get; init; }

        public ParcelState ToState() => new((Lane)Lane, new((Shown)Shown, (Instruction)Instruction));
    }
}
