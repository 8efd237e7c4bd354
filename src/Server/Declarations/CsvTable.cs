using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace LogisticsScreening.Server.Declarations;

/// <summary>A row of a reference file, read by column name.</summary>
/// <param name="Line">Line of the file where the row ends; 1 is the header.</param>
internal sealed record CsvRow(string File, int Line, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields[column];
}

/// <summary>Reads a comma-separated file (RFC 4180, UTF-8) whose header must hold exactly the columns asked for.</summary>
internal static class CsvTable
{
    /// <exception cref="ReferenceDataException">The file is missing, its header differs, or a row is malformed.</exception>
    public static IReadOnlyList<CsvRow> Read(string path, params IReadOnlyList<string> columns)
    {
        var file = Path.GetFileName(path);
        if (!File.Exists(path))
            throw new ReferenceDataException(file, 0, "is missing");
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null });
        var rows = new List<CsvRow>();
        try
        {
            csv.Read();
            csv.ReadHeader();
            var header = csv.HeaderRecord ?? [];
            if (columns.Except(header).FirstOrDefault() is { } absent)
                throw new ReferenceDataException(file, 1, $"lacks the column {absent}");
            if (header.Except(columns).FirstOrDefault() is { } unknown)
                throw new ReferenceDataException(file, 1, $"has an unknown column {unknown}");
            while (csv.Read())
            {
                if (csv.Parser.Count != header.Length)
                    throw new ReferenceDataException(file, csv.Parser.RawRow, $"has {csv.Parser.Count} fields instead of {header.Length}");
                rows.Add(new(file, csv.Parser.RawRow, header.Select((name, i) => (name, Value: csv.GetField(i) ?? "")).ToDictionary(f => f.name, f => f.Value.Trim(), StringComparer.Ordinal)));
            }
        }
        catch (CsvHelperException)
        {
            throw new ReferenceDataException(file, csv.Parser.RawRow, "is not well-formed CSV");
        }

        return rows;
    }
}
