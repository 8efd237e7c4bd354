using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Screenings;

/// <summary>
/// Where a parcel stands over all its scans: the strictest of its decisions until a supervisor releases it. A release covers the findings it was given for, as far as its
/// audience saw them: the same findings at a later scan leave the parcel released, other findings raise again.
/// </summary>
internal sealed record ParcelState(Lane Lane, CourierAnswer Courier)
{
    /// <summary>The stricter of both, in each part.</summary>
    public ParcelState Or(ParcelState other) => new(other.Lane > Lane ? other.Lane : Lane, Stricter(other.Courier, Courier));

    /// <param name="decision">The decision of this scan.</param>
    /// <param name="scan">Its moment.</param>
    /// <param name="alerts">What was raised before it.</param>
    public ParcelState After(Decision decision, ScanKind scan, ParcelAlerts alerts)
    {
        if (!alerts.IsReleased)
            return Or(new(decision.Lane, decision.Courier));
        var uncovered = Uncovered(decision.Findings, alerts);
        var (lane, _, courier) = Verdict.Of(uncovered, scan);
        return new(lane, courier);
    }

    /// <summary>
    /// What this scan answers. A supervisor's hold stops the parcel at every scan anywhere until it is taken back, silently where the courier must not learn why. It is not part of the
    /// stored state, so that taking it back needs no scan. "Do not accept" is for acceptance alone, and not for a parcel that is to be secured.
    /// </summary>
    public ParcelState At(ScanKind scan, ParcelAlerts alerts)
    {
        var held = !alerts.IsHeld ? Courier
            : Stricter(Courier, alerts.IsHeldOpenly ? new(Shown.Refuse, Instruction.StopAndSecure) : new(Shown.Red, Instruction.InspectThoroughly));
        var refusal = scan == ScanKind.Acceptance && !alerts.IsHeldOpenly ? Instruction.DoNotAccept : Instruction.StopAndSecure;
        return new(alerts.IsHeld ? Lane.Hold : Lane, held.Shown == Shown.Refuse ? held with { Instruction = refusal } : held);
    }

    private static List<Finding> Uncovered(IReadOnlyList<Finding> findings, ParcelAlerts alerts)
    {
        var released = Enum.GetValues<Audience>().Where(audience => alerts.IsSettled(audience, findings)).ToList();
        return [.. findings.Where(f => released.TrueForAll(audience => f.Audience > audience))];
    }

    private static CourierAnswer Stricter(CourierAnswer one, CourierAnswer other) =>
        one.Shown > other.Shown || (one.Shown == other.Shown && one.Instruction > other.Instruction) ? one : other;
}
