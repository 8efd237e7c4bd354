using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Registry;

/// <summary>One real-name registration as it came in.</summary>
/// <param name="IdNumber">Normalised document number: for keys only, stored encrypted or not at all.</param>
internal sealed record RegistrationRow(
    IdType IdType,
    string IdNumber,
    string Name,
    string Phone,
    string? Country,
    DateTimeOffset RegisteredAt,
    DateOnly? ValidUntil,
    RegistrationStatus Status)
{
    public Registration ToRegistration() => new(
        IdType, Screening.Parcels.IdNumber.KeyOf(IdNumber), Name, ListKeys.Phone(Phone), RegisteredAt, ValidUntil, Status);

    public override string ToString() => "registration row";
}

/// <summary>Reads the registrations CSV of contract.md: idType, idNumber, name, phone, country, registeredAt, validUntil, status.</summary>
internal static class RegistrationCsv
{
    private const int LongestName = 100;
    private const int LongestPhone = 64;

    private static readonly string[] Required = ["idType", "idNumber", "name", "phone", "registeredAt", "status"];
    private static readonly string[] Optional = ["country", "validUntil"];

    /// <exception cref="CsvFormatException">While enumerating: encoding, header or quoting.</exception>
    public static IEnumerable<CsvOutcome<RegistrationRow>> Read(Stream stream) => CsvInput.Read(stream, Required, Optional, Row);

    /// <summary>The same columns as the fields of JSON objects.</summary>
    /// <exception cref="System.Text.Json.JsonException">No JSON, or no array of objects.</exception>
    public static Task<IReadOnlyList<CsvOutcome<RegistrationRow>>> ReadJsonAsync(Stream body, CancellationToken ct) =>
        FlatJson.ReadAsync(body, [.. Required, .. Optional], Row, ct);

    private static RegistrationRow? Row(CsvCells cells)
    {
        var type = cells.Choice<IdType>("idType", required: true);
        var number = cells.Text("idNumber", IdNumber.MaxLength, required: true);
        var normalised = IdNumber.Normalise(number);
        if (number is not null && normalised is null)
            cells.Problem("idNumber", "holds no letter or digit");
        var name = cells.Text("name", LongestName, required: true);
        var phone = cells.Text("phone", LongestPhone, required: true);
        var country = cells.Text("country", 2);
        if (country is not null && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
            cells.Problem("country", "must be an ISO 3166 code such as CN");
        var registeredAt = cells.Instant("registeredAt", required: true);
        var validUntil = cells.Day("validUntil");
        var status = cells.Choice<RegistrationStatus>("status", required: true);
        return cells.Any ? null : new(type!.Value, normalised!, name!, phone!, country, registeredAt!.Value, validUntil, status!.Value);
    }
}
