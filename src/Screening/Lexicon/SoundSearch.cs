using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Finds words by how they sound, whatever characters write them: each ideograph becomes its toneless syllable, near ones (n and l, in and ing) the same, and an automaton
/// runs over syllables. Of a character with several readings those count that occur in a listed word: the first of them in one search, the last in another, so that 角 is
/// found as jiao and as jue. A third reads letters, parts and pictures as well (<see cref="SpokenReader"/>).
/// </summary>
internal sealed class SoundSearch
{
    /// <summary>Syllables become characters from here on, for an automaton over characters; 0 is silence.</summary>
    private const char Base = '\u0001';

    /// <summary>How often a text is searched: twice by its characters, once read aloud.</summary>
    public const int Passes = 3;

    private readonly PatternAutomaton automaton;
    private readonly Voice[] voices;
    private readonly SpokenReader reader;

    /// <param name="readings">Words as syllables; their position is their number.</param>
    public SoundSearch(IReadOnlyList<string[]> readings, LexiconData data)
    {
        string[] sounds = [.. readings.Select(r => new string([.. r.Select(s => Symbol(Pronunciation.Syllable(s)))]))];
        var heard = sounds.SelectMany(s => s).ToHashSet();
        var built = new AutomatonBuilder(sounds);
        automaton = new(built);
        char[] first = [.. Enumerable.Range(0, 0x10000).Select(c => Heard((char)c, heard, ofLast: false))];
        char[] last = [.. Enumerable.Range(0, 0x10000).Select(c => Heard((char)c, heard, ofLast: true))];
        voices = [new(built, first), new(built, last)];
        reader = new(data, syllable => syllable > 0 && heard.Contains(Symbol(syllable)), c => first[c]);
    }

    public int States => automaton.StateCount;

    /// <summary>How an automaton reads a syllable.</summary>
    public static char Symbol(int syllable) => (char)(Base + Pronunciation.Near(syllable));

    /// <summary>False only when no listed word sounds in the text, separators left out.</summary>
    public bool MayMatch(ReadOnlySpan<char> original)
    {
        foreach (var voice in voices)
        {
            if (voice.Quick.MayMatchJoined(original))
                return true;
        }

        return reader.MayRead(original);
    }

    /// <summary>Adds the occurrences in a folded text. One that several searches find is added several times.</summary>
    public void Search(ReadOnlySpan<char> folded, Span<char> buffer, PatternMatches matches)
    {
        foreach (var voice in voices)
        {
            for (var i = 0; i < folded.Length; i++)
                buffer[i] = voice.SymbolOf[folded[i]];
            automaton.Search(buffer[..folded.Length], matches);
        }
    }

    /// <summary>Adds the occurrences in the text as it is read aloud, by units of <paramref name="spoken"/>.</summary>
    public void SearchSpoken(NormalizedText text, SpokenText spoken, PatternMatches matches)
    {
        reader.Read(text, spoken);
        automaton.Search(spoken.Symbols, matches);
    }

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
        public char[] SymbolOf { get; } = symbolOf;

        public QuickScan Quick { get; } = new(built, c => symbolOf[c]);
    }
}
