using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>
/// Reads the list entries CSV of contract.md. An entry without source, reason, lawful basis or end is refused: a person on a list has a right to all of them.
/// Ids are unique within a file.
/// </summary>
internal static class RiskListCsv
{
    private const int LongestId = 60;
    private const int LongestName = 100;
    private const int LongestText = 500;

    private static readonly string[] Required = ["id", "kind", "value", "source", "reason", "lawfulBasis", "confidence", "from", "until"];
    private static readonly string[] Optional = ["name", "phone", "idNumber", "organisationCode", "account", "address", "reviewDate", "audience"];

    /// <exception cref="CsvFormatException">While enumerating: encoding, header or quoting.</exception>
    public static IEnumerable<CsvOutcome<RiskListEntry>> Read(Stream stream)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return CsvInput.Read(stream, Required, Optional, cells => Entry(cells, ids));
    }

    /// <summary>The same columns as the fields of JSON objects.</summary>
    /// <exception cref="System.Text.Json.JsonException">No JSON, or no array of objects.</exception>
    public static Task<IReadOnlyList<CsvOutcome<RiskListEntry>>> ReadJsonAsync(Stream body, CancellationToken ct)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return FlatJson.ReadAsync(body, [.. Required, .. Optional], cells => Entry(cells, ids), ct);
    }

    private static RiskListEntry? Entry(CsvCells cells, HashSet<string> ids)
    {
        var id = cells.Text("id", LongestId, required: true);
        if (id is not null && !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            cells.Problem("id", "must have letters, digits, hyphens, dots or underscores only");
        else if (id is not null && !ids.Add(id))
            cells.Problem("id", "stands twice in this file");
        var kind = cells.Choice<RiskListKind>("kind", required: true);
        var value = cells.Text("value", LongestText, required: true);
        var (from, until) = (cells.Day("from", required: true), cells.Day("until", required: true));
        if (until < from)
            cells.Problem("until", "is before from");
        var audience = cells.Choice<Audience>("audience");
        var (name, phone, idNumber) = (cells.Text("name", LongestName), cells.Text("phone", LongestName), cells.Text("idNumber", LongestName));
        Whole(cells, "name", name);
        if (kind is RiskListKind.Person or RiskListKind.Organisation)
            Whole(cells, "value", value);
        Comparable(cells, "phone", phone, ListKeys.Phone);
        Comparable(cells, "idNumber", idNumber, ListKeys.IdNumber);
        var (code, account, address) = (cells.Text("organisationCode", LongestName), cells.Text("account", LongestName), cells.Text("address", LongestText));
        Comparable(cells, "organisationCode", code, ListKeys.OrganisationCode);
        Comparable(cells, "account", account, ListKeys.Account);
        if (address is not null && !ListKeys.IsPlace(address))
            cells.Problem("address", "cannot be compared: it is masked, or names neither a county nor a road in a city");
        if (kind is RiskListKind.Address && value is not null && ListKeys.Address(value) is null)
            cells.Problem("value", "needs a city or county, a road, village or estate, and a number: others would share it");
        else if (kind is { } known)
            Comparable(cells, "value", value, v => RiskList.KeyOf(known, v));
        var (source, reason, basis) = (cells.Text("source", LongestText, required: true), cells.Text("reason", LongestText, required: true), cells.Text("lawfulBasis", LongestText, required: true));
        var confidence = cells.Share("confidence", required: true);
        var review = cells.Day("reviewDate");
        return cells.Any ? null : new()
        {
            Id = id!,
            Kind = kind!.Value,
            Value = value!,
            Name = name,
            Phone = phone,
            IdNumber = idNumber,
            OrganisationCode = code,
            Account = account,
            Address = address,
            Source = source!,
            Reason = reason!,
            LawfulBasis = basis!,
            Confidence = confidence!.Value,
            From = from!.Value,
            Until = until!.Value,
            ReviewDate = review,
            Audience = audience ?? Audience.Depot,
        };
    }

    /// <summary>A single character is a surname or a slip: it would be looked for as the whole name of everybody who bears it.</summary>
    private static void Whole(CsvCells cells, string column, string? name)
    {
        if (ListKeys.Name(name) is { } key && key.EnumerateRunes().Count() == 1)
            cells.Problem(column, "is a single character, which is no name: everybody of that surname would bear it");
    }

    /// <summary>What has no comparing form would stand on the list and never hit anything.</summary>
    private static void Comparable(CsvCells cells, string column, string? text, Func<string, string?> key)
    {
        if (text is not null && key(text) is null)
            cells.Problem(column, "cannot be compared: it is masked or cannot be read");
    }
}
