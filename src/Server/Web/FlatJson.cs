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

        foreach (var property in element.EnumerateObject())
        {
            var index = Array.IndexOf(header, property.Name);
            if (index < 0)
                cells.Problem(property.Name.Length <= 40 ? property.Name : property.Name[..40] + "…", "unknown field");
            else if (property.Value.ValueKind is JsonValueKind.String)
                row[index] = property.Value.GetString()!;
            else if (property.Value.ValueKind is JsonValueKind.Number)
                row[index] = property.Value.GetRawText();
            else if (property.Value.ValueKind is not JsonValueKind.Null)
                cells.Problem(property.Name, "must be a text or a number");
        }

        return row;
    }
}
