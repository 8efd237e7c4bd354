namespace LogisticsScreening.Screening.Text;

/// <summary>Builds the tables of a <see cref="PatternAutomaton"/>: a trie, its failure links, then one displaced array of transitions.</summary>
internal sealed class AutomatonBuilder
{
    private readonly List<SortedDictionary<int, int>> children = [[]];
    private readonly List<List<int>> ends = [[]];

    public AutomatonBuilder(IReadOnlyList<string> patterns)
    {
        if (patterns.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A pattern is empty.", nameof(patterns));
        Lengths = [.. patterns.Select(p => p.Length)];
        Symbols = NumberCharacters(patterns);
        for (var i = 0; i < patterns.Count; i++)
            Insert(patterns[i], i);

        var order = BreadthFirst();
        var failures = Failures(order);
        Root = new int[Symbols.Max() + 1];
        foreach (var (symbol, child) in children[0])
            Root[symbol] = child;
        Followers = SecondCharacters();
        (OutputStarts, Outputs) = CollectOutputs(order, failures);
        (var bases, Cells) = Displace(Transitions(order, failures));
        States = [.. bases.Select((b, state) => b * 2 + (OutputStarts[state] < OutputStarts[state + 1] ? 1 : 0))];
    }

    public ushort[] Symbols { get; }

    public int[] Root { get; }

    /// <summary>For each symbol the low six bits of the symbols that may follow it at the start of a pattern; all bits when it is a pattern itself.</summary>
    public ulong[] Followers { get; }

    /// <summary>For each state twice its displacement, plus one when a pattern ends there.</summary>
    public int[] States { get; }

    public PatternAutomaton.Cell[] Cells { get; }

    public int[] OutputStarts { get; }

    public int[] Outputs { get; }

    public int[] Lengths { get; }

    private static ushort[] NumberCharacters(IReadOnlyList<string> patterns)
    {
        var symbols = new ushort[0x10000];
        ushort number = 0;
        foreach (var unit in patterns.SelectMany(p => p).Distinct().Order())
            symbols[unit] = ++number;
        return symbols;
    }

    private void Insert(string pattern, int number)
    {
        var state = 0;
        foreach (var unit in pattern)
        {
            if (!children[state].TryGetValue(Symbols[unit], out var child))
            {
                child = children.Count;
                children[state].Add(Symbols[unit], child);
                children.Add([]);
                ends.Add([]);
            }

            state = child;
        }

        ends[state].Add(number);
    }

    private ulong[] SecondCharacters()
    {
        var followers = new ulong[Root.Length];
        foreach (var (symbol, child) in children[0])
        {
            foreach (var second in children[child].Keys)
                followers[symbol] |= 1ul << (second & 63);
            if (ends[child].Count > 0)
                followers[symbol] = ulong.MaxValue;
        }

        return followers;
    }

    private List<int> BreadthFirst()
    {
        var order = new List<int>(children.Count) { 0 };
        for (var i = 0; i < order.Count; i++)
            order.AddRange(children[order[i]].Values);
        return order;
    }

    /// <summary>For each state the longest proper suffix of its text that is a state too.</summary>
    private int[] Failures(List<int> order)
    {
        var failures = new int[children.Count];
        foreach (var state in order)
        {
            foreach (var (symbol, child) in children[state])
            {
                if (state == 0)
                    continue;
                var suffix = failures[state];
                while (suffix != 0 && !children[suffix].ContainsKey(symbol))
                    suffix = failures[suffix];
                failures[child] = children[suffix].GetValueOrDefault(symbol);
            }
        }

        return failures;
    }

    private (int[] Starts, int[] Outputs) CollectOutputs(List<int> order, int[] failures)
    {
        var complete = new List<int>[children.Count];
        foreach (var state in order)
            complete[state] = state == 0 ? [] : [.. ends[state], .. complete[failures[state]]];
        var starts = new int[complete.Length + 1];
        for (var state = 0; state < complete.Length; state++)
            starts[state + 1] = starts[state] + complete[state].Count;
        return (starts, [.. complete.SelectMany(o => o)]);
    }

    /// <summary>For each state but the root the transitions that differ from the root's.</summary>
    private SortedDictionary<int, int>[] Transitions(List<int> order, int[] failures)
    {
        var transitions = new SortedDictionary<int, int>[children.Count];
        transitions[0] = [];
        foreach (var state in order.Skip(1))
        {
            transitions[state] = new(transitions[failures[state]]);
            foreach (var (symbol, child) in children[state])
                transitions[state][symbol] = child;
        }

        return transitions;
    }

    /// <summary>
    /// First fit: each state's transitions go to the lowest displacement where all their cells are free. The states with the most
    /// transitions choose first; those with one fill the holes.
    /// </summary>
    private (int[] Bases, PatternAutomaton.Cell[] Cells) Displace(SortedDictionary<int, int>[] transitions)
    {
        var bases = new int[transitions.Length];
        var cells = new List<PatternAutomaton.Cell>();
        int firstFree = 0, hint = 0, lastCount = 0;
        foreach (var state in Enumerable.Range(0, transitions.Length).Where(s => transitions[s].Count > 0).OrderByDescending(s => transitions[s].Count))
        {
            int[] symbols = [.. transitions[state].Keys];
            // What was too full for the last state of this size is too full for the next: this keeps the building fast for a few more cells.
            var start = symbols.Length == lastCount && lastCount > 1 ? hint : Math.Max(0, firstFree - symbols[0]);
            while (!Fits(cells, start, symbols))
                start++;
            bases[state] = hint = start;
            lastCount = symbols.Length;
            foreach (var (symbol, next) in transitions[state])
            {
                while (cells.Count <= start + symbol)
                    cells.Add(new() { Owner = -1 });
                cells[start + symbol] = new() { Owner = state, Next = next };
            }

            while (firstFree < cells.Count && cells[firstFree].Owner >= 0)
                firstFree++;
        }

        // So that any base plus any symbol stays inside.
        for (var i = 0; i < Root.Length; i++)
            cells.Add(new() { Owner = -1 });
        return (bases, [.. cells]);
    }

    private static bool Fits(List<PatternAutomaton.Cell> cells, int start, int[] symbols)
    {
        foreach (var symbol in symbols)
        {
            if (start + symbol < cells.Count && cells[start + symbol].Owner >= 0)
                return false;
        }

        return true;
    }
}
