using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>
/// Han surnames as far as reading a name needs them. Order and shares: Ministry of Public Security, statistics of registered households of 24 April 2007 as
/// Xinhua printed them (first three 7.25, 7.19, 6.83 %; ten above 20 million people, the next twelve above 10 million; the first hundred 84.77 % together).
/// Compound surnames and readings: the entries marked as surnames in Xiandai Hanyu Cidian.
/// </summary>
internal static class Surnames
{
    /// <summary>In the order of their bearers.</summary>
    private const string Hundred =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

    /// <summary>Single surnames outside the first hundred that are also everyday characters, so that "given name, surname" is recognised.</summary>
    private const string Further = "单仇解区查朴华盖缪翟乐员欧常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳俞申左焦柳祝阮纪梅童凌毕季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

    private static readonly FrozenSet<string> Compound = new[]
    {
        "欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "令狐", "司徒", "司空", "慕容", "夏侯", "东方", "公孙", "长孙", "宇文", "轩辕", "端木", "独孤", "南宫", "西门", "呼延", "澹台", "拓跋",
        "闻人", "申屠", "太史", "钟离", "赫连", "公冶", "濮阳", "淳于", "单于", "完颜", "闾丘", "万俟", "鲜于", "百里", "东郭", "达奚", "哥舒", "纳兰", "叶赫", "爱新觉罗",
    }.Select(TextFolding.Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a character is called as a surname where that is not its usual reading.</summary>
    private static readonly ushort[] Syllables = ReadAsSurnames(new (char Surname, string Pinyin)[]
    {
        ('单', "shan"), ('仇', "qiu"), ('解', "xie"), ('区', "ou"), ('曾', "zeng"), ('查', "zha"), ('朴', "piao"), ('任', "ren"), ('华', "hua"), ('盖', "ge"), ('缪', "miao"), ('覃', "qin"),
        ('翟', "zhai"), ('乐', "yue"), ('员', "yun"), ('尉', "wei"), ('召', "shao"), ('冼', "xian"), ('繁', "po"), ('种', "chong"), ('洗', "xian"), ('纪', "ji"), ('过', "guo"), ('折', "she"),
        ('黑', "he"), ('秘', "bi"), ('燕', "yan"), ('能', "nai"), ('句', "gou"), ('宁', "ning"), ('沈', "shen"), ('应', "ying"), ('於', "yu"), ('逄', "pang"), ('郇', "xun"), ('厍', "she"),
    });

    private static readonly FrozenDictionary<char, int> Ranks = Hundred.Index().ToFrozenDictionary(s => Folded(s.Item), s => s.Index);

    private static readonly FrozenSet<char> Single = (Hundred + Further).Select(Folded).ToFrozenSet();

    /// <summary>Characters of the surname at the start of a folded name: a listed compound one, else the first. 0 when nothing would be left for the given name.</summary>
    public static int LengthOf(ReadOnlySpan<char> folded)
    {
        var lookup = Compound.GetAlternateLookup<ReadOnlySpan<char>>();
        if (folded.Length >= 5 && lookup.Contains(folded[..4]))
            return 4;
        if (folded.Length >= 3 && lookup.Contains(folded[..2]))
            return 2;
        return folded.Length >= 2 ? 1 : 0;
    }

    public static bool IsSurname(ReadOnlySpan<char> folded) =>
        folded.Length == 1 ? Single.Contains(folded[0]) : Compound.GetAlternateLookup<ReadOnlySpan<char>>().Contains(folded);

    /// <summary>Syllable of a single surname.</summary>
    public static int SyllableOf(char folded) => Syllables[folded];

    /// <summary>
    /// Bearers among a million people, an estimate: the published figures where there are some, else a line between the published bounds
    /// (fourth to tenth: down to 1.56 %; to the 22nd: down to 0.78 %; the rest of the hundred shares what is left; the others lie below the hundredth).
    /// </summary>
    public static int PerMillion(ReadOnlySpan<char> folded)
    {
        const int BelowTheHundredth = 2_000;
        if (folded.Length != 1 || !Ranks.TryGetValue(folded[0], out var rank))
            return BelowTheHundredth;
        return rank switch
        {
            0 => 72_500,
            1 => 71_900,
            2 => 68_300,
            < 10 => 54_000 - ((rank - 3) * 6_400),
            < 22 => 15_600 - ((rank - 10) * 700),
            _ => 7_000 - ((rank - 22) * 60),
        };
    }

    private static char Folded(char c) => TextFolding.Fold(c.ToString())[0];

    /// <summary>The most common reading of every unit, but for those that are read otherwise as surnames.</summary>
    private static ushort[] ReadAsSurnames((char Surname, string Pinyin)[] otherwise)
    {
        ushort[] syllables = [.. Enumerable.Range(0, 0x10000).Select(unit => (ushort)Pronunciation.Main((char)unit))];
        foreach (var (surname, pinyin) in otherwise)
            syllables[Folded(surname)] = (ushort)Pronunciation.Syllable(pinyin);
        return syllables;
    }
}
