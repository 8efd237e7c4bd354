using System.Buffers;
using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>
/// Surnames written as the two parts by which people tell them (弓长张): who writes 弓长伟 is found by those only who know him as 张伟. How the characters are built is common knowledge.
/// </summary>
internal static class SplitSurnames
{
    /// <summary>The parts and the surname.</summary>
    private const string Told = "弓长张 木子李 立早章 古月胡 口天吴 双木林 木木林 言午许 耳东陈 文刀刘 走肖赵 人可何 女兆姚 水工江 口十叶 双口吕 口口吕 干勾于 门三闫 禾火秋 山今岑 言射谢 木土杜 木白柏 木卯柳 木易杨 木每梅 工页项 彦页颜 羽隹翟 革斤靳 刀口召 竹官管 西早覃 鱼日鲁 禾呈程 二马冯 关耳郑 丘耳邱 享耳郭 召耳邵 又耳邓 赤耳郝 子小孙 牛八朱 金中钟 金戋钱 水王汪 水番潘 水共洪 龙共龚 加贝贺 西贝贾 委鬼魏 山隹崔 山佳崔 非衣裴 丘山岳 公羽翁 雨田雷 四夕罗 日月明 子皿孟 成皿盛 足各路 马各骆 鱼包鲍 立里童 弗贝费 门文闵 舍予舒 彳余徐 双余徐";

    private static readonly FrozenDictionary<string, string> Whole = Told.Split(' ').Select(TextFolding.Fold).ToFrozenDictionary(t => t[..2], t => t[2..], StringComparer.Ordinal);

    private static readonly SearchValues<char> First = SearchValues.Create([.. Whole.Keys.Select(parts => parts[0]).Distinct()]);

    /// <summary>Cheap: false for most names.</summary>
    public static bool MayBegin(char first) => First.Contains(first);

    /// <returns>The name with its surname whole; null when it does not begin with the parts of one, or with nothing behind.</returns>
    public static string? Joined(string solid) =>
        solid.Length > 2 && MayBegin(solid[0]) && Whole.TryGetValue(solid[..2], out var surname) ? surname + solid[2..] : null;
}
