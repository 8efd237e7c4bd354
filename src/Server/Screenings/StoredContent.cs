using System.Text.Json;
using System.Text.Json.Serialization;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Screenings;

/// <summary>The erasable part of a decision, read back from its canonical JSON: what <see cref="DecisionContent"/> wrote.</summary>
internal sealed record StoredContent
{
    public required StoredDecision Decision { get; init; }
    public required ParcelFacts Facts { get; init; }

    /// <summary>Hex.</summary>
    public required string Seed { get; init; }

    /// <summary>Reads canonical JSON of this product; its instants are microseconds since 1970 UTC.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new MicrosecondsConverter() },
    };

    public static StoredContent Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<StoredContent>(json, Json)!;

    public static Waybill ReadWaybill(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<Waybill>(json, Json)!;

    public override string ToString() => "stored decision";

    private sealed class MicrosecondsConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.UnixEpoch.AddMicroseconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(DecisionContent.Microseconds(value));
    }
}

internal sealed record StoredDecision
{
    public required DateTimeOffset DecidedAt { get; init; }
    public required string EngineVersion { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }
    public required Instruction Instruction { get; init; }
    public required Lane Lane { get; init; }
    public required string ListVersion { get; init; }
    public required string PolicyVersion { get; init; }
    public required Shown Shown { get; init; }
}
