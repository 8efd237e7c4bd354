using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Finds words by how they sound, whatever characters write them: each ideograph becomes its toneless syllable, near ones (n and l, in and ing) the same, and an automaton
/// runs over syllables. Of a character with several readings those count that occur in a listed word: the first of them in one search, the last in another, so that 角 is
/// found as jiao and as jue. A third reads letters, parts and pictures as well (<see cref="SpokenReader"/>).
/// One character of a strong word may be its first letter (西牛j) or, in words of more than two, a look-alike of another sound (西牛甬): such words are searched beside their
/// sounds, in the same passes. What is found is only a candidate, to be compared character by character.
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

    /// <summary>For each pattern its word.</summary>
    private readonly int[] wordOf;

    /// <param name="words">Folded, each with what its characters may be instead; their position is their number.</param>
    public SoundSearch(IReadOnlyList<(string Text, Replaceable By)> words, LexiconData data)
    {
        (int Word, string Sound)[] spoken =
        [
            .. words.SelectMany((w, number) => Disguises.Readings(w.Text).Take(Disguises.MostReadings)
                .Select(reading => (number, new string([.. reading.Select(s => Symbol(Pronunciation.Syllable(s)))])))),
        ];
        var heard = spoken.SelectMany(s => s.Sound).ToHashSet();
        char[] first = [.. Enumerable.Range(0, 0x10000).Select(c => Heard((char)c, heard, ofLast: false))];
        char[] last = [.. Enumerable.Range(0, 0x10000).Select(c => Heard((char)c, heard, ofLast: true))];
        for (var letter = 'a'; letter <= 'z'; letter++)
            first[letter] = last[letter] = SymbolOfLetter(letter);
        (int Word, string Sound)[] all = [.. spoken, .. spoken.SelectMany(s => Replaced(words[s.Word].Text, words[s.Word].By, s.Sound, first, last).Select(r => (s.Word, r))).Distinct()];
        wordOf = [.. all.Select(a => a.Word)];
        var built = new AutomatonBuilder([.. all.Select(a => a.Sound)]);
        automaton = new(built);
        voices = [new(built, first), new(built, last)];
        reader = new(data, syllable => syllable > 0 && heard.Contains(Symbol(syllable)), c => first[c]);
    }

    public int Patterns => wordOf.Length;

    /// <summary>The word that a pattern is a sound of.</summary>
    public int WordOf(int pattern) => wordOf[pattern];

    public int States => automaton.StateCount;

    /// <summary>How an automaton reads a syllable.</summary>
    public static char Symbol(int syllable) => (char)(Base + Pronunciation.Near(syllable));

    /// <summary>How an automaton reads a single letter.</summary>
    public static char SymbolOfLetter(char letter) => (char)(Base + Pronunciation.Syllables + 1 + letter - 'a');

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

    /// <summary>
    /// The word's sound with one character as its first letter, or as a look-alike. A look-alike that sounds in no listed word gets a symbol of its own, so that no sound
    /// is lost for it.
    /// </summary>
    private static IEnumerable<string> Replaced(string word, Replaceable by, string sound, char[] first, char[] last)
    {
        for (var i = 0; i < word.Length && by != Replaceable.Nothing; i++)
        {
            foreach (var reading in Pronunciation.Of(word[i]).ToArray())
                yield return With(SymbolOfLetter(Pronunciation.Spelling(reading.Syllable)[0]));
            if (word.Length <= 2 || by == Replaceable.ByLetters)
                continue;
            foreach (var alike in LookAlikes.Of(word[i]).ToArray())
            {
                if (first[alike] == '\0')
                    first[alike] = last[alike] = alike;
                if (first[alike] != sound[i])
                    yield return With(first[alike]);
            }

            string With(char other) => string.Concat(sound.AsSpan(0, i), other.ToString(), sound.AsSpan(i + 1));
        }
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

/// <summary>What single characters of a word may be instead, beside others of their sound.</summary>
internal enum Replaceable
{
    Nothing,
    ByLetters,
    ByLettersAndLookAlikes,
}
