using System.Collections.Frozen;

namespace LogisticsScreening.Screening.Lists;

/// <summary>The suppressions of one list by entry and person. Asked only once an entry is hit.</summary>
internal sealed class SuppressionTable
{
    private readonly FrozenDictionary<(string EntryId, string PersonKey), Suppression[]> byEntryAndPerson;

    /// <param name="suppressions">In any order.</param>
    /// <exception cref="ArgumentException">A suppression names no person, or two: it would set aside more than somebody looked at.</exception>
    public SuppressionTable(IEnumerable<Suppression> suppressions)
    {
        var all = suppressions.ToList();
        if (all.Find(s => s.NumberKey is null == s.PhoneKey is null) is { } unclear)
            throw new ArgumentException($"{unclear} must name its person by just one key.", nameof(suppressions));
        // The last day first, so that the first one found is the one that still holds; the id settles the rest.
        byEntryAndPerson = all
            .GroupBy(s => (s.EntryId, (s.NumberKey ?? s.PhoneKey)!))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(s => s.Until).ThenBy(s => s.Id, StringComparer.Ordinal).ToArray());
    }

    public bool IsEmpty => byEntryAndPerson.Count == 0;

    /// <returns>The suppression in force that sets this entry aside for the person of that key; null when there is none.</returns>
    public Suppression? Find(string entryId, string? personKey, DateOnly today) =>
        personKey is not null && byEntryAndPerson.TryGetValue((entryId, personKey), out var found) && found[0].Until >= today ? found[0] : null;
}
