using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogisticsScreening.Server.Web;

/// <summary>
/// Says what is wrong with a JSON document by field, from the serializer's exception: the field as a path such as
/// <c>items[0].weight</c> (<c>$</c> for the document itself), the reason without the value, which may be personal data.
/// The serializer offers no codes, so its wording is matched; tests pin each wording.
/// </summary>
internal static partial class JsonErrors
{
    public const string Document = "$";

    private static readonly string[] Required = ["required"];

    public static IReadOnlyDictionary<string, string[]> Explain(JsonException error)
    {
        var at = Field(error.Path);
        if (Unmapped().Match(error.Message) is { Success: true } unknown)
            return One(Join(at, unknown.Groups[1].Value), "unknown field");
        if (Duplicate().Match(error.Message) is { Success: true } twice)
            return One(Join(at, twice.Groups[1].Value), "given twice");
        if (Missing().Match(error.Message) is { Success: true } missing)
            return Quoted().Matches(missing.Groups[1].Value).ToDictionary(name => Join(at, name.Groups[1].Value), _ => Required);
        if (NotNull().Match(error.Message) is { Success: true } empty)
            return One(Join(at, CamelCase(empty.Groups[1].Value)), "must not be null");
        if (Conversion().Match(error.Message) is { Success: true } conversion)
            return One(at, $"must be {Describe(ValueType(conversion.Groups[1].Value, at))}");
        if (error.Message.Contains("does not contain any JSON tokens", StringComparison.Ordinal))
            return One(Document, "the document is empty or ends too early");
        if (error.Message.Contains("maximum configured depth", StringComparison.Ordinal))
            return One(at, "nested too deeply");
        return One(at, error.LineNumber is { } line
            ? $"malformed JSON at line {line + 1}, byte {error.BytePositionInLine + 1}"
            : "malformed JSON");
    }

    private static Dictionary<string, string[]> One(string field, string reason) => new() { [field] = [reason] };

    private static string Field(string? path) => path switch
    {
        null or "" or "$" => Document,
        _ when path.StartsWith("$.", StringComparison.Ordinal) => path[2..],
        _ => path[1..],
    };

    // The serializer sometimes puts the property into the path already, and sometimes only into the message.
    private static string Join(string at, string name) =>
        at == Document ? name
        : at == name || at.EndsWith($".{name}", StringComparison.Ordinal) ? at
        : at.EndsWith($"['{name}']", StringComparison.Ordinal) ? at
        : $"{at}.{name}";

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    // For a record made through its constructor the serializer names the record, not the property that did not fit.
    private static string ValueType(string typeName, string at)
    {
        var last = at[(at.LastIndexOf('.') + 1)..];
        var property = FindOwnType(typeName)?.GetProperties().FirstOrDefault(property => CamelCase(property.Name) == last);
        return property?.PropertyType.ToString() ?? typeName;
    }

    private static string Describe(string typeName)
    {
        var nullable = NullableOf().Match(typeName);
        var name = nullable.Success ? nullable.Groups[1].Value : typeName;
        return name switch
        {
            "System.Int32" or "System.Int64" or "System.Int16" or "System.Byte" => "a whole number in range",
            "System.Decimal" or "System.Double" => "a number",
            "System.String" => "text",
            "System.Boolean" => "true or false",
            "System.Guid" => "an id such as 0199d7a0-0000-7000-8000-000000000000",
            "System.DateTimeOffset" => "an instant such as 2026-11-22T08:00:00Z",
            "System.DateOnly" => "a date such as 2026-11-22",
            _ when FindOwnType(name) is { IsEnum: true } type => $"one of {string.Join(", ", Enum.GetNames(type).Select(CamelCase))}",
            _ when name.EndsWith("[]", StringComparison.Ordinal) || name.StartsWith("System.Collections.", StringComparison.Ordinal) => "an array",
            _ => "an object of this interface",
        };
    }

    private static Type? FindOwnType(string name) =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name?.StartsWith("LogisticsScreening.", StringComparison.Ordinal) == true)
            .Select(assembly => assembly.GetType(name))
            .FirstOrDefault(type => type is not null);

    [GeneratedRegex(@"^The JSON property '(.*?)' could not be mapped", RegexOptions.Singleline)]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"^Duplicate property '(.*?)' encountered", RegexOptions.Singleline)]
    private static partial Regex Duplicate();

    [GeneratedRegex(@"was missing required properties including: (.*)\.", RegexOptions.Singleline)]
    private static partial Regex Missing();

    [GeneratedRegex(@"'([^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^The (?:property or field|constructor parameter) '(.*?)' on type .* doesn't allow", RegexOptions.Singleline)]
    private static partial Regex NotNull();

    [GeneratedRegex(@"^The JSON value could not be converted to (\S+?)\.(?: |$)")]
    private static partial Regex Conversion();

    [GeneratedRegex(@"^System\.Nullable`1\[(.*)\]$")]
    private static partial Regex NullableOf();
}
