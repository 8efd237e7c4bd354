using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Intake;

/// <summary>One waybill of a request or file before it is understood: its JSON, or why there is none.</summary>
internal sealed record RowInput(JsonElement? Element, FieldErrors? Errors)
{
    public override string ToString() => "waybill row";
}

/// <summary>Takes a body or file apart into waybill objects. CSV columns are the paths of the JSON members: sender.name, items.0.description.</summary>
internal static class WaybillRows
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = true };

    // Which columns are not text, by their last part: CSV knows no types.
    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal) { "quantity", "weight", "pieces", "supersedes" };

    /// <summary>One row more than may be at most, so that too many are seen and not made.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static IReadOnlyList<RowInput> FromJson(ReadOnlyMemory<byte> body)
    {
        var root = JsonDocument.Parse(body, Strict).RootElement;
        return root.ValueKind == JsonValueKind.Array
            ? [.. root.EnumerateArray().Take(PostWaybills.MostRows + 1).Select(e => new RowInput(e, null))]
            : [new(root, null)];
    }

    /// <summary>One object a line; empty lines are passed over.</summary>
    public static IEnumerable<RowInput> FromJsonLines(string text) =>
        text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select(FromJsonLine);

    public static RowInput FromJsonLine(string line)
    {
        try
        {
            return new(JsonDocument.Parse(line, Strict).RootElement, null);
        }
        catch (JsonException)
        {
            var errors = new FieldErrors();
            errors.Add("$", "is not a JSON object");
            return new(null, errors);
        }
    }

    /// <exception cref="CsvFormatException">While enumerating: encoding, header or quoting.</exception>
    public static IEnumerable<(int Line, RowInput Row)> FromCsv(Stream stream)
    {
        // Which columns exist is known by the reader of the waybill object, which refuses unknown ones by name.
        foreach (var outcome in CsvInput.Read(stream, [], _ => true, Object))
        {
            var errors = new FieldErrors();
            foreach (var problem in outcome.Problems)
                errors.Add(problem.Field.Length == 0 ? "$" : problem.Field, problem.Reason);
            yield return (outcome.Line, outcome.Value is { } root ? new(JsonSerializer.SerializeToElement(root), null) : new(null, errors));
        }
    }

    private static JsonObject Object(CsvCells cells)
    {
        var root = new JsonObject();
        foreach (var column in cells.Columns)
        {
            if (cells.Text(column, TextLimits.Remarks) is { } text && !TrySet(root, column.Split('.'), text))
                cells.Problem(column, "is not a known field");
        }

        return root;
    }

    private static bool TrySet(JsonObject root, string[] path, string text)
    {
        JsonNode node = root;
        for (var i = 0; i < path.Length - 1; i++)
        {
            var listFollows = int.TryParse(path[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (Child(node, path[i], () => listFollows ? new JsonArray() : new JsonObject()) is not { } child)
                return false;
            node = child;
        }

        if (node is JsonObject target)
            target[path[^1]] = Value(path, text);
        else if (node is JsonArray list && int.TryParse(path[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= list.Count)
            list.Insert(index, Value(path, text));
        else
            return false;
        return true;
    }

    private static JsonNode? Child(JsonNode node, string name, Func<JsonNode> make)
    {
        switch (node)
        {
            case JsonObject parent:
                return parent[name] is { } found ? found is JsonValue ? null : found : parent[name] = make();
            case JsonArray list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= list.Count:
                if (index == list.Count)
                    list.Add(make());
                return list[index] is JsonValue ? null : list[index];
            default:
                return null;
        }
    }

    private static JsonValue Value(string[] path, string cell)
    {
        var numeric = Numbers.Contains(path[^1]) || (path.Length == 2 && path[0] == "size");
        return numeric && long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(cell);
    }
}
