using System.Buffers;

namespace LogisticsScreening.Screening.Text;

/// <summary>Everyday, financial and spoken digits, in their folded forms.</summary>
internal static class ChineseDigits
{
    /// <summary>The digit is the position modulo 10.</summary>
    private const string Digits = "零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖";

    /// <summary>Said for 1 in telephone numbers.</summary>
    private const char SpokenOne = '幺';

    /// <summary>All characters that stand for a digit.</summary>
    public static readonly string All = Digits + SpokenOne;

    public static readonly SearchValues<char> Characters = SearchValues.Create(All);

    /// <summary>0-9, or -1 when it is no digit.</summary>
    public static int ValueOf(char folded)
    {
        if (folded == SpokenOne)
            return 1;
        var position = Digits.IndexOf(folded, StringComparison.Ordinal);
        return position < 0 ? -1 : position % 10;
    }
}
