using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Declared against plausible: what one piece weighs, what a kilogram costs, and whether the lines make up the parcel. Parcels have been stopped because a
/// wooden figure was too heavy (domain.md section 5, published cases). Goods without a range in goods_ranges.csv are not judged. Alone a reason to look; beside a weak code word
/// the second signal.
/// Parameter: packaging (grams, default 2000): what wrapping and crate may add to a parcel beside half of its goods.
/// </summary>
internal sealed class PlausibilityRule : Rule
{
    private const int GramsPerKilogram = 1_000;
    private const int FenPerYuan = 100;

    private static readonly FindingCode Weight = new("contents.weightImplausible", Check.Contents, "重量与申报物品不符", "Weight does not fit the declared goods");
    private static readonly FindingCode Value = new("contents.valueImplausible", Check.Contents, "价值与申报物品不符", "Value does not fit the declared goods");

    /// <summary>Units that hold several pieces: what one of them weighs at most is not known.</summary>
    private static readonly HashSet<string> Containers = new(StringComparer.OrdinalIgnoreCase)
    {
        "箱", "包", "袋", "盒", "套", "组", "批", "捆", "打", "桶", "卷", "筐", "托", "板", "串", "对", "份", "千克", "公斤", "斤", "克", "吨", "米", "升",
        "box", "boxes", "bag", "bags", "pack", "packs", "set", "sets", "carton", "cartons", "ctn", "lot", "dozen", "kg", "g", "m", "l",
    };

    private readonly int packaging;

    private PlausibilityRule(RuleParameters parameters) => packaging = parameters.Number("packaging", 2_000, 0, 50_000);

    public static RuleKind Kind { get; } = new("plausibility", [Weight, Value], p => new PlausibilityRule(p));

    /// <summary>True when a weight was found that does not fit: a second signal for a weak word on the same waybill.</summary>
    public static bool FoundWeight(RuleContext context)
    {
        foreach (var finding in context.Findings)
        {
            if (finding.Code == Weight.Code)
                return true;
        }

        return false;
    }

    public override void Apply(RuleContext context)
    {
        var waybill = context.Facts.Waybill;
        for (var i = 0; i < waybill.Items.Count; i++)
        {
            var item = waybill.Items[i];
            if ((item.Weight ?? waybill.Weight) is not null && context.Lexicon.GoodsOf(item.Description) is { } goods)
                Judge(context, waybill, i, goods);
        }

        CompareWithParcel(context, waybill);
    }

    private void Judge(RuleContext context, Waybill waybill, int index, PlausibleGoods goods)
    {
        var item = waybill.Items[index];
        // The parcel's weight speaks for its only line.
        var whole = item.Weight is null && waybill.Items.Count == 1;
        if ((whole ? waybill.Weight : item.Weight) is not { } grams)
            return;
        var pieces = Math.Max(1, item.Quantity);
        var most = Containers.Contains(item.Unit ?? "") ? long.MaxValue : (long)goods.Heaviest * pieces;
        if (whole && most < long.MaxValue)
            most += (most / 2) + packaging;
        if (grams < (long)goods.Lightest * pieces || grams > most)
        {
            context.Add(
                Weight,
                new(
                    $"申报为“{goods.Term}”{item.Quantity}件，共{grams}克；此类物品每件通常为{goods.Lightest}至{goods.Heaviest}克。请开箱核对。",
                    $"Declared as {item.Quantity} of \"{goods.Term}\" with {grams} g in all; one usually weighs {goods.Lightest} to {goods.Heaviest} g. Open it and compare."),
                field: whole ? "weight" : $"items[{index}].weight");
        }

        if (item.Value is { Currency: "CNY" } value && grams > 0 && value.Hundredths() * GramsPerKilogram / grams > (long)goods.Dearest * FenPerYuan)
        {
            context.Add(
                Value,
                new(
                    $"申报为“{goods.Term}”，价值{value.Amount}元、{grams}克；此类物品每千克通常不超过{goods.Dearest}元。请核对物品与价值。",
                    $"Declared as \"{goods.Term}\", {value.Amount} CNY for {grams} g; such goods rarely cost more than {goods.Dearest} CNY a kilogram. Compare goods and value."),
                field: $"items[{index}].value");
        }
    }

    private void CompareWithParcel(RuleContext context, Waybill waybill)
    {
        if (waybill.Weight is not { } parcel)
            return;
        long goods = 0;
        for (var i = 0; i < waybill.Items.Count; i++)
        {
            if (waybill.Items[i].Weight is not { } weight)
                return;
            goods += weight;
        }

        // Scales differ by a few per cent.
        if (parcel < goods - (goods / 10) || parcel > goods + (goods / 2) + packaging)
        {
            context.Add(
                Weight,
                new(
                    $"包裹重{parcel}克，申报物品合计{goods}克，两者不符：可能有未申报的物品。",
                    $"The parcel weighs {parcel} g, the declared goods {goods} g together: something may be undeclared."),
                field: "weight");
        }
    }
}
