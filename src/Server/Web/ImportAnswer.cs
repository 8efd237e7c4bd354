using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Web;

/// <param name="Line">Line of the CSV (the header is 1), or number of the element, from 1, of a JSON array.</param>
internal sealed record RefusedAnswer(int Line, IReadOnlyDictionary<string, string[]> Errors);

/// <param name="Refused">At most <see cref="ImportReport.MostNamed"/>.</param>
/// <param name="Warnings">About rows that were taken: what somebody should look at.</param>
internal sealed record ImportAnswer(
    long Added, long Changed, long Unchanged, long RefusedCount, IReadOnlyList<RefusedAnswer> Refused, IReadOnlyList<ImportWarning> Warnings);

/// <summary>An import over HTTP: good rows are taken and bad ones reported, as on the command line; 400 when none could be taken.</summary>
internal static class ImportRequests
{
    private const string Csv = "text/csv";
    private const string JsonLines = "application/x-ndjson";

    /// <summary>Where the caller's rows come from, by content type; null for another type.</summary>
    /// <param name="readLines">Null where JSON lines are not taken.</param>
    /// <exception cref="JsonException">The body is no JSON array.</exception>
    public static async Task<IEnumerable<CsvOutcome<T>>?> RowsAsync<T>(
        HttpRequest request, Func<Stream, IEnumerable<CsvOutcome<T>>> readCsv, Func<Stream, CancellationToken, Task<IReadOnlyList<CsvOutcome<T>>>> readJson, CancellationToken ct, Func<Stream, IEnumerable<CsvOutcome<T>>>? readLines = null)
        where T : class
    {
        if (request.HasJsonContentType())
            return await readJson(request.Body, ct);
        var read = request.ContentType is not { } type ? null
            : type.StartsWith(Csv, StringComparison.OrdinalIgnoreCase) ? readCsv
            : type.StartsWith(JsonLines, StringComparison.OrdinalIgnoreCase) ? readLines : null;
        if (read is null)
            return null;

        // The reader is synchronous, the connection is not; the body is bounded by WebFeature.LargestBody.
        var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, ct);
        buffer.Position = 0;
        return read(buffer);
    }

    public static Results<Ok<ImportAnswer>, ProblemHttpResult> Answer(ImportReport report)
    {
        var refused = report.Refused.Select(row => new RefusedAnswer(row.Line, Errors(row.Problems))).ToList();
        if (report.Taken > 0 || report.RefusedCount == 0)
            return TypedResults.Ok(new ImportAnswer(report.Added, report.Changed, report.Unchanged, report.RefusedCount, refused, report.Warnings));
        return Problems.Invalid(refused
            .SelectMany(row => row.Errors.Select(error => (Field: string.Create(CultureInfo.InvariantCulture, $"[{row.Line}].{error.Key}"), error.Value)))
            .ToDictionary(error => error.Field.TrimEnd('.'), error => error.Value));
    }

    public static ProblemHttpResult WrongType() =>
        Problems.Refused(StatusCodes.Status415UnsupportedMediaType, "请发送 text/csv 或 application/json。", "Send text/csv or application/json.");

    public static Dictionary<string, string[]> Errors(IReadOnlyList<CsvProblem> problems) =>
        problems.GroupBy(problem => problem.Field).ToDictionary(group => group.Key, group => group.Select(problem => problem.Reason).ToArray());
}
