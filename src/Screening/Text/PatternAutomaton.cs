using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogisticsScreening.Screening.Text;

/// <summary>
/// Finds every occurrence of every pattern in one pass over a folded text (Aho and Corasick 1975), one step for each character
/// whatever the patterns are. Immutable and built the same from the same patterns; searching allocates nothing.
/// The transitions that differ from the root's lie in one shared array, displaced for each state and owned by a check
/// (Tarjan and Yao 1979), so that a step is two look-ups and no search.
/// </summary>
internal sealed class PatternAutomaton
{
    /// <summary>Number of each UTF-16 unit, 0 for those in no pattern.</summary>
    private readonly ushort[] symbolOf;
    private readonly int[] fromRoot;
    private readonly ulong[] followersOf;
    private readonly int[] states;
    private readonly Cell[] cells;
    private readonly int[] outputStarts;
    private readonly int[] outputs;
    private readonly int[] lengths;

    internal PatternAutomaton(AutomatonBuilder built)
    {
        symbolOf = built.Symbols;
        fromRoot = built.Root;
        followersOf = built.Followers;
        states = built.States;
        cells = built.Cells;
        outputStarts = built.OutputStarts;
        outputs = built.Outputs;
        lengths = built.Lengths;
    }

    /// <summary>A transition: from which state it is, and to which it leads.</summary>
    internal struct Cell
    {
        public int Owner;
        public int Next;
    }

    /// <summary>States of the automaton, for statements about size.</summary>
    public int StateCount => states.Length;

    /// <summary>Compiles patterns; their position is their number. No pattern may be empty; equal ones are all reported.</summary>
    public static PatternAutomaton Build(IReadOnlyList<string> patterns) => new(new AutomatonBuilder(patterns));

    public int LengthOf(int pattern) => lengths[pattern];

    /// <summary>Adds every occurrence to the matches, by end and at one end the longest first.</summary>
    public void Search(ReadOnlySpan<char> text, PatternMatches matches)
    {
        ref var symbols = ref MemoryMarshal.GetArrayDataReference(symbolOf);
        ref var followers = ref MemoryMarshal.GetArrayDataReference(followersOf);
        ref var at = ref MemoryMarshal.GetReference(text);
        var i = 0;
        while (true)
        {
            // At the root nothing happens until a character starts a pattern and the one behind it may be that pattern's second.
            if (i >= text.Length)
                return;
            uint symbol = Unsafe.Add(ref symbols, (int)Unsafe.Add(ref at, i));
            while (true)
            {
                uint second = ++i < text.Length ? Unsafe.Add(ref symbols, (int)Unsafe.Add(ref at, i)) : (ushort)0;
                if (((Unsafe.Add(ref followers, (int)symbol) >> (int)(second & 63)) & 1) != 0)
                    break;
                if (i >= text.Length)
                    return;
                symbol = second;
            }

            var state = fromRoot[symbol];
            do
            {
                var packed = states[state];
                if ((packed & 1) != 0)
                    Report(state, i, matches);
                if (i >= text.Length)
                    return;
                symbol = Unsafe.Add(ref symbols, (int)Unsafe.Add(ref at, i++));
                ref var cell = ref cells[(packed >> 1) + (int)symbol];
                state = cell.Owner == state ? cell.Next : fromRoot[symbol];
            }
            while (state != 0);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Report(int state, int end, PatternMatches matches)
    {
        for (var i = outputStarts[state]; i < outputStarts[state + 1]; i++)
            matches.Add(outputs[i], end - lengths[outputs[i]], end);
    }
}

/// <summary>One occurrence: folded characters [Start, End).</summary>
internal readonly record struct PatternMatch(int Pattern, int Start, int End);

/// <summary>A list of matches that keeps its memory from one search to the next.</summary>
internal sealed class PatternMatches
{
    private PatternMatch[] found = new PatternMatch[64];

    public int Count { get; private set; }

    public ReadOnlySpan<PatternMatch> All => found.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int pattern, int start, int end)
    {
        if (Count == found.Length)
            Array.Resize(ref found, Count * 2);
        found[Count++] = new PatternMatch(pattern, start, end);
    }
}
