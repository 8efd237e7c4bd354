using System.Buffers;
using System.Text;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>Accounts of platforms as people write them: what the platform is called, and how its handles are parted from it, differ from hand to hand.</summary>
internal static class AccountHandles
{
    private const string QqMail = "@qq.com";

    private static readonly SearchValues<char> DigitsAndMarks = SearchValues.Create("0123456789-.");

    /// <summary>A platform's name for keys, then what else it is called. Longer names before those they begin with.</summary>
    private static readonly (string Key, string[] Called)[] Platforms =
    [
        ("wechat", ["wechatid", "wechat", "weixin", "微信号", "微信", "wx", "vx"]),
        ("qq", ["qq号", "扣扣", "qq"]),
        ("taobao", ["淘宝店", "淘宝", "taobao"]),
        ("xianyu", ["闲鱼号", "闲鱼", "咸鱼", "xianyu", "goofish"]),
        ("zhuanzhuan", ["转转", "zhuanzhuan"]),
        ("douyin", ["抖音号", "抖音", "douyin"]),
        ("kuaishou", ["快手号", "快手", "kuaishou"]),
        ("xiaohongshu", ["小红书号", "小红书", "xiaohongshu", "rednote", "xhs"]),
        ("weibo", ["新浪微博", "微博", "weibo"]),
        ("pinduoduo", ["拼多多", "pinduoduo", "pdd"]),
        ("alipay", ["支付宝", "alipay"]),
        ("whatsapp", ["whatsapp"]),
        ("telegram", ["telegram", "电报", "tg"]),
        ("facebook", ["facebook", "脸书", "fb"]),
        ("instagram", ["instagram", "ig"]),
    ];

    /// <param name="folded">Folded text. "微信" stands before a colon, or right before a handle of other characters.</param>
    /// <returns>"platform:handle", or the handle where no platform is named; null when nothing is left of it.</returns>
    public static string? KeyOf(string folded)
    {
        var text = Letters(NamesPlatform(folded) is { } space ? $"{folded[..space]}:{folded[(space + 1)..]}" : folded);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (platform, handle) = colon >= 0 ? (text[..colon], text[(colon + 1)..]) : ("", text);
        handle = handle.Replace(":", "", StringComparison.Ordinal).Trim('-', '.');
        // A number is read out in groups: 138-0000-0000.
        if (handle.AsSpan().IndexOfAnyExcept(DigitsAndMarks) < 0)
            handle = handle.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        if (handle.EndsWith(QqMail, StringComparison.Ordinal))
            (platform, handle) = ("qq", handle[..^QqMail.Length]);
        handle = handle.Replace("@", "", StringComparison.Ordinal);
        if (handle.Length == 0)
            return null;
        foreach (var (key, called) in Platforms)
        {
            if (called.Contains(platform))
                return $"{key}:{handle}";
            // Without a colon only a name with ideographs is surely no part of the handle, or "qq" before a number.
            var name = platform.Length == 0 ? called.FirstOrDefault(c => handle.StartsWith(c, StringComparison.Ordinal) && (HasIdeograph(c) || IsQqNumber(c, handle))) : null;
            if (name is not null && name.Length < handle.Length)
                return $"{key}:{handle[name.Length..]}";
        }

        return platform.Length == 0 ? handle : $"{platform}:{handle}";
    }

    /// <summary>Where a space stands right behind the name of a platform: no handle has spaces.</summary>
    private static int? NamesPlatform(string folded)
    {
        var space = folded.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && Array.Exists(Platforms, p => p.Called.Contains(folded[..space])) ? space : null;
    }

    /// <summary>
    /// Without spaces, symbols and what else parts an account's name. Colon and at sign stay, and what handles are made of: WeChat knows letters, digits, underscores and
    /// hyphens, others dots; "ab-c" and "abc" are two people's.
    /// </summary>
    private static string Letters(string folded)
    {
        var result = new StringBuilder(folded.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in folded.EnumerateRunes())
        {
            if ((UnicodeTables.ClassOf(rune.Value) & TextClass.Separator) == 0 || rune.Value is ':' or '_' or '@' or '-' or '.')
                result.Append(units[..rune.EncodeToUtf16(units)]);
        }

        return result.ToString();
    }

    private static bool HasIdeograph(string name) => name.Any(c => UnicodeTables.UnitClass(c) == TextClass.Ideograph);

    private static bool IsQqNumber(string name, string handle) => name == "qq" && handle.AsSpan(name.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}
