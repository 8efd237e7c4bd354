using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>Provinces as they are called without their sign: "云南昆明".</summary>
internal static class Provinces
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏",
        "陕西", "甘肃", "青海", "宁夏", "新疆",
    }.Select(TextFolding.Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Length of the province named at the start without its sign; 0 when none is.</summary>
    public static int LengthAt(ReadOnlySpan<char> folded)
    {
        var lookup = Names.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var name = 2; name <= 3 && name <= folded.Length; name++)
        {
            if (lookup.Contains(folded[..name]))
                return name;
        }

        return 0;
    }

    /// <summary>The text behind it.</summary>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> folded) => folded[LengthAt(folded)..];
}
