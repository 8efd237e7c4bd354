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
    private readonly ushort[] _symbols;
    private readonly int[] _root;
    private readonly ulong[] _followers;
    private readonly int[] _states;
    private readonly Cell[] _cells;
    private readonly int[] _outputStarts;
    private readonly int[] _outputs;
    private readonly int[] _lengths;

    internal PatternAutomaton(AutomatonBuilder built)
    {
        _symbols = built.Symbols;
        _root = built.Root;
        _followers = built.Followers;
        _states = built.States;
        _cells = built.Cells;
        _outputStarts = built.OutputStarts;
        _outputs = built.Outputs;
        _lengths = built.Lengths;
    }

    /// <summary>A transition: from which state it is, and to which it leads.</summary>
    internal struct Cell
    {
        public int Owner;
        public int Next;
    }

    /// <summary>States of the automaton, for statements about size.</summary>
    public int StateCount => _states.Length;

    /// <summary>Compiles patterns; their position is their number. No pattern may be empty; equal ones are all reported.</summary>
    public static PatternAutomaton Build(IReadOnlyList<string> patterns) => new(new AutomatonBuilder(patterns));

    public int LengthOf(int pattern) => _lengths[pattern];

    /// <summary>Adds every occurrence to the matches, by end and at one end the longest first.</summary>
    public void Search(ReadOnlySpan<char> text, PatternMatches matches)
    {
        ref var symbols = ref MemoryMarshal.GetArrayDataReference(_symbols);
        ref var followers = ref MemoryMarshal.GetArrayDataReference(_followers);
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

            var state = _root[symbol];
            do
            {
                var packed = _states[state];
                if ((packed & 1) != 0)
                    Report(state, i, matches);
                if (i >= text.Length)
                    return;
                symbol = Unsafe.Add(ref symbols, (int)Unsafe.Add(ref at, i++));
                ref var cell = ref _cells[(packed >> 1) + (int)symbol];
                state = cell.Owner == state ? cell.Next : _root[symbol];
            }
            while (state != 0);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Report(int state, int end, PatternMatches matches)
    {
        for (var i = _outputStarts[state]; i < _outputStarts[state + 1]; i++)
            matches.Add(_outputs[i], end - _lengths[_outputs[i]], end);
    }
}

/// <summary>One occurrence: folded characters [Start, End).</summary>
internal readonly record struct PatternMatch(int Pattern, int Start, int End);

/// <summary>A list of matches that keeps its memory from one search to the next.</summary>
internal sealed class PatternMatches
{
    private PatternMatch[] _matches = new PatternMatch[64];

    public int Count { get; private set; }

    public ReadOnlySpan<PatternMatch> All => _matches.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int pattern, int start, int end)
    {
        if (Count == _matches.Length)
            Array.Resize(ref _matches, Count * 2);
        _matches[Count++] = new PatternMatch(pattern, start, end);
    }
}
