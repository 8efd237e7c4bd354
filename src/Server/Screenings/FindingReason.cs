using System.Security.Cryptography;
using System.Text;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Rules;

namespace LogisticsScreening.Server.Screenings;

/// <summary>Why an alert is raised, as a key: equal keys are the same findings on the same evidence. A hash, because entries and fields say something of people.</summary>
internal static class FindingReason
{
    /// <summary>Every change of one parcel's declaration is the same matter.</summary>
    public static readonly byte[] Rewording = SHA256.HashData("conduct.rewording"u8);

    public static readonly byte[] LimitReached = SHA256.HashData("conduct.limitReached"u8);

    /// <summary>From here on a supervisor must act; yellow is the courier's own check.</summary>
    private const Lane Alerting = Lane.Red;

    /// <summary>What this audience sees of the parcel; what stricter eyes see must not make another reason of it.</summary>
    public static byte[] KeyFor(Audience audience, IReadOnlyList<Finding> findings)
    {
        var text = new StringBuilder().Append(audience).Append('\n');
        foreach (var f in findings)
        {
            if (f.Audience <= audience && !IsConduct(f))
                text.Append(null, $"{f.Code}\n{f.Party}\n{f.Field}\n{f.Start}\n{f.Entry}\n\n");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>
    /// Somebody has to act on it. A control sample is no such thing: the courier's red for it must look, at the depot too, like a red whose reason only a stricter audience may know.
    /// </summary>
    public static bool Acts(Finding finding) => finding.Lane >= Alerting && finding.Check != Check.Control && !IsConduct(finding);

    public static bool IsConduct(Finding finding) => RuleKinds.Codes.TryGetValue(finding.Code, out var code) && code.IsConduct;
}
