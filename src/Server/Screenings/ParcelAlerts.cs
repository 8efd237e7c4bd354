using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Alerts;

namespace LogisticsScreening.Server.Screenings;

/// <summary>
/// What was raised about a parcel, at all depots and for all audiences, and what supervisors have said to it. A reason (audience and findings) is settled when it was released
/// at one depot, whoever has the parcel in hands, and is held at none.
/// </summary>
/// <param name="rows">Oldest first.</param>
/// <param name="findingsOf">What a decision found; asked only where something was set aside.</param>
internal sealed class ParcelAlerts(IReadOnlyList<AlertRow> rows, Func<Guid, IReadOnlyList<Finding>> findingsOf)
{
    public static ParcelAlerts None { get; } = new([], _ => []);

    /// <summary>Somebody said stop. A hold on any alert counts, also on one about conduct.</summary>
    public bool IsHeld => Held.Any();

    /// <summary>A stop that the courier may see. One for stricter eyes, or for what he must not learn, stays silent.</summary>
    public bool IsHeldOpenly => Held.Any(alert => alert.AudienceValue == Audience.Depot && AlertTypes.IsOpen(alert.Type));

    /// <summary>Alerts about the parcel were raised, and all their reasons are settled.</summary>
    public bool IsReleased => AboutParcel.Any() && !IsHeld && !Unsettled.Any();

    /// <summary>For each reason about the parcel that is not settled the alert that raised it first.</summary>
    public IEnumerable<AlertRow> Unsettled =>
        from alert in AboutParcel
        group alert by ReasonOf(alert) into reason
        where IsUnsettled(reason)
        select reason.First();

    private IEnumerable<AlertRow> Held => rows.Where(alert => alert.StateValue == AlertState.Held);

    /// <summary>An alert about conduct holds up no parcel unless somebody holds it: a release without effect would tell the depot of it.</summary>
    private IEnumerable<AlertRow> AboutParcel => rows.Where(alert => alert.Type != AlertTypes.Conduct.Code);

    public bool IsHeldFor(Audience audience) => Held.Any(alert => alert.AudienceValue <= audience);

    /// <summary>These findings, as this audience sees them, were raised and are settled; what of them was set aside since makes no difference.</summary>
    public bool IsSettled(Audience audience, IReadOnlyList<Finding> findings) =>
        Of(audience, RaisedWithMore(audience, findings)?.ReasonKey ?? FindingReason.KeyFor(audience, findings)).ToList() is { Count: > 0 } alerts && !IsUnsettled(alerts);

    /// <summary>The alert that told of these findings and of hits that were set aside since; null when none did.</summary>
    public AlertRow? RaisedWithMore(Audience audience, IReadOnlyList<Finding> findings) => findings.Any(FindingReason.IsSetAside)
        ? AboutParcel.FirstOrDefault(alert => alert.AudienceValue == audience && FindingReason.IsLessOf(audience, findings, findingsOf(alert.DecisionId)))
        : null;

    /// <summary>The latest alert for this reason at this depot.</summary>
    public AlertRow? At(string depot, Audience audience, byte[] reason) => Of(audience, reason).LastOrDefault(alert => alert.Depot == depot);

    private static bool IsUnsettled(IEnumerable<AlertRow> sameReason) =>
        sameReason.Any(alert => alert.StateValue == AlertState.Held) || sameReason.All(alert => alert.StateValue != AlertState.Released);

    private static string ReasonOf(AlertRow alert) => Convert.ToHexString(alert.ReasonKey ?? alert.Id.ToByteArray());

    private IEnumerable<AlertRow> Of(Audience audience, byte[] reason) => rows.Where(alert => alert.AudienceValue == audience && alert.ReasonKey.AsSpan().SequenceEqual(reason));
}
