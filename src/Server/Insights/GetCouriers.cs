using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Insights;

internal sealed record CourierRow(CourierConduct Conduct, IReadOnlyList<CourierSignal> Signals);

/// <summary>Parcels that first turned up at a depot without a scan at acceptance: somebody took them in and did not scan.</summary>
internal sealed record DepotRow(string Depot, int Parcels, int NotScannedAtAcceptance);

internal sealed record CourierInsights(DateOnly From, DateOnly To, int FastSeconds, IReadOnlyList<CourierRow> Couriers, IReadOnlyList<DepotRow> Depots);

/// <summary>
/// GET /api/insights/couriers?from=&amp;to=&amp;fastSeconds=: what the records say of each account between two local days, both included, at most 92. For compliance alone: a depot must not
/// learn what is looked at. Reads a stretch of the decisions' ids, whose order is time.
/// </summary>
internal static class GetCouriers
{
    private const int MostDays = 92;
    private const int DefaultDays = 30;
    private const int DefaultFastSeconds = 20;

    /// <summary>Far from the ends of the calendar, where a day more or less cannot be told.</summary>
    private static readonly DateOnly Earliest = new(2000, 1, 1), Latest = new(2999, 12, 31);

    /// <summary>A red parcel of the last hours may still be opened.</summary>
    private static readonly TimeSpan TimeToInspect = TimeSpan.FromHours(4);

    /// <summary>An inspection that comes longer after its scan does not count for it: the times in it are the device's word, and who is asked about a parcel could make up for it. A phone without a network sends both when it has one.</summary>
    private static readonly TimeSpan TimeToReport = TimeSpan.FromDays(1);

