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
    /// <summary>Who answers for an organisation; null for a person, or when nobody is named.</summary>
    public ResponsiblePerson? Responsible { get; init; }

    public Registration ToRegistration() => new(
        IdType, Screening.Parcels.IdNumber.KeyOf(IdNumber), Name, ListKeys.Phone(Phone), RegisteredAt, ValidUntil, Status)
    {
        BornOn = Screening.Parcels.IdNumber.BornOn(IdType, IdNumber),
        ResponsibleKey = Responsible is { } person ? Screening.Parcels.IdNumber.KeyOf(person.IdNumber) : null,
    };

    public override string ToString() => "registration row";
}

/// <param name="IdNumber">Normalised.</param>
internal sealed record ResponsiblePerson(string Name, IdType IdType, string IdNumber)
{
    public override string ToString() => "responsible person";
}

/// <summary>
/// Reads the registrations CSV of contract.md: idType, idNumber, name, phone, country, registeredAt, validUntil, status; for an organisation also responsibleName,
/// responsibleIdType, responsibleIdNumber, all three or none.
/// </summary>
internal static class RegistrationCsv
{
    private const int LongestName = 100;
    private const int LongestPhone = 64;

    private static readonly string[] Required = ["idType", "idNumber", "name", "phone", "registeredAt", "status"];
    private static readonly string[] Optional = ["country", "validUntil", "responsibleName", "responsibleIdType", "responsibleIdNumber"];

    /// <exception cref="CsvFormatException">While enumerating: encoding, header or quoting.</exception>
    public static IEnumerable<CsvOutcome<RegistrationRow>> Read(Stream stream) => CsvInput.Read(stream, Required, Optional, Row);

    /// <summary>The same columns as the fields of JSON objects.</summary>
    /// <exception cref="System.Text.Json.JsonException">No JSON, or no array of objects.</exception>
    public static Task<IReadOnlyList<CsvOutcome<RegistrationRow>>> ReadJsonAsync(Stream body, CancellationToken ct) =>
        FlatJson.ReadAsync(body, [.. Required, .. Optional], Row, ct);

    /// <summary>The same as JSON lines, one object each.</summary>
    /// <exception cref="CsvFormatException">While enumerating: encoding or a line without end.</exception>
    public static IEnumerable<CsvOutcome<RegistrationRow>> ReadLines(Stream stream) => FlatJson.ReadLines(stream, [.. Required, .. Optional], Row);

    /// <summary>CSV or JSON lines, which of them the first character tells.</summary>
    /// <param name="file">Can be read twice.</param>
    public static IEnumerable<CsvOutcome<RegistrationRow>> ReadAny(Stream file) => FlatJson.IsLines(file) ? ReadLines(file) : Read(file);

    /// <summary>What a courier types in of a person before him: a whole name, a real phone, and for an organisation its responsible person. The time is the server's.</summary>
    public static RegistrationRow? AtCounter(CsvCells cells)
    {
        var (type, number, name, phone) = Person(cells);
        if (name is not null && name.AsSpan().IndexOfAny('*', '＊') >= 0)
            cells.Problem("name", "must be whole");
        if (phone is not null && !(PhoneNumber.TryParse(phone, out var read) && read.Kind == PhoneKind.Real))
            cells.Problem("phone", "must be a whole number that is the person's own");
        var validUntil = cells.Day("validUntil");
        var responsible = Responsible(cells, type);
        if (type == IdType.Organisation && responsible is null)
            cells.Problem("responsibleName", "is required for an organisation");
        return cells.Any ? null : new(type!.Value, number!, name!, phone!, null, default, validUntil, RegistrationStatus.Active) { Responsible = responsible };
    }

    private static (IdType? Type, string? Number, string? Name, string? Phone) Person(CsvCells cells)
    {
        var type = cells.Choice<IdType>("idType", required: true);
        return (type, DocumentNumberCell.Read(cells, "idNumber", required: true), cells.Text("name", LongestName, required: true), cells.Text("phone", LongestPhone, required: true));
    }

    private static RegistrationRow? Row(CsvCells cells)
    {
        var (type, normalised, name, phone) = Person(cells);
        var country = cells.Text("country", 2);
        if (country is not null && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
            cells.Problem("country", "must be an ISO 3166 code such as CN");
        var registeredAt = cells.Instant("registeredAt", required: true);
        var validUntil = cells.Day("validUntil");
        var status = cells.Choice<RegistrationStatus>("status", required: true);
        var responsible = Responsible(cells, type);
        return cells.Any ? null : new(type!.Value, normalised!, name!, phone!, country, registeredAt!.Value, validUntil, status!.Value) { Responsible = responsible };
    }

    private static ResponsiblePerson? Responsible(CsvCells cells, IdType? of)
    {
        var name = cells.Text("responsibleName", LongestName);
        var type = cells.Choice<IdType>("responsibleIdType");
        var isGiven = cells.Has("responsibleIdNumber");
        var number = DocumentNumberCell.Read(cells, "responsibleIdNumber");
        if (name is null && type is null && !isGiven)
            return null;
        if (of is not (null or IdType.Organisation))
            cells.Problem("responsibleName", "is for organisations only");
        foreach (var (column, given) in new[] { ("responsibleName", name is not null), ("responsibleIdType", type is not null), ("responsibleIdNumber", isGiven) })
        {
            if (!given)
                cells.Problem(column, "is required when one of the three is given");
        }

        if (type == IdType.Organisation)
            cells.Problem("responsibleIdType", "must be a person's document");
        return cells.Any ? null : new(name!, type!.Value, number!);
    }
}
