using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// What stands behind the road of an address: its numbers in their order ("12号三栋2单元501室" as 12-3-2-501, letters that belong to one with it: "A座", "12a"), and the words
/// before and behind the first of them. A reusable buffer.
/// </summary>
internal sealed class AddressNumbers
{
    /// <summary>What numbers of an address count.</summary>
    public const string Counted = "号栋幢座楼层室单元组弄院排";

    /// <summary>Longer runs of digits are telephones and the like, written behind an address.</summary>
    private const int LongestNumber = 5;

    private readonly char[] chars = new char[4 * AddressReading.MaxLength];
    private readonly char[] words = new char[2 * AddressReading.MaxLength];
    private readonly List<Numbered> numbers = [];
    private int length;
    private int wordsBefore;
    private int wordsLength;

    public ReadOnlySpan<char> All => chars.AsSpan(0, length);

    public ReadOnlySpan<char> First => All.IndexOf('-') is >= 0 and var end ? All[..end] : All;

    public ReadOnlySpan<char> WordsBefore => words.AsSpan(0, wordsBefore);

    public ReadOnlySpan<char> WordsAfter => words.AsSpan(wordsBefore, wordsLength - wordsBefore);

    /// <summary>Both say a number of one sort, and another one: 3栋 and 5栋, 501 and 502. What only one of them says contradicts nothing: 2单元 and 3栋501.</summary>
    public static bool Contradict(AddressNumbers a, AddressNumbers b)
    {
        // "A1201" and "A座1201", "12-1-201" and "12-1201".
        if (SameDigits(a.All, b.All))
            return false;
        for (var i = 0; i < a.numbers.Count; i++)
        {
            for (var j = 0; j < b.numbers.Count; j++)
            {
                if (MayBeOneSort(a.numbers[i].Sort, b.numbers[j].Sort) && !a.IsAlsoIn(b, i) && !b.IsAlsoIn(a, j))
                    return true;
            }
        }

        return false;
    }

    public void Clear()
    {
        (length, wordsBefore, wordsLength) = (0, 0, 0);
        numbers.Clear();
    }

    /// <param name="rest">What stands behind the road, folded.</param>
    /// <param name="isCut">What follows is hidden: a number at the end may not be whole.</param>
    public void Read(ReadOnlySpan<char> rest, bool isCut)
    {
        Clear();
        for (var at = 0; at < rest.Length;)
        {
            var from = at;
            while (at < rest.Length && char.IsAsciiLetterOrDigit(rest[at]))
                at++;
            if (at > from)
            {
                if (at - from > LongestNumber && rest[from..at].ContainsAnyInRange('0', '9'))
                    return;
                if (!(isCut && at == rest.Length) && IsNumber(rest[from..at], at < rest.Length ? rest[at] : '\0'))
                    Add(rest[from..at], rest[at..]);
                continue;
            }

            while (at < rest.Length && IsNumeral(rest[at]))
                at++;
            if (at > from && at < rest.Length && Counted.Contains(rest[at], StringComparison.Ordinal))
                Add(ValueOf(rest[from..at]), rest[at..]);
            else
                AddWords(rest[from..(at = Math.Max(at, from + 1))]);
        }
    }

    private static bool IsNumeral(char c) => c is '十' or '拾' or '百' or '佰' or '千' or '仟' || ChineseDigits.ValueOf(c) >= 0;

    /// <summary>Digits, or a letter or two before what is counted ("A座"); "sky" in the name of a tower is none.</summary>
    private static bool IsNumber(ReadOnlySpan<char> run, char next) =>
        run.ContainsAnyInRange('0', '9') || (run.Length <= 2 && Counted.Contains(next, StringComparison.Ordinal));

    private void Add(ReadOnlySpan<char> number, ReadOnlySpan<char> behind)
    {
        if (length > 0)
            chars[length++] = '-';
        else
            wordsBefore = wordsLength;
        number.CopyTo(chars.AsSpan(length));
        numbers.Add(new(length, number.Length, SortOf(number, behind)));
        length += number.Length;
    }

    private void Add(int number, ReadOnlySpan<char> behind)
    {
        Span<char> digits = stackalloc char[11];
        number.TryFormat(digits, out var written, provider: null);
        Add(digits[..written], behind);
    }

    /// <summary>What the sign behind a number makes of it; '\0' where that is open: 号 stands behind houses, buildings and rooms, 楼 behind buildings and floors.</summary>
    private static char SortOf(ReadOnlySpan<char> number, ReadOnlySpan<char> behind)
    {
        const int LeastRoom = 3;
        var sign = behind.IsEmpty ? '\0' : behind[0];
        return sign switch
        {
            '幢' or '座' => '栋',
            '栋' or '单' or '层' or '室' or '组' or '弄' or '院' or '排' => sign,
            // A number without a sign that is as long as the floor and the flat on it.
            '\0' when number.Length >= LeastRoom => '室',
            _ => '\0',
        };
    }

    private static bool MayBeOneSort(char a, char b) => a == b || a == '\0' || b == '\0';

    private static bool SameDigits(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            i += i < a.Length && a[i] == '-' ? 1 : 0;
            j += j < b.Length && b[j] == '-' ? 1 : 0;
            if (i == a.Length || j == b.Length)
                return i == a.Length && j == b.Length;
            if (a[i++] != b[j++])
                return false;
        }
    }

    /// <summary>The other has that number as often as this one up to there.</summary>
    private bool IsAlsoIn(AddressNumbers other, int index)
    {
        var number = this[index];
        var left = 0;
        for (var i = 0; i <= index; i++)
            left += this[i].SequenceEqual(number) ? 1 : 0;
        for (var i = 0; i < other.numbers.Count && left > 0; i++)
            left -= other[i].SequenceEqual(number) ? 1 : 0;
        return left == 0;
    }

    /// <summary>Without noughts before it: 0802 and 802.</summary>
    private ReadOnlySpan<char> this[int index] => chars.AsSpan(numbers[index].Start, numbers[index].Length).TrimStart('0');

    private readonly record struct Numbered(int Start, int Length, char Sort);

    /// <summary>Words of the address; what only counts (号, 单元) is none.</summary>
    private void AddWords(ReadOnlySpan<char> some)
    {
        foreach (var c in some)
        {
            if (c != '-' && !Counted.Contains(c, StringComparison.Ordinal))
                words[wordsLength++] = c;
        }

        if (length == 0)
            wordsBefore = wordsLength;
    }

    /// <summary>十二 is 12, 一百二十 is 120, 三百零一 is 301; digits in a row are read as they stand, 三〇二 as 302.</summary>
    private static int ValueOf(ReadOnlySpan<char> numeral)
    {
        const int Most = 100_000;
        var (total, digit) = (0, -1);
        foreach (var c in numeral)
        {
            var unit = c switch { '十' or '拾' => 10, '百' or '佰' => 100, '千' or '仟' => 1_000, _ => 0 };
            if (unit > 0)
            {
                total = Math.Min(Most, total + (Math.Max(1, digit) * unit));
                digit = -1;
            }
            else
            {
                // A nought between only parts: 三百零一.
                digit = Math.Min(Most, (Math.Max(0, digit) * 10) + ChineseDigits.ValueOf(c));
            }
        }

        return Math.Min(Most, total + Math.Max(0, digit));
    }
}
