using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Alerts;

/// <summary>
/// Writes alerts inside the transaction of the decision that raised them: an acknowledged decision always has its alert, and an
/// alert never speaks of a decision that was rolled back. Every server then finds it by its stream and pushes it to its own
/// connections; <see cref="AlertSignal.Raised"/> after the commit makes this server look at once.
/// </summary>
internal sealed class AlertOutbox(SqlDialect dialect)
{
    /// <returns>Its number in the stream of its depot and audience, from 1 without gaps.</returns>
    /// <exception cref="ArgumentException">The type is not in <see cref="AlertTypes"/>.</exception>
    public long Write(DbConnection connection, DbTransaction transaction, NewAlert alert)
    {
        if (AlertTypes.Find(alert.Type) is null)
            throw new ArgumentException($"'{alert.Type}' is not in AlertTypes.", nameof(alert));
        var stream = new { alert.Depot, Audience = EnumText<Audience>.Of(alert.Audience) };
        var sequence = NextSequence(connection, transaction, stream);
        connection.Execute(
            """
            INSERT INTO alerts (
              id, depot, audience, sequence, change_number, type, severity, lane, state, version, carrier, waybill_number,
              waybill_id, scan_id, decision_id, headline_zh, headline_en, raised_at, reason_key)
            VALUES (
              @Id, @Depot, @Audience, @Sequence, 0, @Type, @Severity, @Lane, 'open', 1, @Carrier, @WaybillNumber,
              @WaybillId, @ScanId, @DecisionId, @HeadlineZh, @HeadlineEn, @RaisedAt, @ReasonKey)
            """,
            new
            {
                alert.Id,
                stream.Depot,
                stream.Audience,
                Sequence = sequence,
                alert.Type,
                Severity = EnumText<Severity>.Of(alert.Severity),
                Lane = EnumText<Lane>.Of(alert.Lane),
                alert.Carrier,
                alert.WaybillNumber,
                alert.WaybillId,
                alert.ScanId,
                alert.DecisionId,
                HeadlineZh = alert.Headline.Zh,
                HeadlineEn = alert.Headline.En,
                alert.RaisedAt,
                alert.ReasonKey,
            },
            transaction);
        return sequence;
    }

    /// <summary>Everything raised about a parcel at any depot and for any audience, oldest first.</summary>
    public static IReadOnlyList<AlertRow> OfWaybill(DbConnection connection, DbTransaction transaction, Guid waybillId) => connection.Query<AlertRow>(
        $"SELECT {AlertRow.Columns} FROM alerts WHERE waybill_id = @WaybillId ORDER BY id", new { WaybillId = waybillId }, transaction).AsList();

    /// <summary>Something more happened to the alert's parcel: a line of its history, and its screens are told.</summary>
    public static void Repeat(DbConnection connection, DbTransaction transaction, AlertRow alert, AlertRepeat repeat, Guid decisionId, DateTimeOffset now)
    {
        connection.Execute("UPDATE alert_streams SET last_change = last_change + 1 WHERE depot = @Depot AND audience = @Audience", alert, transaction);
        connection.Execute(
            """
            UPDATE alerts
            SET version = version + 1,
                change_number = (SELECT last_change FROM alert_streams WHERE alert_streams.depot = alerts.depot AND alert_streams.audience = alerts.audience)
            WHERE id = @Id
            """,
            alert,
            transaction);
        connection.Execute(
            """
            INSERT INTO alert_repeats (id, alert_id, version, action, decision_id, seen_at)
            SELECT @Id, id, version, @Action, @DecisionId, @Now
            FROM alerts
            WHERE id = @AlertId
            """,
            new { Id = Guid.CreateVersion7(now), AlertId = alert.Id, Action = EnumText<AlertRepeat>.Of(repeat), DecisionId = decisionId, Now = now },
            transaction);
    }

    private long NextSequence(DbConnection connection, DbTransaction transaction, object stream)
    {
        if (!TryRise(connection, transaction, stream))
        {
            try
            {
                connection.Execute("INSERT INTO alert_streams (depot, audience, last_sequence, last_change) VALUES (@Depot, @Audience, 1, 0)", stream, transaction);
            }
            catch (DbException error) when (dialect.IsDuplicate(error))
            {
                // Another server opened the stream in this moment; its row is there now.
                TryRise(connection, transaction, stream);
            }
        }

        return connection.ExecuteScalar<long>("SELECT last_sequence FROM alert_streams WHERE depot = @Depot AND audience = @Audience", stream, transaction);
    }

    private static bool TryRise(DbConnection connection, DbTransaction transaction, object stream) =>
        connection.Execute("UPDATE alert_streams SET last_sequence = last_sequence + 1 WHERE depot = @Depot AND audience = @Audience", stream, transaction) == 1;
}
