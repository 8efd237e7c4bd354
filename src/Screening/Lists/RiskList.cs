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

    private RiskList(FrozenDictionary<string, RiskListEntry[]>[] byKey, string version, int count) =>
        (this.byKey, Version, Count) = (byKey, version, count);

    public static RiskList Empty { get; } = Compile([], ListVersion.OfNothing);

    /// <summary>Merkle root over the salted entry hashes, hex.</summary>
    public string Version { get; }

    public int Count { get; }

    /// <param name="version">See <see cref="ListVersion"/>.</param>
    public static RiskList Compile(IEnumerable<RiskListEntry> entries, string version)
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
            version,
            count);
    }

    /// <summary>Entries with that key in order of id, in force or not; empty for a null key. Allocates nothing.</summary>
    public ReadOnlySpan<RiskListEntry> Find(KeyKind kind, string? key) =>
        key is not null && byKey[(int)kind].TryGetValue(key, out var found) ? found : [];

    /// <summary>Every key under which an entry can be found: its own value, and for a person or organisation its name and further attributes.</summary>
    public static IEnumerable<(KeyKind Kind, string Key)> Keys(RiskListEntry entry)
    {
        (KeyKind Kind, string? Key) own = entry.Kind switch
        {
            RiskListKind.Phone => (KeyKind.Phone, ListKeys.Phone(entry.Value)),
            RiskListKind.IdNumber => (KeyKind.IdNumber, ListKeys.IdNumber(entry.Value)),
            RiskListKind.Account => (KeyKind.Account, ListKeys.Account(entry.Value)),
            RiskListKind.Address => (KeyKind.Address, ListKeys.Address(entry.Value)),
            RiskListKind.Person or RiskListKind.Organisation => (KeyKind.Name, ListKeys.Name(entry.Value)),
            _ => throw new ArgumentOutOfRangeException(nameof(entry)),
        };
        (KeyKind Kind, string? Key)[] further =
        [
            own,
            (KeyKind.Phone, ListKeys.Phone(entry.Phone)),
            (KeyKind.IdNumber, ListKeys.IdNumber(entry.IdNumber)),
            (KeyKind.OrganisationCode, ListKeys.OrganisationCode(entry.OrganisationCode)),
            (KeyKind.Account, ListKeys.Account(entry.Account)),
        ];
        foreach (var (kind, key) in further)
        {
            if (key is not null)
                yield return (kind, key);
        }
    }
}
