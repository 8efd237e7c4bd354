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
        foreach (var f in Seen(audience, findings))
            text.Append(PartOf(f));
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>
    /// What an alert was raised for with some of its hits set aside since, and nothing beside it: no reason of its own. Not the other way round: a hit that is set aside no longer is a new one.
    /// </summary>
    public static bool IsLessOf(Audience audience, IReadOnlyList<Finding> now, IReadOnlyList<Finding> raised)
    {
        var before = Seen(audience, raised).ToList();
        return Seen(audience, now).Any(f => IsSetAside(f) && before.Exists(hit => !IsSetAside(hit) && hit.Entry == f.Entry && hit.Party == f.Party && hit.Field == f.Field))
            && Seen(audience, now).All(f => f.Lane == Lane.Green || before.Exists(same => PartOf(same) == PartOf(f)));
    }

    /// <summary>
    /// Somebody has to act on it. A control sample is no such thing: the courier's red for it must look, at the depot too, like a red whose reason only a stricter audience may know.
    /// </summary>
    public static bool Acts(Finding finding) => finding.Lane >= Alerting && finding.Check != Check.Control && !IsConduct(finding);

    public static bool IsConduct(Finding finding) => RuleKinds.Codes.TryGetValue(finding.Code, out var code) && code.IsConduct;

    public static bool IsSetAside(Finding finding) => RuleKinds.Codes.TryGetValue(finding.Code, out var code) && code.IsSetAside;

    private static IEnumerable<Finding> Seen(Audience audience, IReadOnlyList<Finding> findings) => findings.Where(f => f.Audience <= audience && !IsConduct(f));

    private static string PartOf(Finding f) => string.Create(null, $"{f.Code}\n{f.Party}\n{f.Field}\n{f.Start}\n{f.Entry}\n\n");
}
