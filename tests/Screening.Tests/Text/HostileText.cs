using System.Text;

namespace LogisticsScreening.Screening.Tests.Text;

/// <summary>Seeded random UTF-16: what people type, what sellers disguise, and what no keyboard makes (halves of pairs, controls).</summary>
internal sealed class HostileText(int seed)
{
    private static readonly string[] Ranges =
    [
        "abcxyzABCXYZ019", "象牙犀角虎骨白料果冻礼品配件", "鱗龜鶴硨磲馬", "ＸＹｚ０１，。", " \t\u3000\u00A0\r\n", ".-*_~/,、·:()|#",
        "\u200B\u200D\uFEFF\u202E\u2066\u00AD\uFE0F", "\u0300\u0301\u0336\u3099\u0E49", "\uD83D\uDC18\uD800\uDBFF\uDC00\uDFFF", "가각힣ㄱㅏ",
        "ﷺ㎏½①㍿ﬃ⑽", "\0\u0007\u001B\u0085\uFFFD\uFFFF\uE000", "ёйçñøæßİıſ",
    ];

    private static readonly string[] Pairs = ["🐘", "✨", "𝐗", "𠮷", "🇨🇳", "👍🏽", "丽"];

    private readonly Random source = new(seed);

    public int Next(int below) => source.Next(below);

    public string Text(int longest, params string[] words)
    {
        var text = new StringBuilder();
        for (var parts = source.Next(longest + 1); parts > 0; parts--)
        {
            switch (source.Next(words.Length > 0 ? 10 : 8))
            {
                case 0:
                    text.Append((char)source.Next(0x10000));
                    break;
                case 1:
                    text.Append(Pairs[source.Next(Pairs.Length)]);
                    break;
                case < 8:
                    var range = Ranges[source.Next(Ranges.Length)];
                    text.Append(range[source.Next(range.Length)]);
                    break;
                default:
                    Disguise(text, words[source.Next(words.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    private void Disguise(StringBuilder text, string word)
    {
        var between = (string[])["", "", "*", " ", "\u200B", ".", "✨"];
        var gap = between[source.Next(between.Length)];
        foreach (var unit in word)
        {
            text.Append(unit is > ' ' and < '\u007F' && source.Next(3) == 0 ? (char)(unit + 0xFEE0) : unit);
            if (!char.IsHighSurrogate(unit))
                text.Append(gap);
        }
    }
}
