using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>The numbers of an address in their order: "12号三栋2单元501室" as 12-3-2-501, letters that belong to one ("A座", "12a") with it. A reusable buffer.</summary>
internal sealed class AddressNumbers
{
    private const string Counted = "号栋幢座楼层室单元组弄院排";

    private readonly char[] chars = new char[4 * AddressReading.MaxLength];
    private int length;

    public ReadOnlySpan<char> All => chars.AsSpan(0, length);

    public ReadOnlySpan<char> First => All.IndexOf('-') is >= 0 and var end ? All[..end] : All;

    public void Clear() => length = 0;

    /// <param name="rest">What stands behind the road, folded.</param>
    /// <param name="isCut">What follows is hidden: a number at the end may not be whole.</param>
    public void Read(ReadOnlySpan<char> rest, bool isCut)
    {
        length = 0;
        for (var at = 0; at < rest.Length;)
        {
            var from = at;
            while (at < rest.Length && char.IsAsciiLetterOrDigit(rest[at]))
                at++;
            if (at > from)
            {
                if (!(isCut && at == rest.Length) && IsNumber(rest[from..at], at < rest.Length ? rest[at] : '\0'))
                    Add(rest[from..at]);
                continue;
            }

            while (at < rest.Length && (rest[at] == '十' || ChineseDigits.ValueOf(rest[at]) >= 0))
                at++;
            if (at > from && at < rest.Length && Counted.Contains(rest[at], StringComparison.Ordinal))
                AddChinese(rest[from..at]);
            at = Math.Max(at, from + 1);
        }
    }

    /// <summary>Digits, or a letter or two before what is counted ("A座"); "sky" in the name of a tower is none.</summary>
    private static bool IsNumber(ReadOnlySpan<char> run, char next) =>
        run.ContainsAnyInRange('0', '9') || (run.Length <= 2 && Counted.Contains(next, StringComparison.Ordinal));

    private void Add(ReadOnlySpan<char> number)
    {
        Part();
        number.CopyTo(chars.AsSpan(length));
        length += number.Length;
    }

    /// <summary>十二 is 12, 二十 is 20, 三〇二 is 302.</summary>
    private void AddChinese(ReadOnlySpan<char> number)
    {
        Part();
        for (var i = 0; i < number.Length; i++)
        {
            if (number[i] != '十')
                chars[length++] = (char)('0' + ChineseDigits.ValueOf(number[i]));
            else if (i == 0)
                chars[length++] = '1';
            if (number[i] == '十' && i == number.Length - 1)
                chars[length++] = '0';
        }
    }

    private void Part()
    {
        if (length > 0)
            chars[length++] = '-';
    }
}
