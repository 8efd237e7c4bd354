using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Screenings;

/// <summary>
/// Where a parcel stands over all its scans: the strictest of its decisions until a supervisor releases it. A release covers the findings it was given for, as far as its
/// audience saw them: the same findings at a later scan leave the parcel released, other findings raise again.
/// </summary>
internal sealed record ParcelState(Lane Lane, CourierAnswer Courier)
{
    /// <param name="decision">The decision of this scan.</param>
    /// <param name="scan">Its moment.</param>
    /// <param name="alerts">What was raised before it.</param>
    public ParcelState After(Decision decision, ScanKind scan, ParcelAlerts alerts)
    {
        if (!alerts.IsReleased)
            return new(decision.Lane > Lane ? decision.Lane : Lane, Stricter(decision.Courier, Courier));
        var uncovered = Uncovered(decision.Findings, alerts);
        var (lane, _, courier) = Verdict.Of(uncovered, scan);
        return new(lane, courier);
    }

    /// <summary>What this scan answers: "do not accept" is for acceptance alone, later a refused parcel is to be stopped and secured.</summary>
    public ParcelState At(ScanKind scan) => Courier.Shown == Shown.Refuse
        ? this with { Courier = Courier with { Instruction = scan == ScanKind.Acceptance ? Instruction.DoNotAccept : Instruction.StopAndSecure } }
        : this;

    private static List<Finding> Uncovered(IReadOnlyList<Finding> findings, ParcelAlerts alerts)
    {
        var released = Enum.GetValues<Audience>().Where(audience => alerts.IsSettled(audience, FindingReason.KeyFor(audience, findings))).ToList();
        return [.. findings.Where(f => released.TrueForAll(audience => f.Audience > audience))];
    }

    private static CourierAnswer Stricter(CourierAnswer one, CourierAnswer other) =>
        one.Shown > other.Shown || (one.Shown == other.Shown && one.Instruction > other.Instruction) ? one : other;
}
