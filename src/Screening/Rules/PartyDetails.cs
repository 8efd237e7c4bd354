using System.Buffers;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Rules;

/// <summary>What an address lets somebody find.</summary>
internal enum AddressDetail
{
    Enough,

    /// <summary>It ends with its province, city or county.</summary>
    Incomplete,

    /// <summary>Words or strokes that stand where an address should: 同上, 电话联系, 啊啊啊.</summary>
    Invented,
}

/// <summary>
/// Tells names, phones and addresses that were only typed to fill a field. It says nothing of places that exist: there is no gazetteer, and none of an address in Latin letters beyond
/// placeholder words. Ordinary data is let through by its shape, without folding it.
/// </summary>
internal static class PartyDetails
{
    /// <summary>Ordinary addresses are longer; those with a number and a sign of a road or house need no second look.</summary>
    private const int ShortestOrdinary = 8;

    /// <summary>One unit that often is a key held down: 莉莉 is a name, 啊啊啊 is none.</summary>
    private const int Repeated = 3;

    /// <summary>Last digits of a mobile number, which its operator gives out: all alike or in a row they are the ones typed first. Few such numbers are sold, dearly.</summary>
    private const int SubscriberDigits = 8;

    /// <summary>Digits of the shortest number one can call.</summary>
    private const int ShortestPhone = 7;

    /// <summary>"云南昆明": a town named without its sign. Places have longer names.</summary>
    private const int LongestTown = 3;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789０１２３４５６７８９一二三四五六七八九十");
    private static readonly SearchValues<char> HouseSigns = SearchValues.Create("路街道巷弄村屯寨乡镇号號楼樓栋棟幢座单室组队层");

    /// <summary>Without the sign of a mere number: 电话联系1号.</summary>
    private static readonly SearchValues<char> PlaceSigns = SearchValues.Create("路街道巷弄村屯寨乡镇楼樓栋棟幢座单室组队层");

    /// <summary>Last characters of what is one place by its name alone, and of no town that is called without its sign: 北京大学, 上海虹桥站. Not 店, 港 or 岛: 驻马店, 连云港, 青岛. Folded forms.</summary>
    private static readonly SearchValues<char> OnePlace = SearchValues.Create("学院站寺庙场馆府厂所宫局");

    /// <summary>What stands for a name that was not written, behind or before a sign: 某某路, XX小区. Folded forms.</summary>
    private static readonly string[] Placeholders = ["某某", "xx"];

    private static readonly SearchValues<char> PlaceholderUnits = SearchValues.Create("某xXｘＸ");

    public static bool IsInventedName(string name)
    {
        if (name.Length > 1 && IsIdeograph(name[0]) && IsIdeograph(name[1]) && name[0] != name[1])
            return false;
        var solid = TextFolding.Join(name);
        return solid.Length > 0 && (!solid.AsSpan().ContainsAnyExceptInRange('0', '9') || IsRepeated(solid));
    }

    public static bool IsInventedPhone(string phone)
    {
        var (count, step, last) = (0, 0, 0);
        for (var at = phone.Length - 1; at >= 0 && count < SubscriberDigits; at--)
        {
            if (phone[at] is ' ' or '-' or '(' or ')' or '（' or '）' or '　' or '.' or '·')
                continue;
            var digit = phone[at] - (phone[at] >= '０' ? '０' : '0');
            if (digit is < 0 or > 9)
                return false;
            if (count == 1)
                step = digit - last;
            if (count > 0 && (digit - last != step || step is < -1 or > 1))
                return false;
            last = digit;
            count++;
        }

        return count == SubscriberDigits;
    }

    public static AddressDetail Of(string address, AddressReading reading, CompiledLexicon lexicon)
    {
        if (address.Length >= ShortestOrdinary && address.AsSpan().ContainsAny(Digits) && address.AsSpan().ContainsAny(PlaceSigns)
            && !address.AsSpan().ContainsAny(PlaceholderUnits))
            return AddressDetail.Enough;
        reading.Read(address);
        var rest = reading.BehindDivisions;
        if (reading.IsHidden)
            return AddressDetail.Enough;
        var named = Provinces.Without(rest);
        if (!rest.IsEmpty && (IsRepeated(rest) || IsNumberAlone(rest, reading.Solid) || IsVague(rest, lexicon) || IsVague(named, lexicon) || (reading.HasIdeographs && HasPlaceholder(reading.Solid))))
            return AddressDetail.Invented;
        return reading.HasIdeographs && reading.Town.IsEmpty && named.Length <= LongestTown && named.IndexOfAny(HouseSigns) < 0 && named.IndexOfAny(Digits) < 0
            && (named.IsEmpty || !OnePlace.Contains(named[^1]))
            ? AddressDetail.Incomplete
            : AddressDetail.Enough;
    }

    /// <summary>A number behind the words makes no house of them: 同上1号.</summary>
    private static bool IsVague(ReadOnlySpan<char> text, CompiledLexicon lexicon) => text.TrimEnd('号') is { IsEmpty: false } words && lexicon.IsVague(words, VagueScope.Address);

    /// <summary>A placeholder with an ideograph behind it; XXL is a size, and XX alone may be a brand.</summary>
    private static bool HasPlaceholder(ReadOnlySpan<char> solid)
    {
        foreach (var placeholder in Placeholders)
        {
            if (solid.IndexOf(placeholder, StringComparison.Ordinal) is >= 0 and var at && at + placeholder.Length < solid.Length && IsIdeograph(solid[at + placeholder.Length]))
                return true;
        }

        return false;
    }

    /// <summary>A telephone number behind a town, or a number and nothing else; a stall of a market has a short one behind its hall.</summary>
    private static bool IsNumberAlone(ReadOnlySpan<char> rest, ReadOnlySpan<char> whole) =>
        !rest.ContainsAnyExceptInRange('0', '9') && (rest.Length >= ShortestPhone || rest.Length == whole.Length);

    private static bool IsRepeated(ReadOnlySpan<char> text) => text.Length >= Repeated && text.IndexOfAnyExcept(text[0]) < 0;

    private static bool IsIdeograph(char unit) => UnicodeTables.UnitClass(unit) == TextClass.Ideograph;
}
