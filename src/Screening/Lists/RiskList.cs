using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Lists;

/// <summary>The attribute through which an entry was found.</summary>
public enum KeyKind
{
    Phone,
    IdNumber,
    OrganisationCode,
    Account,
    Address,
}

/// <summary>
/// The risk list compiled for looking up: immutable, by exact attributes and by names together with a second attribute. The order of the entries given does not matter, and
/// no entry takes the hit of another away.
/// </summary>
public sealed class RiskList
{
    private readonly PackedEntries entries;
    private readonly KeyTable keys;
    private readonly NameIndex names;
    private readonly int[] countOf;

    private RiskList(PackedEntries entries, KeyTable keys, NameIndex names, int[] countOf, bool hasNames, bool hasRoadsOfCities, SuppressionTable suppressions, string version) =>
        (this.entries, this.keys, this.names, this.countOf, HasNames, HasRoadsOfCities, Suppressions, Version) = (entries, keys, names, countOf, hasNames, hasRoadsOfCities, suppressions, version);

    public static RiskList Empty { get; } = Compile([], ListVersion.OfNothing);

    /// <summary>Merkle root over the salted entry hashes, hex.</summary>
    public string Version { get; }

    public int Count => entries.Count;

    /// <summary>False when no entry bears a name that can be compared.</summary>
    internal bool HasNames { get; }

    /// <summary>False when every road on the list stands in its county: then nobody who names his own needs to look in the whole city or beyond.</summary>
    internal bool HasRoadsOfCities { get; }

    internal SuppressionTable Suppressions { get; }

    /// <param name="entries">Read once and not kept.</param>
    /// <param name="version">See <see cref="ListVersion"/>.</param>
    /// <param name="suppressions">What was set aside, in any order; those that have ended may be among them.</param>
    /// <exception cref="ArgumentException">A suppression does not name just one person.</exception>
    public static RiskList Compile(IEnumerable<RiskListEntry> entries, string version, IEnumerable<Suppression>? suppressions = null)
    {
        var packed = new PackedEntries();
        var keys = new KeyTable.Builder();
        var names = new EntryNames();
        var countOf = new int[Enum.GetValues<KeyKind>().Length];
        var own = new HashSet<(KeyKind, string)>();
        foreach (var entry in entries)
        {
            var number = packed.Count;
            packed.Add(entry);
            own.Clear();
            foreach (var (kind, key) in Keys(entry))
            {
                if (!own.Add((kind, key)))
                    continue;
                keys.Add(HashOf(kind, key), number);
                countOf[(int)kind]++;
            }

            names.Add(entry, number);
        }

        packed.Close();
        return new(packed, keys.Build(), names.Build(), countOf, names.Any, names.AnyRoadOfCity, new(suppressions ?? []), version);
    }

    /// <summary>The same entries, shared and not copied, with other people set aside.</summary>
    /// <inheritdoc cref="Compile"/>
    public RiskList With(string version, IEnumerable<Suppression> suppressions) => new(entries, keys, names, countOf, HasNames, HasRoadsOfCities, new(suppressions), version);

    /// <summary>False when no entry has a key of that kind: then nobody needs to make one.</summary>
    public bool Has(KeyKind kind) => countOf[(int)kind] > 0;

    /// <summary>Entries with that key in order of their ids, in force or not. Allocates only when there are some.</summary>
    /// <param name="key">In its comparing form, see <see cref="ListKeys"/>; nothing has no entry.</param>
    public IReadOnlyList<RiskListEntry> Find(KeyKind kind, ReadOnlySpan<char> key)
    {
        if (key.IsEmpty || !Has(kind))
            return [];
        var candidates = keys.Find(HashOf(kind, key));
        if (candidates.IsEmpty)
            return [];
        var found = new List<RiskListEntry>(candidates.Length);
        foreach (var number in candidates)
        {
            var entry = entries[number];
            if (IsKey(entry, kind, key))
                found.Add(entry);
        }

        found.Sort((one, other) => string.CompareOrdinal(one.Id, other.Id));
        return found;
    }

    /// <summary>Adds the numbers of the entries that may be about the one of a name and share the qualifier. To be compared: sharing a key is no match.</summary>
    internal void Find(ReadOnlySpan<ulong> name, ulong qualifier, HashSet<int> found) => names.Find(name, qualifier, found);

    internal RiskListEntry EntryAt(int number) => entries[number];

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

    /// <summary>Every exact key under which an entry can be found: its own value and further attributes. An address of a person is none: it is looked up with the name.</summary>
    public static IEnumerable<(KeyKind Kind, string Key)> Keys(RiskListEntry entry)
    {
        (KeyKind Kind, string? Key)[] all =
        [
            (KeyKind.Phone, ListKeys.Phone(entry.Kind == RiskListKind.Phone ? entry.Value : null)),
            (KeyKind.IdNumber, ListKeys.IdNumber(entry.Kind == RiskListKind.IdNumber ? entry.Value : null)),
            (KeyKind.Account, ListKeys.Account(entry.Kind == RiskListKind.Account ? entry.Value : null)),
            (KeyKind.Address, entry.Kind == RiskListKind.Address && ListKeys.Address(entry.Value) is not null ? ListKeys.Door(entry.Value) : null),
            (KeyKind.Phone, ListKeys.Phone(entry.Phone)),
            (KeyKind.IdNumber, ListKeys.IdNumber(entry.IdNumber)),
            (KeyKind.OrganisationCode, ListKeys.OrganisationCode(entry.OrganisationCode)),
            // A sender that is an organisation shows its code as its document.
            (KeyKind.IdNumber, ListKeys.IdNumber(entry.OrganisationCode)),
            (KeyKind.Account, ListKeys.Account(entry.Account)),
        ];
        foreach (var (kind, key) in all)
        {
            if (key is not null)
                yield return (kind, key);
        }
    }

    private static bool IsKey(RiskListEntry entry, KeyKind kind, ReadOnlySpan<char> key)
    {
        foreach (var (own, text) in Keys(entry))
        {
            if (own == kind && key.SequenceEqual(text))
                return true;
        }

        return false;
    }

    private static ulong HashOf(KeyKind kind, ReadOnlySpan<char> key) => KeyHash.Of(key, (ulong)kind + 1);
}
