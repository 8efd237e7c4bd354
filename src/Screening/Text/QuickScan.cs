using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogisticsScreening.Screening.Text;

/// <summary>
/// Says of most texts, without folding them into a buffer, that no pattern is in them: one table leads from each original
/// character to the automaton's symbol of its folded form. It steps over what folding removes exactly as
/// <see cref="NormalizedText"/> does, and gives up (true) at what is not one character to one: surrogates, Hangul, ligatures.
/// </summary>
internal sealed class QuickScan
{
    /// <summary>
    /// Set for what may be a separator or not: a mark that a pattern holds, and a letter that is no Latin one, which between separators is none
    /// (<see cref="NormalizedText.IsSeparator"/>).
    /// </summary>
    private const uint Doubtful = 1u << 30;

    /// <summary>Bits 0-15: symbol; above them the class and special bits of <see cref="UnicodeTables.Units"/>.</summary>
    private readonly uint[] entryOf = new uint[0x10000];
    private readonly ulong[] followersOf;
    private readonly int[] root;
    private readonly int[] states;
    private readonly PatternAutomaton.Cell[] cells;

    /// <param name="map">From a folded character to one of the automaton's patterns, where these are not made of folded characters.</param>
    public QuickScan(AutomatonBuilder built, Func<char, char>? map = null)
    {
        (followersOf, root, states, cells) = (built.Followers, built.Root, built.States, built.Cells);
        for (var unit = 0; unit < entryOf.Length; unit++)
        {
            var entry = UnicodeTables.Units[unit];
            entryOf[unit] = (int)entry < 0 && entry != UnicodeTables.SpecialSpace
                ? entry
                : entry & 0xFFFF_0000 | built.Symbols[Mapped(entry == UnicodeTables.SpecialSpace ? ' ' : (char)entry)];
            if (IsForeignLetter(entryOf[unit], entry) || IsOwnMark(entryOf[unit]))
                entryOf[unit] |= Doubtful;
        }

        static bool IsForeignLetter(uint found, uint entry) => (int)found >= 0 && (char)entry > '\u007F' && ClassOf(found) == TextClass.Word;
        static bool IsOwnMark(uint found) => (int)found >= 0 && (found & 0xFFFF) != 0 && ClassOf(found) == TextClass.Symbol;
        static TextClass ClassOf(uint found) => (TextClass)((found >> UnicodeTables.ClassShift) & 0x3F);
        char Mapped(char folded) => map is null ? folded : map(folded);
    }

    /// <summary>False only when the folded text holds no pattern and more than some characters that are no separators.</summary>
    /// <param name="solid">A text with at most that many characters beside separators must be looked at in any case.</param>
    /// <param name="separators">Whether separators stand in the text; meaningless when the answer is true.</param>
    public bool MayMatch(ReadOnlySpan<char> original, int solid, out bool separators) => Scan(original, solid, joined: false, out separators);

    /// <summary>
    /// The same for the folded text without its separators; for the whole one too when every pattern with spaces or punctuation is there without them. A mark that stands in a pattern
    /// (❄) may be a separator or the pattern's own: then this gives up.
    /// </summary>
    public bool MayMatchJoined(ReadOnlySpan<char> original) => Scan(original, solid: -1, joined: true, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Scan(ReadOnlySpan<char> original, int solid, bool joined, out bool separators)
    {
        ref var entries = ref MemoryMarshal.GetArrayDataReference(entryOf);
        ref var followers = ref MemoryMarshal.GetArrayDataReference(followersOf);
        separators = false;
        uint seen = 0, previous = 0;
        var state = 0;
        var afterSpace = true;
        var gap = false;
        foreach (var unit in original)
        {
            var entry = Unsafe.Add(ref entries, (int)unit);
            if ((int)entry < 0)
            {
                if (entry == UnicodeTables.SpecialNothing)
                    continue;
                if ((entry & NormalizedText.SeparatorBits) == 0)
                    return true;
                if (afterSpace)
                    continue;
                afterSpace = true;
            }
            else
            {
                afterSpace = false;
            }

            seen |= entry;
            if ((entry & NormalizedText.SeparatorBits) == 0)
            {
                solid--;
                if (joined && gap && (entry & Doubtful) != 0)
                    return true;
                gap = false;
            }
            else if (joined)
            {
                if ((entry & Doubtful) != 0)
                    return true;
                gap = true;
                continue;
            }

            var symbol = entry & 0xFFFF;
            if (state == 0)
            {
                var starts = (Unsafe.Add(ref followers, (int)previous) >> (int)(symbol & 63)) & 1;
                if (starts == 0)
                {
                    previous = symbol;
                    continue;
                }

                state = root[previous];
                if ((states[state] & 1) != 0)
                    return true;
            }

            ref var cell = ref cells[(states[state] >> 1) + (int)symbol];
            state = cell.Owner == state ? cell.Next : root[symbol];
            if ((states[state] & 1) != 0)
                return true;
            previous = symbol;
        }

        separators = (seen & NormalizedText.SeparatorBits) != 0;
        return (states[root[previous]] & 1) != 0 || solid >= 0;
    }
}
