using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.FileScreening;

/// <summary>The real-name registry as a file, looked up as the server's is.</summary>
internal sealed class RegistrationTable
{
    private readonly Dictionary<(IdType Type, string NumberKey), List<Registration>> byNumber = [];
    private readonly Dictionary<string, List<Registration>> byPhone = new(StringComparer.Ordinal);

    public void Add(Registration registration)
    {
        Put(byNumber, (registration.IdType, registration.NumberKey), registration);
        if (registration.PhoneKey is { } phone)
            Put(byPhone, phone, registration);
    }

    public RegistrationFact Ask(Party party)
    {
        var key = RegistrationLookup.KeyOf(party);
        List<Registration>? found = null;
        if (key is { IdType: { } type, NumberKey: { } number })
            byNumber.TryGetValue((type, number), out found);
        else if (key.PhoneKey is { } phone)
            byPhone.TryGetValue(phone, out found);
        return RegistrationLookup.Answer(party, found ?? []);
    }

    private static void Put<TKey>(Dictionary<TKey, List<Registration>> table, TKey key, Registration registration)
        where TKey : notnull
    {
        if (!table.TryGetValue(key, out var list))
            table[key] = list = new(1);
        list.Add(registration);
    }
}

/// <summary>Reads the tables that a screening of a file may be given.</summary>
internal static class FileTables
{
    /// <param name="report">Told of every refused row.</param>
    /// <exception cref="StartupException">The file is missing or no such table.</exception>
    public static RegistrationTable Registrations(string path, Action<string> report)
    {
        var table = new RegistrationTable();
        using var stream = InputFile.Open(path);
        foreach (var row in Rows(path, RegistrationCsv.Read(stream), report))
            table.Add(row.ToRegistration());
        return table;
    }

    /// <summary>The list and its version: the same file and key give the same version, whatever the order of the rows.</summary>
    /// <exception cref="StartupException">The file is missing or no such table.</exception>
    public static RiskList RiskList(string path, ReadOnlySpan<byte> key, Action<string> report)
    {
        using var stream = InputFile.Open(path);
        var entries = Rows(path, RiskListCsv.Read(stream), report).ToList();
        entries.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        var json = new CanonicalJson();
        var leaves = new byte[entries.Count][];
        for (var i = 0; i < leaves.Length; i++)
            leaves[i] = ListVersion.Leaf(entries[i], ListVersion.FileSalt(key, entries[i].Id), json);
        return Screening.Lists.RiskList.Compile(entries, ListVersion.Root(leaves));
    }

    /// <summary>The good rows of a table; the others are reported.</summary>
    /// <param name="path">Of the file, for problems.</param>
    /// <exception cref="StartupException">While enumerating: it is no such table.</exception>
    public static IEnumerable<T> Rows<T>(string path, IEnumerable<CsvOutcome<T>> outcomes, Action<string> report)
        where T : class
    {
        using var rows = outcomes.GetEnumerator();
        while (true)
        {
            try
            {
                if (!rows.MoveNext())
                    yield break;
            }
            catch (CsvFormatException error)
            {
                throw new StartupException($"{path}, {error.Message}", error);
            }

            if (rows.Current.Value is { } value)
                yield return value;
            else
                report($"{path}, line {rows.Current.Line}: {string.Join("; ", rows.Current.Problems)}");
        }
    }
}
