using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Everyday words for the nineteen headings of the catalogue of prohibited goods. A strong word names such goods; a weak one may name goods that can be sent under
/// conditions (a battery, a perfume), and asks for a look at the papers.
/// </summary>
internal sealed class ProhibitedGoodsRule : Rule
{
    private static readonly FindingCode Prohibited = new("contents.prohibited", Check.Contents, "申报为禁止寄递物品", "Declared goods are prohibited");
    private static readonly FindingCode Possible = new("contents.prohibitedPossible", Check.Contents, "可能为禁止或限制寄递物品", "Declared goods may be prohibited or restricted");

    public static RuleKind Kind { get; } = new("prohibitedGoods", [Prohibited, Possible], _ => new ProhibitedGoodsRule());

    public override void Apply(RuleContext context)
    {
        var hits = context.Words.Hits;
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits[i].Hit.Entry is ProhibitedWord word)
                Apply(context, hits[i], word);
        }
    }

    private static void Apply(RuleContext context, DeclaredHit hit, ProhibitedWord word)
    {
        var written = context.Words.TextOf(hit);
        // A disguise may be chance: the goods are looked at, not refused.
        var disguised = hit.Hit.Layer > MatchLayer.Separated;
        var strong = word.Tier == TermTier.Strong && !disguised;
        var how = DisguiseText.Of(hit.Hit.Layer, written, word.Term);
        context.Add(
            strong ? Prohibited : Possible,
            strong
                ? new(
                    $"“{written}”属于禁止寄递物品目录第{word.Heading}类。",
                    $"\"{written}\" falls under heading {word.Heading} of the catalogue of prohibited goods.")
                : disguised
                ? new(
                    $"{how.Zh}，后者属于禁止寄递物品目录第{word.Heading}类，也可能只是普通用语：请问清并开箱核对。",
                    $"{how.En}, which falls under heading {word.Heading} of the catalogue of prohibited goods, and may be ordinary words: ask, open it and compare.")
                : new(
                    $"“{written}”可能属于禁止寄递物品目录第{word.Heading}类，请核对实物、数量与运输条件证明。",
                    $"\"{written}\" may fall under heading {word.Heading} of the catalogue of prohibited goods: check the goods, the quantity and the transport papers."),
            field: hit.Path,
            text: written,
            start: hit.Start,
            length: hit.Length,
            entry: word.Id,
            score: hit.Hit.Score,
            tier: EnumText<MatchLayer>.Of(hit.Hit.Layer));
    }
}
