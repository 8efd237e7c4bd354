namespace LogisticsScreening.Screening.Text;

/// <summary>
/// Everyday English words, as sorted fingerprints unpacked once from the generated data. One of some thousand other strings is taken for a word (a test measures it): enough to say that a text may
/// mean something, too little to prove it.
/// </summary>
internal static partial class EnglishWords
{
    private static readonly int[] Fingerprints = Unpack();

    public static int Count => Fingerprints.Length;

    /// <param name="word">Folded letters a to z; a plural in s or es is its singular.</param>
    public static bool Contains(ReadOnlySpan<char> word) =>
        word.Length >= ShortestWord && (Has(word) || word[^1] == 's' && (Has(word[..^1]) || word.EndsWith("es", StringComparison.Ordinal) && Has(word[..^2])));

    private static bool Has(ReadOnlySpan<char> word) => word.Length >= ShortestWord && Array.BinarySearch(Fingerprints, FingerprintOf(word)) >= 0;

    /// <summary>FNV-1a, its high bits spread by the golden ratio: as the script makes it.</summary>
    private static int FingerprintOf(ReadOnlySpan<char> word)
    {
        var number = 0xCBF29CE484222325;
        foreach (var letter in word)
            number = (number ^ letter) * 0x100000001B3;
        return (int)(number * 0x9E3779B97F4A7C15 >> (64 - Bits));
    }

    private static int[] Unpack()
    {
        var found = new List<int>();
        var reader = new PackedReader(Data);
        for (var number = 0; !reader.AtEnd;)
            found.Add(number += reader.Next());
        return [.. found];
    }
}
