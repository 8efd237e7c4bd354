using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>The ways in which letters can be read as the syllables of a name: "xian" is 西安's and 先's. A reusable buffer.</summary>
internal sealed class PinyinReadings
{
    /// <summary>Syllables of the longest name that is spelled; longer ones are organisations', which are translated.</summary>
    public const int Most = RomanisedNames.Longest;

    /// <summary>A cut at every place of five.</summary>
    private const int MostWays = 1 << (Most - 1);

    private readonly List<int[]> ways = [];
    private readonly int[] reading = new int[Most];

    public int Count => ways.Count;

    public ReadOnlySpan<int> this[int way] => ways[way];

    /// <param name="letters">Small ones, without spaces.</param>
    public void Read(ReadOnlySpan<char> letters)
    {
        ways.Clear();
        if (letters.Length <= Most * Pronunciation.LongestSpelling)
            Read(letters, 0);
    }

    private void Read(ReadOnlySpan<char> letters, int read)
    {
        if (letters.IsEmpty && read >= 2 && ways.Count < MostWays)
            ways.Add([.. reading.AsSpan(0, read)]);
        if (letters.IsEmpty || read == Most)
            return;
        for (var length = Math.Min(letters.Length, Pronunciation.LongestSpelling); length > 0; length--)
        {
            if (Pronunciation.Syllable(letters[..length]) is > 0 and var syllable)
            {
                reading[read] = syllable;
                Read(letters[length..], read + 1);
            }
        }
    }
}
