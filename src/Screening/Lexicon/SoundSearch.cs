using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Finds words by how they sound, whatever characters write them: each ideograph becomes its toneless syllable, near ones (n and l, in and ing) the same, and an automaton
/// runs over syllables. Of a character with several readings those count that occur in a listed word: the first of them in one search, the last in another, so that 角 is
/// found as jiao and as jue. A third takes a character for the listed one that it resembles, so that 西牛甬 is found; a fourth reads letters, parts and pictures
/// (<see cref="SpokenReader"/>).
/// </summary>
internal sealed class SoundSearch
{
    /// <summary>Syllables become characters from here on, for an automaton over characters; 0 is silence.</summary>
    private const char Base = '\u0001';

    private readonly PatternAutomaton automaton;
    private readonly Voice[] voices;
    private readonly SpokenReader reader;

    /// <param name="words">Folded words and how they are read, by their number; whether others may look like their characters.</param>
    public SoundSearch(IReadOnlyList<(string Word, string[] Reading, bool Strong)> words, LexiconData data)
    {
        string[] sounds = [.. words.Select(w => new string([.. w.Reading.Select(s => Symbol(Pronunciation.Syllable(s)))]))];
        var heard = sounds.SelectMany(s => s).ToHashSet();
        var listed = words.Where(w => w.Strong).SelectMany(w => w.Word).CountBy(c => c).ToDictionary();
        var built = new AutomatonBuilder(sounds);
        automaton = new(built);
        char[] first = [.. Enumerable.Range(0, 0x10000).Select(c => Heard((char)c, heard, ofLast: false))];
        char[] last = [.. Enumerable.Range(0, 0x10000).Select(c => Heard((char)c, heard, ofLast: true))];
        char[] alike = [.. first.Select((symbol, c) => listed.ContainsKey((char)c) || Listed((char)c, listed) is not { } other ? symbol : first[other])];
        voices = [new(built, first), new(built, last), new(built, alike)];
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

    /// <summary>Of the characters that it resembles the one in the most strong words.</summary>
    private static char? Listed(char folded, Dictionary<char, int> listed)
    {
        char? best = null;
        foreach (var other in LookAlikes.Of(folded))
        {
            if (listed.TryGetValue(other, out var words) && (best is null || words > listed[best.Value]))
                best = other;
        }

        return best;
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
