using System.Globalization;
using System.Text.Json;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Registry;

/// <param name="ClientId">Made by the device: the same again gives the same answer.</param>
internal sealed record CounterRow(Guid ClientId, string Depot, string Device, RegistrationRow Person)
{
    public override string ToString() => "counter row";
}

/// <summary>Only that it is stored: the registration's id begins with the time it was made at, and would tell a courier that the document was known.</summary>
internal sealed record CounterAnswer(Guid ClientId);

/// <summary>
/// POST /api/registrations/counter: {clientId, depot, device, idType, idNumber, name, phone, validUntil?}; an organisation with its responsible person. The record is
/// usable by the next scan. A refused request names its fields, never their values. A picture of the document is sent afterwards (<see cref="CounterPhoto"/>), where the operator wants one.
/// </summary>
internal static class PostCounter
{
    private const int LongestCode = 60;
    private static readonly string[] Columns =
        ["clientId", "depot", "device", "idType", "idNumber", "name", "phone", "validUntil", "responsibleName", "responsibleIdType", "responsibleIdNumber"];

    public static async Task<IResult> HandleAsync(HttpContext context, CounterRegistration counter, DocumentTypes documents, CancellationToken ct)
    {
        if (!context.Request.HasJsonContentType())
            return Problems.Refused(StatusCodes.Status415UnsupportedMediaType, "请发送 application/json。", "Send application/json.");
        CsvOutcome<CounterRow> read;
        try
        {
            read = await FlatJson.ReadOneAsync(context.Request.Body, Columns, cells => Row(cells, documents), ct);
        }
        catch (JsonException)
        {
            return Problems.Invalid("$", "must be a JSON object");
        }

        if (read.Value is not { } row)
            return Problems.Invalid(ImportRequests.Errors(read.Problems));
        var user = context.CurrentUser();
        if (!user.MayUseDepot(row.Depot))
            return Problems.Invalid("depot", "is not one of your depots");
        var (outcome, _, retryAfter) = await counter.PutAsync(row, user, ct);
        switch (outcome)
        {
            case CounterOutcome.OtherBody:
                return Problems.Conflict("此登记编号已用于其他内容。", "This clientId was used with another body.");
            case CounterOutcome.OtherName:
                return Problems.Conflict("该证件已登记在另一姓名下，请联系合规人员。", "This document is registered under another name: ask compliance.");
            case CounterOutcome.Limited:
                context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return Problems.Refused(StatusCodes.Status429TooManyRequests, "今日登记人数过多，请稍后再试。", "Too many registrations from this account; try again later.");
            default:
                return TypedResults.Ok(new CounterAnswer(row.ClientId));
        }
    }

    private static CounterRow? Row(CsvCells cells, DocumentTypes documents)
    {
        var clientId = Guid.Empty;
        if (cells.Text("clientId", LongestCode, required: true) is { } text && !Guid.TryParseExact(text, "D", out clientId))
            cells.Problem("clientId", "must be a UUID");
        var depot = cells.Text("depot", LongestCode, required: true);
        var device = cells.Text("device", LongestCode, required: true);
        var person = RegistrationCsv.AtCounter(cells);
        if (person is not null)
            CheckNumber(cells, "idNumber", person.IdType, person.IdNumber, documents);
        if (person?.Responsible is { } responsible)
            CheckNumber(cells, "responsibleIdNumber", responsible.IdType, responsible.IdNumber, documents);
        return cells.Any ? null : new(clientId, depot!, device!, person!);
    }

    private static void CheckNumber(CsvCells cells, string field, IdType type, string number, DocumentTypes documents)
    {
        // Some real codes of organisations fail their check character.
        if (documents.ProblemOf(type, number) is not IdNumberProblem.None and var problem && (type, problem) is not (IdType.Organisation, IdNumberProblem.CheckDigit))
            cells.Problem(field, "breaks the rule of its document: " + EnumText<IdNumberProblem>.Of(problem));
    }
}
