namespace LogisticsScreening.Screening.Text;

/// <summary>
/// Folding and classes of every code point, unpacked once from the generated data, so that every machine folds alike:
/// the host's own tables depend on its runtime and ICU version, and normalise nothing under invariant globalisation.
/// </summary>
internal static partial class UnicodeTables
{
    /// <summary>Bits 0-15 of an entry: the folded character. Bits 16-21: its <see cref="TextClass"/>.</summary>
    public const int ClassShift = 16;

    /// <summary>Set when one UTF-16 unit does not become exactly one other; the low bits then say which case it is.</summary>
    public const uint Special = 1u << 31;

    public const uint SpecialSurrogate = Special | 1;
    public const uint SpecialNothing = Special | 2;
    public const uint SpecialSpace = Special | ((uint)TextClass.Space << ClassShift) | 3;
    public const uint SpecialHangul = Special | ((uint)TextClass.Ideograph << ClassShift) | 4;
    public const uint SpecialSeveral = Special | 5;

    public const int HangulFirst = 0xAC00;
    public const int HangulLast = 0xD7A3;

    /// <summary>One entry for each UTF-16 unit.</summary>
    public static readonly uint[] Units = new uint[0x10000];

    /// <summary>What is not one unit to one unit: folded text by code point.</summary>
    private static readonly Dictionary<int, string> Foldings = [];

    /// <summary>Ends (exclusive) and classes of the ranges above the basic plane.</summary>
    private static readonly List<(int End, TextClass Class)> Astral = [];

    static UnicodeTables()
    {
        ReadClasses();
        for (var unit = HangulFirst; unit <= HangulLast; unit++)
            Units[unit] = SpecialHangul;
        for (var unit = 0xD800; unit <= 0xDFFF; unit++)
            Units[unit] = SpecialSurrogate;
        for (var unit = 0; unit < 0xD800; unit++)
        {
            if (ClassOf(unit) == TextClass.Space)
                Units[unit] = SpecialSpace;
        }

        ReadSingle();
        ReadNothing();
        ReadSeveral();
    }

    /// <summary>Class of a folded code point.</summary>
    public static TextClass ClassOf(int codePoint)
    {
        if (codePoint < 0x10000)
            return (TextClass)((Units[codePoint] >> ClassShift) & 0x3F);
        int low = 0, high = Astral.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (codePoint < Astral[middle].End)
                high = middle;
            else
                low = middle + 1;
        }

        return Astral[low].Class;
    }

    /// <summary>Class of one folded unit; none for half of a surrogate pair.</summary>
    public static TextClass UnitClass(char unit) => char.IsSurrogate(unit) ? TextClass.None : (TextClass)((Units[unit] >> ClassShift) & 0x3F);

    /// <summary>Folded text of a code point that is not one unit to one unit; null when it stays as it is.</summary>
    public static string? Several(int codePoint) => Foldings.GetValueOrDefault(codePoint);

    private static void ReadClasses()
    {
        var reader = new PackedReader(ClassData);
        var at = 0;
        while (!reader.AtEnd)
        {
            var end = at + reader.Next();
            var number = reader.Next();
            var kind = number == 0 ? TextClass.None : (TextClass)(1 << (number - 1));
            for (; at < end && at < 0x10000; at++)
                Units[at] = (uint)at | ((uint)kind << ClassShift);
            at = end;
            if (end > 0x10000)
                Astral.Add((end, kind));
        }
    }

    private static void ReadSingle()
    {
        var reader = new PackedReader(SingleData);
        var at = 0;
        while (!reader.AtEnd)
        {
            at += reader.Next();
            var count = reader.Next();
            var distance = reader.NextSigned();
            for (; count > 0; count--, at++)
            {
                var target = at + distance;
                if (at < 0x10000 && target < 0x10000)
                    Units[at] = Units[target];
                else
                    AddSeveral(at, char.ConvertFromUtf32(target));
            }
        }
    }

    private static void ReadNothing()
    {
        var reader = new PackedReader(NothingData);
        var at = 0;
        while (!reader.AtEnd)
        {
            at += reader.Next();
            for (var count = reader.Next(); count > 0; count--, at++)
            {
                if (at < 0x10000)
                    Units[at] = SpecialNothing;
                else
                    Foldings[at] = "";
            }
        }
    }

    private static void ReadSeveral()
    {
        var reader = new PackedReader(SeveralData);
        var at = 0;
        Span<char> text = stackalloc char[64];
        while (!reader.AtEnd)
        {
            at += reader.Next();
            var length = 0;
            for (var count = reader.Next(); count > 0; count--)
            {
                var part = char.ConvertFromUtf32(reader.Next());
                part.CopyTo(text[length..]);
                length += part.Length;
            }

            AddSeveral(at, new string(text[..length]));
            at++;
        }
    }

    private static void AddSeveral(int codePoint, string text)
    {
        Foldings[codePoint] = text;
        if (codePoint < 0x10000)
            Units[codePoint] = SpecialSeveral;
    }
}
