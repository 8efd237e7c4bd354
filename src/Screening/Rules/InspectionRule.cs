using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// What an inspection found, or that it was refused: refused means not accepted (Express Delivery Regulations art. 31); wildlife, or what may be some, means stop and tell the authorities at
/// once (postal notice of 19 March), and so do prohibited goods (art. 33). The courier found it himself, so there is nothing to hide from him.
/// </summary>
internal sealed class InspectionRule : Rule
{
    private static readonly FindingCode Wildlife = new("contents.foundWildlife", Check.Contents, "验视查出疑似野生动物及制品", "Inspection found what may be wildlife");
    private static readonly FindingCode Prohibited = new("contents.foundProhibited", Check.Contents, "验视查出禁寄物品", "Inspection found prohibited goods");
    private static readonly FindingCode Undeclared = new("contents.foundUndeclared", Check.Contents, "验视查出未申报物品", "Inspection found what was not declared");
    private static readonly FindingCode Refused = new("contents.inspectionRefused", Check.Contents, "寄件人拒绝验视", "The sender refused the inspection");

    public static RuleKind Kind { get; } = new("inspection", [Wildlife, Prohibited, Undeclared, Refused], _ => new InspectionRule());

    public override void Apply(RuleContext context)
    {
        if (context.Facts.Inspection is not { } inspection)
            return;
        if (inspection.Result == InspectionResult.Refused)
            context.Add(Refused, new("寄件人不让打开验视，依法不予收寄。", "The sender would not have the parcel opened: it is not accepted."), PartyRole.Sender);
        for (var i = 0; i < inspection.Found.Count; i++)
        {
            var item = inspection.Found[i];
            context.Add(CodeOf(item.Kind), Explain(item), field: $"inspection.found[{i}]", entry: item.Species);
        }
    }

    private static FindingCode CodeOf(FoundKind kind) => kind switch
    {
        FoundKind.Wildlife => Wildlife,
        FoundKind.Prohibited => Prohibited,
        FoundKind.Undeclared => Undeclared,
    };

    private static LocalizedText Explain(FoundItem item)
    {
        var (unit, grams) = (item.Unit is null ? "" : " " + item.Unit, item.Weight);
        return new(
            $"查出：{item.Description}，{item.Quantity}{unit}{(grams is null ? "" : $"，{grams}克")}。",
            $"Found: {item.Description}, {item.Quantity}{unit}{(grams is null ? "" : $", {grams} g")}.");
    }
}
