using System.Collections.Frozen;

namespace LogisticsScreening.Screening.Lists;

/// <summary>The attribute through which an entry was found.</summary>
public enum KeyKind
{
    Phone,
    IdNumber,
    OrganisationCode,
    Account,
    Address,
    Name,
}

/// <summary>
/// The risk list compiled for exact look-up: immutable, keyed by attribute and comparing form. Entries of kind person or organisation are also keyed by
/// their name, which never suffices alone. The order of the entries given does not matter.
/// </summary>
public sealed class RiskList
{
    private readonly FrozenDictionary<string, RiskListEntry[]>[] byKey;

    private RiskList(FrozenDictionary<string, RiskListEntry[]>[] byKey, SuppressionTable suppressions, string version, int count) =>
        (this.byKey, Suppressions, Version, Count) = (byKey, suppressions, version, count);

    public static RiskList Empty { get; } = Compile([], ListVersion.OfNothing);

    /// <summary>Merkle root over the salted entry hashes, hex.</summary>
    public string Version { get; }

    public int Count { get; }

    internal SuppressionTable Suppressions { get; }

    /// <param name="version">See <see cref="ListVersion"/>.</param>
    /// <param name="suppressions">What was set aside, in any order; those that have ended may be among them.</param>
    /// <exception cref="ArgumentException">A suppression does not name just one person.</exception>
    public static RiskList Compile(IEnumerable<RiskListEntry> entries, string version, IEnumerable<Suppression>? suppressions = null)
    {
        var building = new Dictionary<string, List<RiskListEntry>>[Enum.GetValues<KeyKind>().Length];
        for (var i = 0; i < building.Length; i++)
            building[i] = new(StringComparer.Ordinal);
        var count = 0;
        foreach (var entry in entries)
        {
            count++;
            foreach (var (kind, key) in Keys(entry))
            {
                if (!building[(int)kind].TryGetValue(key, out var list))
                    building[(int)kind][key] = list = new(1);
                if (!list.Contains(entry))
                    list.Add(entry);
            }
        }

        return new(
            [.. building.Select(d => d.ToFrozenDictionary(p => p.Key, p => p.Value.OrderBy(e => e.Id, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal))],
            new(suppressions ?? []),
            version,
            count);
    }

    /// <summary>Entries with that key in order of id, in force or not; empty for a null key. Allocates nothing.</summary>
    public ReadOnlySpan<RiskListEntry> Find(KeyKind kind, string? key) =>
        key is not null && byKey[(int)kind].TryGetValue(key, out var found) ? found : [];

    /// <summary>The comparing form of an entry's own value; null when it has none, and the entry could never be found by it.</summary>
    public static string? KeyOf(RiskListKind kind, string value) => kind switch
    {
        RiskListKind.Phone => ListKeys.Phone(value),
        RiskListKind.IdNumber => ListKeys.IdNumber(value),
        RiskListKind.Account => ListKeys.Account(value),
        RiskListKind.Address => ListKeys.Address(value),
        RiskListKind.Person or RiskListKind.Organisation => ListKeys.Name(value),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static KeyKind KindOf(RiskListKind kind) => kind switch
    {
        RiskListKind.Phone => KeyKind.Phone,
        RiskListKind.IdNumber => KeyKind.IdNumber,
        RiskListKind.Account => KeyKind.Account,
        RiskListKind.Address => KeyKind.Address,
        RiskListKind.Person or RiskListKind.Organisation => KeyKind.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>False when no entry has a key of that kind: then nobody needs to make one.</summary>
    public bool Has(KeyKind kind) => byKey[(int)kind].Count > 0;

    /// <summary>As the other, by a key that need not be a string.</summary>
    public ReadOnlySpan<RiskListEntry> Find(KeyKind kind, ReadOnlySpan<char> key) =>
        byKey[(int)kind].GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var found) ? found : [];

    /// <summary>Every key under which an entry can be found: its own value, and for a person or organisation its name and further attributes.</summary>
    public static IEnumerable<(KeyKind Kind, string Key)> Keys(RiskListEntry entry)
    {
        (KeyKind Kind, string? Key) own = (KindOf(entry.Kind), KeyOf(entry.Kind, entry.Value));
        (KeyKind Kind, string? Key)[] further =
        [
            own,
            (KeyKind.Phone, ListKeys.Phone(entry.Phone)),
            (KeyKind.IdNumber, ListKeys.IdNumber(entry.IdNumber)),
            (KeyKind.OrganisationCode, ListKeys.OrganisationCode(entry.OrganisationCode)),
            // A sender that is an organisation shows its code as its document.
            (KeyKind.IdNumber, ListKeys.IdNumber(entry.OrganisationCode)),
            (KeyKind.Account, ListKeys.Account(entry.Account)),
        ];
        foreach (var (kind, key) in further)
        {
            if (key is not null)
                yield return (kind, key);
        }
    }
}
