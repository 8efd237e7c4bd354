using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogisticsScreening.Server.Web;

/// <summary>
/// JSON as this product reads and writes it: camelCase, enums by name, nothing unknown, nothing twice, no null where a value
/// belongs, no number in a string. Used by the HTTP interface and by everything that reads the same objects from files.
/// </summary>
internal static class StrictJson
{
    /// <summary>Deeper documents are refused: no object of the contract nests beyond 6.</summary>
    private const int Depth = 32;

    public static readonly JsonSerializerOptions Options = Create();

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = Depth;
        if (options.Converters.OfType<InstantConverter>().Any())
            return;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new InstantConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
