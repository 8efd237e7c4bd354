using System.Text;
using System.Text.Json;

namespace LogisticsScreening.Server.Web;

/// <summary>
/// A JSON array of flat objects read as rows, through the same <see cref="CsvCells"/> and so under the same rules as the CSV of the same columns.
/// Texts and numbers are values; null and "absent" are the same.
/// </summary>
internal static class FlatJson
{
    /// <summary>Well above the longest row of any table.</summary>
    private const int LongestLine = 100_000;

    /// <exception cref="JsonException">No JSON, or no array of objects.</exception>
    public static async Task<IReadOnlyList<CsvOutcome<T>>> ReadAsync<T>(Stream body, IReadOnlyList<string> columns, Func<CsvCells, T?> make, CancellationToken ct)
        where T : class
    {
        using var document = await JsonDocument.ParseAsync(body, new() { MaxDepth = 3 }, ct);
        if (document.RootElement.ValueKind is not JsonValueKind.Array)
            throw new JsonException("must be an array of objects");
        string[] header = [.. columns];
        var cells = new CsvCells(header);
        var rows = new List<CsvOutcome<T>>();
        foreach (var element in document.RootElement.EnumerateArray())
            rows.Add(Outcome(rows.Count + 1, element, header, cells, make));

        return rows;
    }

    /// <summary>One object alone.</summary>
    /// <exception cref="JsonException">No JSON, or no object.</exception>
    public static async Task<CsvOutcome<T>> ReadOneAsync<T>(Stream body, IReadOnlyList<string> columns, Func<CsvCells, T?> make, CancellationToken ct)
        where T : class
    {
        using var document = await JsonDocument.ParseAsync(body, new() { MaxDepth = 3 }, ct);
        if (document.RootElement.ValueKind is not JsonValueKind.Object)
            throw new JsonException("must be an object");
        string[] header = [.. columns];
        return Outcome(1, document.RootElement, header, new(header), make);
    }

    /// <summary>JSON lines: one object each, empty lines passed over; a line that is none is a refused row and reading goes on.</summary>
    /// <exception cref="CsvFormatException">While enumerating: not UTF-8, or a line longer than any row.</exception>
    public static IEnumerable<CsvOutcome<T>> ReadLines<T>(Stream stream, IReadOnlyList<string> columns, Func<CsvCells, T?> make)
        where T : class
    {
        string[] header = [.. columns];
        var cells = new CsvCells(header);
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), leaveOpen: true);
        for (var line = 1; NextLine(reader, line) is { } text; line++)
        {
            if (text.Length > LongestLine)
                throw new CsvFormatException(line, $"is longer than {LongestLine} characters");
            if (string.IsNullOrWhiteSpace(text))
                continue;
            JsonDocument? document = null;
            try
            {
                document = JsonDocument.Parse(text, new() { MaxDepth = 3 });
            }
            catch (JsonException)
            {
                // Its own text may quote the line, which holds personal data.
            }

            using (document)
                yield return document is null ? new(line, null, [new("", "is not a JSON object")]) : Outcome(line, document.RootElement, header, cells, make);
        }
    }

    /// <summary>Whether a file holds JSON lines rather than CSV; it is back at its start afterwards.</summary>
    public static bool IsLines(Stream file)
    {
        Span<byte> start = stackalloc byte[4];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        return (start.StartsWith(Encoding.UTF8.Preamble) ? start[Encoding.UTF8.Preamble.Length..] : start) is [(byte)'{', ..];
    }

    private static CsvOutcome<T> Outcome<T>(int line, JsonElement element, string[] header, CsvCells cells, Func<CsvCells, T?> make)
        where T : class
    {
        cells.Begin(Row(element, header, cells));
        var value = cells.Any ? null : make(cells);
        return new(line, cells.Any ? null : value, cells.End());
    }

    private static string? NextLine(StreamReader reader, int line)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw new CsvFormatException(line, "this or one soon after it is not UTF-8");
        }
    }

    private static string[] Row(JsonElement element, string[] header, CsvCells cells)
    {
        var row = new string[header.Length];
        Array.Fill(row, "");
        if (element.ValueKind is not JsonValueKind.Object)
        {
            cells.Problem("", "must be an object");
            return row;
        }

        var given = new bool[header.Length];
        foreach (var property in element.EnumerateObject())
        {
            if (JsonText.Name(property) is not { } name)
            {
                cells.Problem("", "has a field whose name is no text");
                continue;
            }

            var index = Array.IndexOf(header, name);
            if (index < 0)
                cells.Problem(RefusedCharacters.Shown(name), "unknown field");
            else if (given[index])
                cells.Problem(name, "given twice");
            else if (property.Value.ValueKind is JsonValueKind.String && JsonText.Value(property.Value) is { } text)
                row[index] = text;
            else if (property.Value.ValueKind is JsonValueKind.Number)
                row[index] = property.Value.GetRawText();
            else if (property.Value.ValueKind is not JsonValueKind.Null)
                cells.Problem(name, "must be a text or a number");
            if (index >= 0)
                given[index] = true;
        }

        return row;
    }
}
