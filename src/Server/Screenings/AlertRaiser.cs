using System.Data.Common;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Rules;
using LogisticsScreening.Server.Alerts;

namespace LogisticsScreening.Server.Screenings;

/// <summary>
/// What a decision tells the supervisors. While nobody has released it, a reason has one alert for each audience at each depot that the parcel reaches; coming back to a depot is a line
/// in the history of its alert. A reason goes with the parcel, also when the declaration was changed on the way: a depot must be able to see what its courier's red is for.
/// </summary>
internal sealed class AlertRaiser(AlertOutbox outbox)
{
    /// <param name="alerts">What was raised before.</param>
    /// <param name="from">Depot of the scan before; null at the first.</param>
    /// <returns>Whether any screen has something new to show.</returns>
    public bool Raise(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, ParcelAlerts alerts, string? from, Shown shown)
    {
        var news = false;
        var (depot, now) = (prepared.Depot, prepared.Decision.DecidedAt);
        foreach (var alert in AboutParcel(prepared, alerts).ToList())
        {
            if (alerts.At(depot, alert.Audience, alert.ReasonKey) is not { } here)
                outbox.Write(connection, transaction, alert);
            else if (here.StateValue != AlertState.Released && from is not null && from != depot)
                AlertOutbox.Repeat(connection, transaction, here, AlertRepeat.Arrive, prepared.Id, now);
            else
                continue;
            news = true;
        }

        var conduct = prepared.Decision.Findings.Where(FindingReason.IsConduct).ToList();
        if (conduct.Count == 0)
            return news;
        var told = conduct.Max(f => f.Audience);
        if (alerts.At(depot, told, FindingReason.Rewording) is { StateValue: not AlertState.Released } before)
            AlertOutbox.Repeat(connection, transaction, before, AlertRepeat.Reword, prepared.Id, now);
        else
            outbox.Write(connection, transaction, AboutConduct(prepared, told, conduct.Max(f => f.Severity), FindingReason.Rewording, Headline(conduct), shown));
        return true;
    }

    /// <summary>About the account, not the parcel: its lane is the one the courier saw, which everybody may know.</summary>
    public static NewAlert AboutConduct(PreparedDecision prepared, Audience audience, Severity severity, byte[] reason, LocalizedText headline, Shown shown) =>
        New(prepared, prepared.Id, audience, AlertTypes.Conduct.Code, reason, severity, (Lane)shown, headline);

    /// <summary>One alert for each audience that has something of its own to act on; it speaks only of findings which that audience may see. Then what is not settled yet.</summary>
    private static IEnumerable<NewAlert> AboutParcel(PreparedDecision prepared, ParcelAlerts alerts)
    {
        var findings = prepared.Decision.Findings;
        var reasons = new HashSet<string>(StringComparer.Ordinal);
        foreach (var audience in Enum.GetValues<Audience>())
        {
            var acting = findings.Where(f => f.Audience == audience && FindingReason.Acts(f)).ToList();
            // Where there was more to it before, the alert of then goes with the parcel like any that is not settled.
            if (acting.Count == 0 || alerts.IsSettled(audience, findings) || alerts.RaisedWithMore(audience, findings) is not null)
                continue;
            var reason = FindingReason.KeyFor(audience, findings);
            reasons.Add(Convert.ToHexString(reason));
            var visible = findings.Where(f => f.Audience <= audience && !FindingReason.IsConduct(f)).ToList();
            yield return New(
                prepared,
                prepared.Id,
                audience,
                AlertTypes.For(acting[0].Check).Code,
                reason,
                visible.Max(f => f.Severity),
                alerts.IsHeldFor(audience) ? Lane.Hold : visible.Max(f => f.Lane),
                Headline(acting));
        }

        foreach (var alert in alerts.Unsettled.Where(alert => alert.ReasonKey is { } key && !reasons.Contains(Convert.ToHexString(key))))
        {
            yield return New(
                prepared,
                alert.DecisionId,
                alert.AudienceValue,
                alert.Type,
                alert.ReasonKey!,
                alert.SeverityValue,
                alerts.IsHeldFor(alert.AudienceValue) ? Lane.Hold : alert.LaneValue,
                new(alert.HeadlineZh, alert.HeadlineEn));
        }
    }

    private static NewAlert New(PreparedDecision prepared, Guid decisionId, Audience audience, string type, byte[] reason, Severity severity, Lane lane, LocalizedText headline) => new()
    {
        Id = Guid.CreateVersion7(prepared.Decision.DecidedAt),
        WaybillId = prepared.WaybillId,
        ScanId = prepared.ScanId,
        DecisionId = decisionId,
        Depot = prepared.Depot,
        Audience = audience,
        Type = type,
        ReasonKey = reason,
        Severity = severity,
        Lane = lane,
        Carrier = prepared.Carrier,
        WaybillNumber = prepared.Number,
        RaisedAt = prepared.Decision.DecidedAt,
        Headline = headline,
    };

    private static LocalizedText Headline(List<Finding> findings)
    {
        var titles = findings.Select(f => RuleKinds.Codes[f.Code].Title).Distinct().ToList();
        var shown = titles.Take(2).ToList();
        var more = titles.Count - shown.Count;
        return new(
            string.Join("；", shown.Select(t => t.Zh)) + (more > 0 ? $"；另{more}项" : ""),
            string.Join("; ", shown.Select(t => t.En)) + (more > 0 ? $"; {more} more" : ""));
    }
}
