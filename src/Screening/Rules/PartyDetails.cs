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
            var digit = phone[at] - '0';
            if (phone[at] is ' ' or '-')
                continue;
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
        if (address.Length >= ShortestOrdinary && address.AsSpan().ContainsAny(Digits) && address.AsSpan().ContainsAny(HouseSigns))
            return AddressDetail.Enough;
        reading.Read(address);
        var rest = reading.BehindDivisions;
        if (reading.IsHidden)
            return AddressDetail.Enough;
        if (!rest.IsEmpty && (IsRepeated(rest) || IsNumberAlone(rest, reading.Solid) || lexicon.IsVague(rest, VagueScope.Address)))
            return AddressDetail.Invented;
        var named = AddressReading.WithoutProvince(rest);
        return reading.HasIdeographs && reading.Town.IsEmpty && named.Length <= LongestTown && named.IndexOfAny(HouseSigns) < 0 && named.IndexOfAny(Digits) < 0
            ? AddressDetail.Incomplete
            : AddressDetail.Enough;
    }

    /// <summary>A telephone number behind a town, or a number and nothing else; a stall of a market has a short one behind its hall.</summary>
    private static bool IsNumberAlone(ReadOnlySpan<char> rest, ReadOnlySpan<char> whole) =>
        !rest.ContainsAnyExceptInRange('0', '9') && (rest.Length >= ShortestPhone || rest.Length == whole.Length);

    private static bool IsRepeated(ReadOnlySpan<char> text) => text.Length >= Repeated && text.IndexOfAnyExcept(text[0]) < 0;

    private static bool IsIdeograph(char unit) => UnicodeTables.UnitClass(unit) == TextClass.Ideograph;
}
