using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>A text as it is read aloud, one unit for each syllable. A buffer of one thread.</summary>
internal sealed class SpokenText
{
    private SpokenUnit[] units = new SpokenUnit[256];
    private char[] symbols = new char[256];

    public int Count { get; private set; }

    public ReadOnlySpan<SpokenUnit> Units => units.AsSpan(0, Count);

    /// <summary>The syllables as an automaton reads them.</summary>
    public ReadOnlySpan<char> Symbols => symbols.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(SpokenUnit unit, char symbol)
    {
        if (Count == units.Length)
        {
            Array.Resize(ref units, Count * 2);
            Array.Resize(ref symbols, Count * 2);
        }

        (units[Count], symbols[Count++]) = (unit, symbol);
    }
}

/// <summary>What is read as one syllable.</summary>
/// <param name="Character">The ideograph written or meant, or a letter that stands alone; '\0' for a syllable in letters.</param>
/// <param name="Syllable">Its number for a syllable in letters, 0 for others.</param>
/// <param name="Layer">Exact for an ideograph, else how it is written instead.</param>
/// <param name="Start">First unit of the folded text.</param>
/// <param name="End">Behind its last unit.</param>
/// <param name="Opens">False for what lies inside a word in letters or a picture's word: no word begins there.</param>
/// <param name="Closes">False where no word ends.</param>
internal readonly record struct SpokenUnit(char Character, int Syllable, MatchLayer Layer, int Start, int End, bool Opens, bool Closes);
