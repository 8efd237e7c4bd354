using System.Globalization;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Cases;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Inspections;

namespace LogisticsScreening.Server.Referrals;

/// <summary>What happened to the parcel of an alert and who did it, in order of time.</summary>
internal sealed class ReferralTimeline(SqlDatabase database, InspectionStore inspections, CaseAlerts alerts)
{
    private static readonly Dictionary<string, LocalizedText> ActionTexts = new(StringComparer.Ordinal)
    {
        ["acknowledge"] = new("预警已接收", "Alert acknowledged"),
        ["release"] = new("放行", "Released"),
        ["hold"] = new("停止寄递并妥善保管", "Stopped and secured"),
    };

    public async Task<IReadOnlyList<ReferralEvent>> ReadAsync(CaseAlert alert, DateTimeOffset decidedAt, CancellationToken ct)
    {
        var events = new List<ReferralEvent>
        {
            new(decidedAt, "decision.made", new("系统自动判定", "Decided by the system"), null, null),
            new(alert.RaisedAt, "alert.raised", new("发出预警", "Alert raised"), null, $"{alert.Depot} #{alert.Sequence.ToString(CultureInfo.InvariantCulture)}"),
        };
        await using (var connection = await database.OpenAsync(ct))
        {
            var parcel = new { alert.WaybillId };
            events.AddRange((await connection.QueryAsync<VersionRow>(
                """
                SELECT version,
                       created_at
                FROM waybill_versions
                WHERE waybill_id = @WaybillId
                """,
                parcel)).Select(row => row.ToEvent()));
            events.AddRange((await connection.QueryAsync<ScanRow>(
                """
                SELECT s.kind,
                       s.depot,
                       s.device,
                       s.scanned_at,
                       s.received_at,
                       u.user_name
                FROM scans s
                LEFT JOIN users u ON u.id = s.user_id
                WHERE s.waybill_id = @WaybillId
                """,
                parcel)).Select(row => row.ToEvent()));
        }

        events.AddRange((await inspections.OfWaybillAsync(alert.WaybillId, ct)).Select(ToEvent));
        foreach (var action in await alerts.ActionsAsync(alert.Id, ct))
            events.Add(new(action.At, $"alert.{action.Action}", ActionTexts.GetValueOrDefault(action.Action, new(action.Action, action.Action)), action.UserName, action.Note));
        // Of what has the same time the cause comes first, as it was added: received, scanned, decided, raised.
        return [.. events.OrderBy(item => item.At).ThenBy(item => Array.IndexOf(CausalOrder, item.Code.Split('.')[0]))];
    }

    /// <summary>What was found stands with the decision that it led to.</summary>
    private static ReferralEvent ToEvent(InspectionView inspection)
    {
        var result = Wording.Of("inspection", EnumText<InspectionResult>.Of(inspection.Result));
        var mark = inspection.Mark is null ? "" : $"  标识/mark {inspection.Mark}";
        var seconds = (long)(inspection.EndedAt - inspection.StartedAt).TotalSeconds;
        return new(
            inspection.EndedAt,
            $"inspection.{EnumText<InspectionResult>.Of(inspection.Result)}",
            new($"验视：{result.Zh}", $"Inspected: {result.En}"),
            inspection.By,
            string.Create(CultureInfo.InvariantCulture, $"{inspection.Depot}  {seconds} s  照片/pictures {inspection.Photos}{mark}"));
    }

    /// <summary>A scan made without signal comes in later; under this the difference is the network's.</summary>
    private static readonly TimeSpan WorthSaying = TimeSpan.FromMinutes(1);

    private static readonly string[] CausalOrder = ["waybill", "scan", "inspection", "decision", "alert"];

    private sealed record VersionRow
    {
        public required long Version { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }

        public ReferralEvent ToEvent() => Version == 1
            ? new(CreatedAt, "waybill.received", new("收到运单数据", "Waybill received"), null, null)
            : new(CreatedAt, "waybill.changed", new($"运单变更为第 {Version} 版", $"Waybill changed to version {Version}"), null, null);
    }

    private sealed record ScanRow
    {
        public required string Kind { get; init; }
        public required string Depot { get; init; }
        public required string Device { get; init; }
        public required DateTimeOffset ScannedAt { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public string? UserName { get; init; }

        public ReferralEvent ToEvent()
        {
            var kind = Wording.Of("scan", Kind);
            var late = ReceivedAt - ScannedAt >= WorthSaying ? $"  收到/received {ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}" : "";
            return new(ScannedAt, $"scan.{Kind}", new($"扫描：{kind.Zh}", $"Scanned: {kind.En}"), UserName, $"{Depot}  {Device}{late}");
        }
    }
}
