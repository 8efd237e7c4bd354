using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Finds words by how they sound, whatever characters write them: each ideograph becomes its toneless syllable, and an automaton runs over syllables. Of a character with
/// several readings those count that occur in a listed word: the first of them in one search, the last in another, so that 角 is found as jiao and as jue.
/// </summary>
internal sealed class SoundSearch
{
    /// <summary>Syllables become characters from here on, for an automaton over characters; 0 is silence.</summary>
    private const char Base = '\u0001';

    private readonly Voice first;
    private readonly Voice last;

    /// <param name="readings">Words as syllables; their position is their number.</param>
    public SoundSearch(IReadOnlyList<string[]> readings)
    {
        string[] sounds = [.. readings.Select(r => new string([.. r.Select(s => Symbol(Pronunciation.Syllable(s)))]))];
        var heard = sounds.SelectMany(s => s).ToHashSet();
        var built = new AutomatonBuilder(sounds);
        first = new(built, [.. Enumerable.Range(0, 0x10000).Select(c => Heard((char)c, heard, ofLast: false))]);
        last = new(built, [.. Enumerable.Range(0, 0x10000).Select(c => Heard((char)c, heard, ofLast: true))]);
    }

    public int States => first.Automaton.StateCount;

    /// <summary>False only when no listed word sounds in the text, separators left out.</summary>
    public bool MayMatch(ReadOnlySpan<char> original) => first.Quick.MayMatchJoined(original) || last.Quick.MayMatchJoined(original);

    /// <summary>Adds the occurrences in a folded text. One that both searches find is added twice.</summary>
    public void Search(ReadOnlySpan<char> folded, Span<char> buffer, PatternMatches matches)
    {
        first.Search(folded, buffer, matches);
        last.Search(folded, buffer, matches);
    }

    /// <summary>True when some reading of both has the same syllable and tone.</summary>
    public static bool SameTone(char one, char other)
    {
        foreach (var reading in Pronunciation.Of(one))
        {
            if (Pronunciation.Of(other).Contains(reading))
                return true;
        }

        return false;
    }

    private static char Symbol(int syllable) => (char)(Base + syllable);

    private static char Heard(char folded, HashSet<char> heard, bool ofLast)
    {
        var found = '\0';
        foreach (var reading in Pronunciation.Of(folded))
        {
            if (!heard.Contains(Symbol(reading.Syllable)))
                continue;
            found = Symbol(reading.Syllable);
            if (!ofLast)
                break;
        }

        return found;
    }

    /// <summary>One way to read characters aloud.</summary>
    private sealed class Voice(AutomatonBuilder built, char[] symbolOf)
    {
        public PatternAutomaton Automaton { get; } = new(built);

        public QuickScan Quick { get; } = new(built, c => symbolOf[c]);

        public void Search(ReadOnlySpan<char> folded, Span<char> buffer, PatternMatches matches)
        {
            for (var i = 0; i < folded.Length; i++)
                buffer[i] = symbolOf[folded[i]];
            Automaton.Search(buffer[..folded.Length], matches);
        }
    }
}