    public static async Task<Results<Ok<CourierInsights>, ProblemHttpResult>> HandleAsync(SqlDatabase database, TimeProvider clock, CancellationToken ct, DateOnly? from = null, DateOnly? to = null, int? fastSeconds = null)
    {
        var last = to ?? clock.Today();
        if (last < Earliest || last > Latest)
            return Problems.Invalid("to", $"must be a day from {Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}");
        var first = from ?? last.AddDays(1 - DefaultDays);
        if (first > last || last.DayNumber - first.DayNumber >= MostDays)
            return Problems.Invalid("from", $"must be a day at most {MostDays - 1} days before to");
        var fast = fastSeconds ?? DefaultFastSeconds;
        if (fast is < 1 or > 600)
            return Problems.Invalid("fastSeconds", "must be a whole number from 1 to 600");

        var span = new Span(Start(first), Start(last.AddDays(1)), clock.GetUtcNow() - TimeToInspect, TimeSpan.FromSeconds(fast));
        await using var connection = await database.OpenAsync(ct);
        var couriers = new Dictionary<Guid, CourierConduct>();
        await AddAsync(connection, Scans, span, couriers, (to, from) => to with { Accepted = from.Accepted, Red = from.Red, RedNotInspected = from.RedNotInspected, Control = from.Control, ControlNotInspected = from.ControlNotInspected });
        await AddAsync(connection, Inspections, span, couriers, (to, from) => to with
        {
            Inspections = from.Inspections, NothingFound = from.NothingFound, TooFast = from.TooFast, RedInspections = from.RedInspections, WithoutPhotos = from.WithoutPhotos, Refused = from.Refused,
        });
        await AddAsync(connection, Registrations, span, couriers, (to, from) => to with { Registered = from.Registered, SameDocument = from.SameDocument });
        var depots = await connection.QueryAsync<DepotCount>(Depots, span.Parameters);
        return TypedResults.Ok(new CourierInsights(
            first,
            last,
            fast,
            [.. couriers.Values.Select(conduct => new CourierRow(conduct, CourierSignals.Of(conduct, fast))).OrderByDescending(row => row.Signals.Count).ThenBy(row => row.Conduct.UserName, StringComparer.Ordinal)],
            [.. depots.Select(row => new DepotRow(row.Depot, row.Parcels, row.NotScannedAtAcceptance))]));
    }

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), LocalDay.Offset);

    private static async Task AddAsync(DbConnection connection, string sql, Span span, Dictionary<Guid, CourierConduct> couriers, Func<CourierConduct, CourierConduct, CourierConduct> add)
    {
        foreach (var row in await connection.QueryAsync<CourierConduct>(sql, span.Parameters))
            couriers[row.UserId] = add(couriers.GetValueOrDefault(row.UserId) ?? new() { UserId = row.UserId, UserName = row.UserName }, row);
    }

    private const string Scans =
        """
        SELECT s.user_id,
               MAX(u.user_name) AS user_name,
               COUNT(*) AS accepted,
               SUM(CASE WHEN s.is_due = 1 THEN 1 ELSE 0 END) AS red,
               SUM(CASE WHEN s.is_due = 1 AND s.is_inspected = 0 THEN 1 ELSE 0 END) AS red_not_inspected,
               SUM(CASE WHEN s.is_due = 1 AND s.is_control = 1 THEN 1 ELSE 0 END) AS control,
               SUM(CASE WHEN s.is_due = 1 AND s.is_control = 1 AND s.is_inspected = 0 THEN 1 ELSE 0 END) AS control_not_inspected
        FROM (
          SELECT c.user_id,
                 CASE WHEN c.shown = @Red AND c.received_at < @Due THEN 1 ELSE 0 END AS is_due,
                 CASE WHEN c.shown = @Red AND d.public_part LIKE '%"control.sample"%' THEN 1 ELSE 0 END AS is_control,
                 CASE WHEN c.shown = @Red AND EXISTS (SELECT 1 FROM inspections i WHERE i.waybill_id = c.waybill_id AND i.received_at - c.received_at < @ReportMicroseconds) THEN 1 ELSE 0 END AS is_inspected
          FROM decisions d
          JOIN scans c ON c.id = d.scan_id AND c.decision_id = d.id
          WHERE d.id >= @First AND d.id < @Last AND c.kind = @Acceptance
        ) s
        LEFT JOIN users u ON u.id = s.user_id
        GROUP BY s.user_id
        """;

    private const string Inspections =
        """
        SELECT i.user_id,
               MAX(i.user_name) AS user_name,
               COUNT(*) AS inspections,
               SUM(CASE WHEN i.result = @NothingFound THEN 1 ELSE 0 END) AS nothing_found,
               SUM(CASE WHEN i.result = @NothingFound AND i.ended_at - i.started_at < @FastMicroseconds THEN 1 ELSE 0 END) AS too_fast,
               SUM(CASE WHEN s.shown = @Red THEN 1 ELSE 0 END) AS red_inspections,
               SUM(CASE WHEN s.shown = @Red AND i.photos = 0 AND i.result <> @Refused THEN 1 ELSE 0 END) AS without_photos,
               SUM(CASE WHEN i.result = @Refused THEN 1 ELSE 0 END) AS refused
        FROM inspections i
        LEFT JOIN scans s ON s.id = i.scan_id
        WHERE i.received_at >= @From AND i.received_at < @To
        GROUP BY i.user_id
        """;

    private const string Registrations =
        """
        SELECT r.user_id,
               MAX(u.user_name) AS user_name,
               SUM(r.stored) AS registered,
               MAX(r.times) AS same_document
        FROM (
          SELECT user_id, registration_id, COUNT(*) AS times, SUM(CASE WHEN refused = 0 THEN 1 ELSE 0 END) AS stored
          FROM counter_registrations
          WHERE registered_at >= @From AND registered_at < @To
          GROUP BY user_id, registration_id
        ) r
        LEFT JOIN users u ON u.id = r.user_id
        GROUP BY r.user_id
        """;

    private const string Depots =
        """
        SELECT s.depot,
               COUNT(*) AS parcels,
               SUM(CASE WHEN s.kind = @Acceptance THEN 0 ELSE 1 END) AS not_scanned_at_acceptance
        FROM decisions d
        JOIN scans s ON s.id = d.scan_id AND s.decision_id = d.id
        WHERE d.id >= @First AND d.id < @Last
          AND NOT EXISTS (SELECT 1 FROM scans e WHERE e.waybill_id = s.waybill_id AND (e.received_at < s.received_at OR (e.received_at = s.received_at AND e.id < s.id)))
        GROUP BY s.depot
        ORDER BY s.depot
        """;

    private sealed record Span(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Due, TimeSpan Fast)
    {
        public object Parameters => new
        {
            From,
            To,
            Due,
            First = TimeOrderedId.First(From),
            Last = TimeOrderedId.First(To),
            FastMicroseconds = (long)Fast.TotalMicroseconds,
            ReportMicroseconds = (long)TimeToReport.TotalMicroseconds,
            Red = (int)Shown.Red,
            Acceptance = EnumText<ScanKind>.Of(ScanKind.Acceptance),
            NothingFound = EnumText<InspectionResult>.Of(InspectionResult.NothingFound),
            Refused = EnumText<InspectionResult>.Of(InspectionResult.Refused),
        };
    }

    private sealed record DepotCount
    {
        public string Depot { get; init; } = "";
        public int Parcels { get; init; }
        public int NotScannedAtAcceptance { get; init; }
    }
}
