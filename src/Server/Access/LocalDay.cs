using System.Globalization;

namespace LogisticsScreening.Server.Access;

/// <summary>Days are counted at China's fixed offset, whatever the server's own zone (contract.md). Stored as yyyy-MM-dd, which sorts.</summary>
internal static class LocalDay
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private const string Format = "yyyy-MM-dd";

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    public static DateOnly Today(this TimeProvider time) => Of(time.GetUtcNow());

    public static string ToStored(this DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static DateOnly FromStored(string day) => DateOnly.ParseExact(day, Format, CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
