namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>
/// Numbers of entries under the keys of their names, each under a qualifier: a second attribute that the entry must share, so that a common name has no more candidates in a
/// list of a million than in one of a thousand. Immutable.
/// </summary>
internal sealed class NameIndex
{
    /// <summary>The name alone.</summary>
    public const ulong Unqualified = 0;

    private readonly KeyTable table;

    private NameIndex(KeyTable table) => this.table = table;

    /// <param name="keys">See <see cref="NameKeys"/>.</param>
    /// <returns>The numbers that may match, each once. To be compared: sharing a key is no match. Allocates only when there are some.</returns>
    public IReadOnlyCollection<int> Find(ReadOnlySpan<ulong> keys, ulong qualifier)
    {
        HashSet<int>? found = null;
        foreach (var key in keys)
        {
            foreach (var number in table.Find(KeyHash.Mix(qualifier, key)))
                (found ??= []).Add(number);
        }

        return found ?? (IReadOnlyCollection<int>)[];
    }

    internal sealed class Builder
    {
        private readonly KeyTable.Builder table = new();

        public void Add(int number, ReadOnlySpan<ulong> keys, ulong qualifier)
        {
            foreach (var key in keys)
                table.Add(KeyHash.Mix(qualifier, key), number);
        }

        public NameIndex Build() => new(table.Build());
    }
}
