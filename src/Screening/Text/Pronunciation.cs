namespace LogisticsScreening.Screening.Text;

/// <summary>
/// Mandarin readings of folded ideographs (Unihan), unpacked once from the generated data: the same on every machine. Syllables are numbered from 1
/// and spelled without their tone, "ü" as "v" where the spelling keeps its dots.
/// </summary>
internal static partial class Pronunciation
{
    private static readonly string[] Spellings = ["", .. SyllableData.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];
    private static readonly Dictionary<string, int> Numbers = Spellings.Skip(1).Index().ToDictionary(s => s.Item, s => s.Index + 1, StringComparer.Ordinal);

    /// <summary>Readings of each unit lie between its start and the next one's.</summary>
    private static readonly int[] Starts = new int[0x10001];
    private static readonly Reading[] Readings = Unpack();

    /// <summary>Syllable of each unit's most common reading: one read of memory for what every name is asked.</summary>
    private static readonly ushort[] Mains = [.. Enumerable.Range(0, 0x10000).Select(unit => Of((char)unit) is [var first, ..] ? (ushort)first.Syllable : (ushort)0)];

    private static readonly int[] Nearest = GroupNear();

    /// <summary>Letters of the longest syllable, "zhuang".</summary>
    public static int LongestSpelling { get; } = Spellings.Max(s => s.Length);

    /// <summary>How many toneless syllables there are.</summary>
    public static int Syllables => Spellings.Length - 1;

    /// <summary>All readings, the most common first; empty for what is no ideograph of the basic plane, or has none.</summary>
    public static ReadOnlySpan<Reading> Of(char folded) => Readings.AsSpan(Starts[folded], Starts[folded + 1] - Starts[folded]);

    /// <summary>Syllable of the most common reading, 0 when there is none.</summary>
    public static int Main(char folded) => Mains[folded];

    /// <summary>The same number for syllables that much of China does not tell apart: n and l, zh and z, ch and c, sh and s, a final ng and n.</summary>
    public static int Near(int syllable) => Nearest[syllable];

    public static string Spelling(int syllable) => Spellings[syllable];

    /// <summary>Number of a syllable in small letters without tone marks ("nv", "lyu" as passports write it); 0 when it is none.</summary>
    public static int Syllable(ReadOnlySpan<char> pinyin)
    {
        if (Numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(pinyin, out var number))
            return number;
        return pinyin switch
        {
            "lyu" => Numbers["lv"],
            "nyu" => Numbers["nv"],
            "lue" => Numbers["lve"],
            "nue" => Numbers["nve"],
            _ => 0,
        };
    }

    private static int[] GroupNear()
    {
        var firsts = new Dictionary<string, int>(StringComparer.Ordinal);
        var near = new int[Spellings.Length];
        for (var i = 1; i < near.Length; i++)
        {
            var plain = Plain(Spellings[i]);
            if (!firsts.TryGetValue(plain, out near[i]))
                firsts.Add(plain, near[i] = i);
        }

        return near;
    }

    private static string Plain(string spelling)
    {
        var plain = spelling is ['z' or 'c' or 's', 'h', ..] ? spelling[0] + spelling[2..] : spelling;
        plain = plain is ['n', _, ..] ? 'l' + plain[1..] : plain;
        return plain.EndsWith("ng", StringComparison.Ordinal) && plain[^3] != 'o' ? plain[..^1] : plain;
    }

    private static Reading[] Unpack()
    {
        var readings = new List<Reading>();
        var reader = new PackedReader(ReadingData);
        var at = 0;
        while (!reader.AtEnd)
        {
            for (var next = at + reader.Next(); at < next; at++)
                Starts[at + 1] = readings.Count;
            for (var count = reader.Next(); count > 0; count--)
                readings.Add(new((ushort)reader.Next()));
            Starts[++at] = readings.Count;
        }

        Starts.AsSpan(at).Fill(readings.Count);
        return [.. readings];
    }
}

/// <summary>One way to say an ideograph.</summary>
/// <param name="Packed">Eight times the syllable's number plus the tone.</param>
internal readonly record struct Reading(ushort Packed)
{
    public int Syllable => Packed >> 3;

    /// <summary>1-4; 5 is the neutral tone.</summary>
    public int Tone => Packed & 7;
}
