namespace LogisticsScreening.Screening.Lists;

/// <summary>What the signs in a folded address are signs of, by the characters beside them.</summary>
internal static class AddressSigns
{
    public const string Roads = "路街道巷弄";

    /// <summary>Before 区 and behind 市 they make another word of it: 小区, 园区, 市场.</summary>
    private const string NoCounty = "小社园校厂片", NoCity = "场政民";

    public static bool IsRoad(char sign) => Roads.Contains(sign, StringComparison.Ordinal);

    /// <param name="next">What stands behind 市.</param>
    public static bool IsNoCity(char next) => NoCity.Contains(next, StringComparison.Ordinal);

    /// <summary>县道, 市街, 村路: the sign is part of a road's name; 新乡市, 景德镇市, 金寨县: of a division's.</summary>
    public static bool IsInName(ReadOnlySpan<char> address, int at) =>
        IsRoad(At(address, at + 1))
            ? !IsBeforeCounty(address, at)
            : address[at] is '乡' or '镇' or '村' or '屯' or '寨' or '州' or '旗' && At(address, at + 1) is '市' or '县' or '区' && !IsNoCity(At(address, at + 2));

    /// <summary>街道.</summary>
    public static bool IsSubdistrict(ReadOnlySpan<char> address, int at) => address[at] == '道' && at > 0 && address[at - 1] == '街';

    /// <summary>A village, or an estate, a park: 小区, 园区. Not at the start.</summary>
    public static bool IsEstate(ReadOnlySpan<char> address, int at) =>
        address[at] is '村' or '屯' or '寨' || (address[at] == '区' && NoCounty.Contains(address[at - 1], StringComparison.Ordinal));

    /// <summary>哈尔滨市道里区, 唐山市路南区, 永州市道县: what looks like a road's sign begins a county.</summary>
    private static bool IsBeforeCounty(ReadOnlySpan<char> address, int at) =>
        address[at] is '市' or '州'
        && (At(address, at + 2) == '县' || (At(address, at + 3) is '区' or '县' && !NoCounty.Contains(At(address, at + 2), StringComparison.Ordinal)));

    private static char At(ReadOnlySpan<char> address, int at) => at < address.Length ? address[at] : '\0';
}
