using System.Text.Json;

namespace LogisticsScreening.Server.Web;

/// <summary>
/// A JSON array of flat objects read as rows, through the same <see cref="CsvCells"/> and so under the same rules as the CSV of the same columns.
/// Texts and numbers are values; null and "absent" are the same.
/// </summary>
internal static class FlatJson
{
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
        {
            cells.Begin(Row(element, header, cells));
            var value = cells.Any ? null : make(cells);
            rows.Add(new(rows.Count + 1, cells.Any ? null : value, cells.End()));
        }

        return rows;
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
