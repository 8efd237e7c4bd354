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
        }

        char Mapped(char folded) => map is null ? folded : map(folded);
    }

    /// <summary>False only when the folded text holds no pattern and more than some characters that are no separators.</summary>
    /// <param name="solid">A text with at most that many characters beside separators must be looked at in any case.</param>
    /// <param name="separators">Whether separators stand in the text; meaningless when the answer is true.</param>
    public bool MayMatch(ReadOnlySpan<char> original, int solid, out bool separators) => Scan(original, solid, joined: false, out separators);

    /// <summary>The same for the folded text without its separators.</summary>
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
                solid--;
            else if (joined)
                continue;
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
