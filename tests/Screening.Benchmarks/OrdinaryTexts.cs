using System.Text;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>
/// Declarations as ordinary parcels carry them: brand, property, goods, size, quantity, of invented combinations,
/// a part with spaces and Latin words; one in a hundred carries a listed word. The same seed gives the same texts.
/// </summary>
internal static class OrdinaryTexts
{
    private static readonly string[] Properties =
    [
        "新款", "加厚", "儿童", "女士", "男士", "纯棉", "不锈钢", "家用", "便携式", "防水", "春秋季", "韩版", "宽松", "多功能", "折叠", "蓝色", "黑色", "米白",
        "大号", "中号", "轻薄", "耐磨", "高清", "静音", "透明", "环保", "手工", "定制", "简约", "复古", "cotton", "Slim", "USB", "LED", "Type-C", "2026",
    ];

    private static readonly string[] Goods =
    [
        "连衣裙", "运动鞋", "保温杯", "数据线", "手机壳", "充电器", "洗发水", "面膜", "积木玩具", "毛绒玩偶", "笔记本", "签字笔", "雨伞", "床单四件套", "枕套", "毛巾", "拖鞋",
        "茶叶", "坚果零食", "牛肉干", "蛋糕模具", "炒锅", "餐具套装", "台灯", "插座", "耳机", "键盘", "鼠标垫", "行李箱", "双肩包", "儿童绘本", "高中数学试卷", "窗帘", "沙发垫",
        "汽车脚垫", "洗车毛巾", "瑜伽垫", "跳绳", "钓鱼线", "螺丝刀", "水龙头", "收纳盒", "T-shirt", "socks", "phone case", "desk lamp", "jacket",
    ];

    private static readonly string[] Ends = ["2件", "一盒", "3 pcs", " x 1", "(已消毒)", "，易碎品", " 10包", "尺码XL", "", "", "赠品随机"];

    public static string[] Make(int count, int seed, int shortest, int longest, IReadOnlyList<string> words)
    {
        var random = new Random(seed);
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            var length = random.Next(shortest, longest);
            while (text.Length < length)
            {
                text.Append(Properties[random.Next(Properties.Length)]).Append(Goods[random.Next(Goods.Length)]).Append(Ends[random.Next(Ends.Length)]);
                if (random.Next(2) == 0)
                    text.Append(' ');
            }

            if (words.Count > 0 && random.Next(100) == 0)
                text.Insert(random.Next(text.Length), words[random.Next(words.Count)]);
            texts[i] = text.ToString(0, Math.Min(text.Length, longest));
        }

        return texts;
    }
}
