namespace LogisticsScreening.Screening.Text;

/// <summary>Builds the tables of a <see cref="PatternAutomaton"/>: a trie, its failure links, then one displaced array of transitions.</summary>
internal sealed class AutomatonBuilder
{
    private readonly List<SortedDictionary<int, int>> _children = [[]];
    private readonly List<List<int>> _ends = [[]];

    public AutomatonBuilder(IReadOnlyList<string> patterns)
    {
        if (patterns.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A pattern is empty.", nameof(patterns));
        Lengths = [.. patterns.Select(p => p.Length)];
        (Symbols, Starters) = NumberCharacters(patterns);
        for (var i = 0; i < patterns.Count; i++)
            Insert(patterns[i], i);

        var order = BreadthFirst();
        var failures = Failures(order);
        Root = new int[Symbols.Max() + 1];
        foreach (var (symbol, child) in _children[0])
            Root[symbol] = child;
        (OutputStarts, Outputs) = CollectOutputs(order, failures);
        (Bases, Cells) = Displace(order, Transitions(order, failures));
    }

    public ushort[] Symbols { get; }

    public int Starters { get; }

    public int[] Root { get; }

    public int[] Bases { get; }

    public PatternAutomaton.Cell[] Cells { get; }

    public int[] OutputStarts { get; }

    public int[] Outputs { get; }

    public int[] Lengths { get; }

    private static (ushort[] Symbols, int Starters) NumberCharacters(IReadOnlyList<string> patterns)
    {
        var symbols = new ushort[0x10000];
        ushort number = 0;
        foreach (var unit in patterns.Select(p => p[0]).Distinct().Order())
            symbols[unit] = ++number;
        int starters = number;
        foreach (var unit in patterns.SelectMany(p => p).Distinct().Order())
        {
            if (symbols[unit] == 0)
                symbols[unit] = ++number;
        }

        return (symbols, starters);
    }

    private void Insert(string pattern, int number)
    {
        var state = 0;
        foreach (var unit in pattern)
        {
            if (!_children[state].TryGetValue(Symbols[unit], out var child))
            {
                child = _children.Count;
                _children[state].Add(Symbols[unit], child);
                _children.Add([]);
                _ends.Add([]);
            }

            state = child;
        }

        _ends[state].Add(number);
    }

    private List<int> BreadthFirst()
    {
        var order = new List<int>(_children.Count) { 0 };
        for (var i = 0; i < order.Count; i++)
            order.AddRange(_children[order[i]].Values);
        return order;
    }

    /// <summary>For each state the longest proper suffix of its text that is a state too.</summary>
    private int[] Failures(List<int> order)
    {
        var failures = new int[_children.Count];
        foreach (var state in order)
        {
            foreach (var (symbol, child) in _children[state])
            {
                if (state == 0)
                    continue;
                var suffix = failures[state];
                while (suffix != 0 && !_children[suffix].ContainsKey(symbol))
                    suffix = failures[suffix];
                failures[child] = _children[suffix].GetValueOrDefault(symbol);
            }
        }

        return failures;
    }

    private (int[] Starts, int[] Outputs) CollectOutputs(List<int> order, int[] failures)
    {
        var complete = new List<int>[_children.Count];
        foreach (var state in order)
            complete[state] = state == 0 ? [] : [.. _ends[state], .. complete[failures[state]]];
        var starts = new int[complete.Length + 1];
        for (var state = 0; state < complete.Length; state++)
            starts[state + 1] = starts[state] + complete[state].Count;
        return (starts, [.. complete.SelectMany(o => o)]);
    }

    /// <summary>For each state but the root the transitions that differ from the root's.</summary>
    private SortedDictionary<int, int>[] Transitions(List<int> order, int[] failures)
    {
        var transitions = new SortedDictionary<int, int>[_children.Count];
        transitions[0] = [];
        foreach (var state in order.Skip(1))
        {
            transitions[state] = new(transitions[failures[state]]);
            foreach (var (symbol, child) in _children[state])
                transitions[state][symbol] = child;
        }

        return transitions;
    }

    private (int[] Bases, PatternAutomaton.Cell[] Cells) Displace(List<int> order, SortedDictionary<int, int>[] transitions)
    {
        var bases = new int[transitions.Length];
        var cells = new List<PatternAutomaton.Cell>();
        var firstFree = 0;
        foreach (var state in order.Where(s => transitions[s].Count > 0))
        {
            var symbols = transitions[state].Keys.ToArray();
            var start = Math.Max(0, firstFree - symbols[0]);
            while (symbols.Any(s => start + s < cells.Count && cells[start + s].Owner >= 0))
                start++;
            bases[state] = start;
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
}
