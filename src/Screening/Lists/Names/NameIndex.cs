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

    /// <summary>Adds the numbers that may match. To be compared: sharing a key is no match.</summary>
    /// <param name="keys">See <see cref="NameKeys"/>.</param>
    public void Find(ReadOnlySpan<ulong> keys, ulong qualifier, HashSet<int> found)
    {
        foreach (var key in keys)
        {
            foreach (var number in table.Find(KeyHash.Mix(qualifier, key)))
                found.Add(number);
        }
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
