using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogisticsScreening.Server.Web;

/// <summary>
/// Instants as RFC 3339 in UTC with a Z. Read with any offset, but never without one: a time that depends on where the server
/// stands is no instant.
/// </summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && HasOffset(reader.GetString()!) && reader.TryGetDateTimeOffset(out var instant))
            return instant.ToUniversalTime();
        throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-' && text.Contains('T', StringComparison.Ordinal));
}
