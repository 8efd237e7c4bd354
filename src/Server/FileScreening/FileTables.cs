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
    private readonly Dictionary<string, List<Registration>> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Registration>> byPhone = new(StringComparer.Ordinal);

    public void Add(Registration registration)
    {
        Put(byNumber, registration.NumberKey, registration);
        if (registration.PhoneKey is { } phone)
            Put(byPhone, phone, registration);
    }

    public RegistrationFact Ask(Party party)
    {
        var found = Find(RegistrationLookup.KeyOf(party));
        return RegistrationLookup.Answer(party, found, found.Count == 0 ? Find(RegistrationLookup.SecondKeyOf(party)) : null);
    }

    private List<Registration> Find(RegistrationKey key)
    {
        List<Registration>? found = null;
        if (key.NumberKey is { } number)
            byNumber.TryGetValue(number, out found);
        else if (key.PhoneKey is { } phone)
            byPhone.TryGetValue(phone, out found);
        return found ?? [];
    }

    private static void Put(Dictionary<string, List<Registration>> table, string key, Registration registration)
    {
        if (!table.TryGetValue(key, out var list))
            table[key] = list = new(1);
        list.Add(registration);
    }
}

/// <summary>The safety agreements as a file. Of two rows of one number the one that begins later counts, then the later row, as when they are imported.</summary>
internal sealed class AgreementTable
{
    private readonly Dictionary<string, AgreementFact> byNumber = new(StringComparer.Ordinal);

    public void Add(AgreementRow row)
    {
        if (!byNumber.TryGetValue(row.Number, out var known) || known.From <= row.From)
            byNumber[row.Number] = row.ToFact();
    }

    public AgreementFact Ask(string number) =>
        AgreementCsv.Normalise(number) is { } key && byNumber.TryGetValue(key, out var found) ? found : new() { Answer = RegistryAnswer.NotFound };
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

    /// <inheritdoc cref="Registrations"/>
    public static AgreementTable Agreements(string path, Action<string> report)
    {
        var table = new AgreementTable();
        using var stream = InputFile.Open(path);
        foreach (var row in Rows(path, AgreementCsv.Read(stream), report))
            table.Add(row);
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
