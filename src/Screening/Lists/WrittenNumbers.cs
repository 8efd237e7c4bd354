using System.Buffers;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// Mobile telephone and resident identity numbers inside a text that is no field for them: "翟某13900000201", "请联系 １３９-0000-0201". In ASCII, full-width or Chinese digits, in groups that spaces,
/// hyphens and the like part. A number begins and ends with a group: digits beside digits are one longer number. Nothing is allocated, and a text without room for eleven digits is not read.
/// </summary>
internal ref struct WrittenNumbers(ReadOnlySpan<char> text)
{
    private const int MobileDigits = 11;

    /// <summary>Signs between two groups: "139 - 0000".</summary>
    private const int MostBetween = 3;

    /// <summary>Longer runs of groups are tables of figures, unless it is digit by digit.</summary>
    private const int MostGroups = 8;

    /// <summary>One as a digit, in any of its forms: a mobile number begins with it.</summary>
    private static readonly SearchValues<char> MobileStarts = SearchValues.Create("1１一壹幺");

    private const string AllFigures = "0123456789０１２３４５６７８９";

    private static readonly SearchValues<char> Figures = SearchValues.Create(AllFigures);

    private static readonly SearchValues<char> Digits = SearchValues.Create(AllFigures + ChineseDigits.All);

    private readonly ReadOnlySpan<char> text = text;
    private NumberBuffer buffer;
    private int at;
    private int length;

    /// <summary>Else a mobile number.</summary>
    public readonly bool IsIdNumber => length == ResidentId.Length;

    /// <summary>The number found last: ASCII digits, an X at the end of an identity number; without country code. Good until the next one.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<char> Current => ((ReadOnlySpan<char>)buffer)[..length];

    /// <summary>False for nearly all texts, after a glance: none of their digits begins a run that is long enough. Identity numbers in Chinese digits, which nobody writes, are passed over.</summary>
    public static bool MayHold(ReadOnlySpan<char> text)
    {
        if (text.Length < MobileDigits)
            return false;
        var starts = text[..^(MobileDigits - 1)];
        for (var at = 0; starts[at..].IndexOfAny(MobileStarts) is >= 0 and var next; at++)
        {
            at += next;
            if (HasDigits(text[at..], MobileDigits))
                return true;
        }

        if (text.Length < ResidentId.Length)
            return false;
        // Of one the first digit may be any, and the last an X.
        starts = text[..^(ResidentId.Length - 1)];
        if (!starts.ContainsAnyInRange('0', '9') && !starts.ContainsAnyInRange('０', '９'))
            return false;
        for (var at = 0; starts[at..].IndexOfAny(Figures) is >= 0 and var next; at++)
        {
            at += next;
            if (HasDigits(text[at..], ResidentId.Length - 1))
                return true;
            for (; at + 1 < starts.Length && Figures.Contains(starts[at + 1]);)
                at++;
        }

        return false;
    }

    public bool MoveNext()
    {
        while (text.Length - at >= MobileDigits && text[at..].IndexOfAny(Digits) is >= 0 and var digits)
        {
            var start = at + digits;
            if (text.Length - start < MobileDigits)
                break;
            // "王一13900000201" ends a name; "1三9..." hides a number.
            var (mixed, alike) = (EndOfGroup(start, mixed: true), EndOfGroup(start, mixed: false));
            at = alike;
            // 12号, 501室: nearly all groups in addresses.
            if (mixed - start < MobileDigits && (mixed == text.Length || !IsBetween(text[mixed])))
                continue;
            if (Read(start, mixed: true) || (alike < mixed && Read(start, mixed: false)))
                return true;
        }

        return false;
    }

    /// <summary>Group after group until they are a number.</summary>
    private bool Read(int start, bool mixed)
    {
        length = 0;
        for (var group = 0; group < MostGroups || length == group; group++)
        {
            var end = EndOfGroup(start, mixed);
            if (length + end - start > NumberBuffer.Length)
                return false;
            for (; start < end; start++)
                buffer[length++] = (char)('0' + ValueOf(text[start]));
            if (IsMobile() || IsResidentId(ref end))
            {
                at = end;
                return true;
            }

            start = NextGroup(end);
            if (start < 0)
                return false;
        }

        return false;
    }

    /// <param name="mixed">Chinese digits beside others are of one group.</param>
    private readonly int EndOfGroup(int start, bool mixed)
    {
        var of = mixed ? Digits : ChineseDigits.Characters.Contains(text[start]) ? ChineseDigits.Characters : Figures;
        var rest = text[start..].IndexOfAnyExcept(of);
        return rest < 0 ? text.Length : start + rest;
    }

    /// <returns>-1 when something else than signs comes first.</returns>
    private readonly int NextGroup(int end)
    {
        for (var next = end; next < text.Length && next <= end + MostBetween; next++)
        {
            if (Digits.Contains(text[next]))
                return next;
            if (!IsBetween(text[next]))
                return -1;
        }

        return -1;
    }

    /// <summary>That many digits stand at the start, with few signs between.</summary>
    private static bool HasDigits(ReadOnlySpan<char> text, int count)
    {
        var between = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || Digits.Contains(c))
                (count, between) = (count - 1, 0);
            else if (++between > MostBetween || !IsBetween(c))
                return false;
            if (count == 0)
                return true;
        }

        return false;
    }

    private static bool IsBetween(char sign) => (UnicodeTables.UnitClass(sign) & TextClass.Separator) != 0;

    /// <summary>With or without the country code, or the zero that some write before.</summary>
    private bool IsMobile()
    {
        ReadOnlySpan<char> read = ((ReadOnlySpan<char>)buffer)[..length];
        var before = length - MobileDigits;
        if (before < 0 || read[before] != '1' || read[before + 1] is < '3' or > '9' || read[..before] is not ("" or "0" or "86" or "086" or "0086"))
            return false;
        read[before..].CopyTo(buffer);
        length = MobileDigits;
        return true;
    }

    private bool IsResidentId(ref int end)
    {
        if (length == ResidentId.Length - 1 && end < text.Length && text[end] is 'x' or 'X' or 'ｘ' or 'Ｘ')
        {
            buffer[length++] = 'X';
            end++;
        }

        return ResidentId.HasCheck(((ReadOnlySpan<char>)buffer)[..length]);
    }

    private static int ValueOf(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= '０' and <= '９' => digit - '０',
        _ => ChineseDigits.ValueOf(digit),
    };

    [System.Runtime.CompilerServices.InlineArray(Length)]
    private struct NumberBuffer
    {
        public const int Length = 24;

        private char first;
    }
}
