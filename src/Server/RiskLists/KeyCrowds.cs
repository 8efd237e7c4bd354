using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>
/// Looks in the entries of one import for a key or name that very many of them carry: the courier's own phone, a market's address, "customer" as a name. Whoever shares it would be stopped
/// as a listed person; so somebody is warned, who can tell. What it is stands in the file alone: a warning names the kind and the rows.
/// </summary>
internal sealed class KeyCrowds
{
    /// <summary>
    /// Entries that may carry one key. A household, a shop or a dealer under several names is a handful of entries; what more than twenty of them share is a place or a service, not a person.
    /// </summary>
    public const int Most = 20;

    /// <summary>A name is crowded only from one entry in so many on: the most frequent names are borne by one person in some five thousand, and a long list has its share of them.</summary>
    public const int NameShare = 1_000;

    /// <summary>A file of the wrong kind must not become a report of the same size.</summary>
    private const int MostWarnings = 100;

    private const string Name = "name";

    private static readonly Dictionary<string, LocalizedText> Kinds = new(StringComparer.Ordinal)
    {
        ["phone"] = new("电话", "phone"),
        ["idNumber"] = new("证件号码", "document number"),
        ["organisationCode"] = new("统一社会信用代码", "organisation code"),
        ["account"] = new("账号", "account"),
        ["address"] = new("地址", "address"),
        [Name] = new("姓名", "name"),
    };

    // By hash, because the keys of a million entries would be kept for the few that are shared.
    private readonly Dictionary<UInt128, Crowd> crowds = [];
    private int entries;

    public void Add(int row, RiskListEntry entry)
    {
        entries++;
        foreach (var (field, key) in Keys(entry).Distinct())
        {
            ref var crowd = ref CollectionsMarshal.GetValueRefOrAddDefault(crowds, HashOf(field, key), out _);
            crowd = crowd.With(field, row);
        }
    }

    /// <summary>The most crowded first.</summary>
    public IReadOnlyList<ImportWarning> Warnings() =>
    [
        .. crowds.Values
            .Where(crowd => crowd.Count > Most && (crowd.Field != Name || (long)crowd.Count * NameShare > entries))
            .OrderByDescending(crowd => crowd.Count)
            .ThenBy(crowd => crowd.First)
            .Take(MostWarnings)
            .Select(crowd => crowd.ToWarning()),
    ];

    private static IEnumerable<(string Field, string Key)> Keys(RiskListEntry entry)
    {
        (string Field, string? Key)[] all =
        [
            ("phone", ListKeys.Phone(entry.Kind == RiskListKind.Phone ? entry.Value : null)),
            ("phone", ListKeys.Phone(entry.Phone)),
            ("idNumber", ListKeys.IdNumber(entry.Kind == RiskListKind.IdNumber ? entry.Value : null)),
            ("idNumber", ListKeys.IdNumber(entry.IdNumber)),
            ("organisationCode", ListKeys.OrganisationCode(entry.OrganisationCode)),
            ("account", ListKeys.Account(entry.Kind == RiskListKind.Account ? entry.Value : null)),
            ("account", ListKeys.Account(entry.Account)),
            // As it is written, divisions included: the key for looking up leaves them out, and every city has its People's Road 1.
            ("address", ListKeys.Name(entry.Kind == RiskListKind.Address ? entry.Value : null)),
            ("address", ListKeys.Name(entry.Address)),
            (Name, ListKeys.Name(entry.Kind is RiskListKind.Person or RiskListKind.Organisation ? entry.Value : null)),
            (Name, ListKeys.Name(entry.Name)),
        ];
        foreach (var (field, key) in all)
        {
            if (key is not null)
                yield return (field, key);
        }
    }

    private static UInt128 HashOf(string field, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes($"{field}\n{key}".AsSpan()), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>Three rows are enough to find it in the file.</summary>
    private readonly record struct Crowd(string Field, int Count, int First, int Second, int Third)
    {
        public Crowd With(string field, int row) => Count switch
        {
            0 => new(field, 1, row, 0, 0),
            1 => this with { Count = 2, Second = row },
            2 => this with { Count = 3, Third = row },
            _ => this with { Count = Count + 1 },
        };

        public ImportWarning ToWarning()
        {
            int[] rows = [First, Second, Third];
            var kind = Kinds[Field];
            var (zhRows, enRows) = (string.Join('、', rows), string.Join(", ", rows));
            return new(Field, Count, rows, new(
                string.Create(CultureInfo.InvariantCulture, $"{Count} 个条目的{kind.Zh}相同（第 {zhRows} 行等）。若为多人共用（如快递公司电话、市场地址），所有使用者都会被命中，请核实。"),
                string.Create(CultureInfo.InvariantCulture, $"{Count} entries have the same {kind.En} (rows {enRows} and more). If many people share it, such as a courier's phone or a market's address, all of them would be hit: check it.")));
        }
    }
}
