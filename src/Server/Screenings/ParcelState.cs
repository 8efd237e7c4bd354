using System.Security.Cryptography;
using System.Text;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Screenings;

/// <summary>
/// Where a parcel stands over all its scans: the strictest of its decisions until a supervisor releases it. A release covers the findings it was given for:
/// the same findings at a later scan leave the parcel released, other findings raise again.
/// </summary>
internal sealed record ParcelState(Lane Lane, CourierAnswer Courier)
{
    public static ParcelState Of(Decision decision) => new(decision.Lane, decision.Courier);

    /// <param name="released">Every alert of the decision that last raised one was released.</param>
    /// <param name="sameFindings">The new decision has the findings of that one.</param>
    public ParcelState After(Decision decision, bool released, bool sameFindings)
    {
        if (released)
            return sameFindings ? new(Lane.Green, new(Shown.Green, Instruction.InspectAsUsual)) : Of(decision);
        return new(
            decision.Lane > Lane ? decision.Lane : Lane,
            Stricter(decision.Courier, Courier) ? decision.Courier : Courier);
    }

    /// <summary>Two decisions with equal keys have the same findings on the same evidence. A hash, because entries and fields say something of people.</summary>
    public static byte[] FindingsKey(IEnumerable<Finding> findings)
    {
        var text = new StringBuilder();
        foreach (var f in findings)
            text.Append(null, $"{f.Code}\n{f.Party}\n{f.Field}\n{f.Start}\n{f.Entry}\n\n");
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static bool Stricter(CourierAnswer one, CourierAnswer other) =>
        one.Shown > other.Shown || (one.Shown == other.Shown && one.Instruction > other.Instruction);
}
