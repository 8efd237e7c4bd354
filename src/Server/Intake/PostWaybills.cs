using System.Text;
using System.Text.Json;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Intake;

internal enum WaybillStatus
{
    Created,
    Unchanged,
    NewVersion,
    Conflict,
    Invalid,
}

/// <param name="Row">Position in the request, from 1.</param>
/// <param name="Version">On conflict: the version that is there.</param>
internal sealed record WaybillAnswer(int Row, WaybillStatus Status, string? Number, Guid? WaybillId, int? Version, IDictionary<string, string[]>? Errors);

internal sealed record WaybillAnswers(IReadOnlyList<WaybillAnswer> Items);

/// <summary>
/// POST /api/waybills: an array (or one object) as JSON, JSON lines, or CSV with dotted columns; at most 1,000 rows. Good rows are stored, bad ones are answered
/// by row; when no row could be stored the whole answer is a problem document.
/// </summary>
internal static class PostWaybills
{
    public const int MostRows = 1_000;
    private const string JsonLines = "application/x-ndjson";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<Results<Ok<WaybillAnswers>, ProblemHttpResult>> HandleAsync(HttpRequest request, WaybillIntake intake, CurrentUser user, CancellationToken ct)
    {
        var (rows, problem) = await ReadAsync(request, ct);
        if (problem is not null)
            return problem;
        // Order systems sign in with a role above the courier's; what comes from a courier's own account was typed in, whichever way it came.
        var typist = user.Roles.All(role => role == Role.Courier) ? new Typist(user.UserId, user.UserName) : null;
        var answers = await Task.WhenAll(rows.Select((row, i) => intake.PutAsync(i + 1, row, typist, user.MayUseDepot, ct)));
        if (answers.Any(a => a.Status is not (WaybillStatus.Invalid or WaybillStatus.Conflict)))
            return TypedResults.Ok(new WaybillAnswers(answers));

        var errors = new FieldErrors();
        foreach (var answer in answers)
        {
            foreach (var (field, reasons) in answer.Errors ?? new Dictionary<string, string[]>())
                errors.AddAll(answers.Length == 1 ? field : $"[{answer.Row - 1}].{field}", reasons);
        }

        var status = answers.All(a => a.Status == WaybillStatus.Conflict) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return TypedResults.Problem(Problems.InvalidDetails(errors.ToDictionary(), status));
    }

    private static async Task<(IReadOnlyList<RowInput> Rows, ProblemHttpResult? Problem)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is not ("application/json" or JsonLines or "text/csv"))
            return ([], Problems.Refused(StatusCodes.Status415UnsupportedMediaType, "请使用 application/json、application/x-ndjson 或 text/csv。", "Send application/json, application/x-ndjson or text/csv."));
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        try
        {
            IReadOnlyList<RowInput> rows = type switch
            {
                JsonLines => [.. WaybillRows.FromJsonLines(StrictUtf8.GetString(body.ToArray())).Take(MostRows + 1)],
                "text/csv" => [.. WaybillRows.FromCsv(new MemoryStream(body.ToArray())).Select(r => r.Row).Take(MostRows + 1)],
                _ => WaybillRows.FromJson(body.ToArray()),
            };
            return rows.Count switch
            {
                0 => ([], Problems.Invalid("$", "holds no waybill")),
                > MostRows => ([], Problems.Invalid("$", $"holds more than {MostRows} waybills")),
                _ => (rows, null),
            };
        }
        catch (JsonException error)
        {
            return ([], Problems.Invalid(JsonErrors.Explain(error)));
        }
        catch (CsvFormatException error)
        {
            return ([], Problems.Invalid("$", error.Message));
        }
        catch (DecoderFallbackException)
        {
            return ([], Problems.Invalid("$", "is not UTF-8"));
        }
    }
}
