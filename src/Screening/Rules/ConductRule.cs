using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// A declaration that was not green was changed, after its answer or before it could have one: somebody may be trying words until one passes.
/// It is told to the region, because the depot may be in it, and the policy gives it the green lane, because an answer that grew stricter with the change would tell that the change was noticed.
/// </summary>
internal sealed class ConductRule : Rule
{
    /// <summary>UTF-16 code units of a quoted value; enough to recognise it.</summary>
    private const int LongestQuote = 60;

    private static readonly FindingCode Goods = new("behaviour.goodsReworded", Check.Behaviour, "改写未获绿色的品名或备注", "Goods reworded that were not green") { IsConduct = true };
    private static readonly FindingCode Other = new("behaviour.declarationChanged", Check.Behaviour, "改动未获绿色的申报", "Declaration changed that was not green") { IsConduct = true };

    public static RuleKind Kind { get; } = new("conduct", [Goods, Other], _ => new ConductRule());

    public override void Apply(RuleContext context)
    {
        if (context.Facts.Rewording is not { } rewording)
            return;
        foreach (var change in rewording.Changes)
        {
            var (before, after) = (Quote(change.Before), Quote(change.After));
            context.Add(
                IsRead(change.Field) ? Goods : Other,
                new(
                    $"申报的筛查结果不是绿色，账号“{rewording.By}”改动了申报：原为{before ?? "空"}，现为{after ?? "空"}。",
                    $"The declaration was not green, and the account \"{rewording.By}\" changed it from {before ?? "nothing"} to {after ?? "nothing"}."),
                field: change.Field,
                audience: Audience.Region);
        }
    }

    /// <summary>Fields whose words are screened.</summary>
    private static bool IsRead(string field) =>
        field == "remarks" || (field.StartsWith("items[", StringComparison.Ordinal) && field[(field.IndexOf(']', StringComparison.Ordinal) + 1)..] is ".description" or ".nature" or ".unit");

    private static string? Quote(string? value)
    {
        if (value is null || value.Length <= LongestQuote)
            return value is null ? null : $"\"{value}\"";
        var end = char.IsHighSurrogate(value[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return $"\"{value[..end]}…\"";
    }
}
