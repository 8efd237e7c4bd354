using System.Text;

namespace LogisticsScreening.Screening.Tests.Text;

/// <summary>Seeded random UTF-16: what people type, what sellers disguise, and what no keyboard makes (halves of pairs, controls).</summary>
internal sealed class HostileText(int seed)
{
    private static readonly string[] s_ranges =
    [
        "abcxyzABCXYZ019", "象牙犀角虎骨白料果冻礼品配件", "鱗龜鶴硨磲馬", "ＸＹｚ０１，。", " \t\u3000\u00A0\r\n", ".-*_~/,、·:()|#",
        "\u200B\u200D\uFEFF\u202E\u2066\u00AD\uFE0F", "\u0300\u0301\u0336\u3099\u0E49", "\uD83D\uDC18\uD800\uDBFF\uDC00\uDFFF", "가각힣ㄱㅏ",
        "ﷺ㎏½①㍿ﬃ⑽", "\0\u0007\u001B\u0085\uFFFD\uFFFF\uE000", "ёйçñøæßİıſ",
    ];

    private static readonly string[] s_pairs = ["🐘", "✨", "𝐗", "𠮷", "🇨🇳", "👍🏽", "丽"];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public string Text(int longest, params string[] words)
    {
        var text = new StringBuilder();
        for (var parts = _random.Next(longest + 1); parts > 0; parts--)
        {
            switch (_random.Next(words.Length > 0 ? 10 : 8))
            {
                case 0:
                    text.Append((char)_random.Next(0x10000));
                    break;
                case 1:
                    text.Append(s_pairs[_random.Next(s_pairs.Length)]);
                    break;
                case < 8:
                    var range = s_ranges[_random.Next(s_ranges.Length)];
                    text.Append(range[_random.Next(range.Length)]);
                    break;
                default:
                    Disguise(text, words[_random.Next(words.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    private void Disguise(StringBuilder text, string word)
    {
        var between = (string[])["", "", "*", " ", "\u200B", ".", "✨"];
        var gap = between[_random.Next(between.Length)];
        foreach (var unit in word)
        {
            text.Append(unit is > ' ' and < '\u007F' && _random.Next(3) == 0 ? (char)(unit + 0xFEE0) : unit);
            if (!char.IsHighSurrogate(unit))
                text.Append(gap);
        }
    }
}
