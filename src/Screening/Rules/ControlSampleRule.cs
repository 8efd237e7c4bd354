using System.Buffers.Binary;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Picks parcels for thorough inspection by chance, so that no courier knows which parcels nobody looks at, and so that the hit rate of the other rules can be
/// measured. The draw is the seed: a keyed hash of the parcel's identity, so every scan of one parcel draws alike. Only compliance sees that a parcel was drawn: a depot
/// that could tell the drawn ones would know that every other red without a finding has a reason it may not know.
/// Parameters: rate (per 10,000 parcels, default 50), depot:CODE (the same for one depot).
/// </summary>
internal sealed class ControlSampleRule : Rule
{
    private const int PerTenThousand = 10_000;
    private const int DefaultRate = 50;

    private static readonly FindingCode Sample = new("control.sample", Check.Control, "随机抽查", "Random control");
    private static readonly LocalizedText Explanation = new(
        "随机抽中的对照样本，与其他发现无关。",
        "Drawn at random as a control sample; unrelated to any other finding.");

    private readonly int rate;
    private readonly IReadOnlyDictionary<string, int> depotRates;

    private ControlSampleRule(RuleParameters parameters)
    {
        rate = parameters.Number("rate", DefaultRate, 0, PerTenThousand);
        depotRates = parameters.Numbers("depot", 0, PerTenThousand);
    }

    public static RuleKind Kind { get; } = new("controlSample", [Sample], p => new ControlSampleRule(p));

    public override void Apply(RuleContext context)
    {
        var threshold = depotRates.GetValueOrDefault(context.Facts.Depot, rate);
        // 64 bits modulo 10,000: the bias is below one in 10^15.
        if (BinaryPrimitives.ReadUInt64BigEndian(context.Seed) % PerTenThousand < (ulong)threshold)
            context.Add(Sample, Explanation, audience: Audience.Compliance);
    }
}
