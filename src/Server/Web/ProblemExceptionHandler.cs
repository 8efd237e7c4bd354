using System.Text.Json;
using System.Text.RegularExpressions;
using LogisticsScreening.Server.Database;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Web;

/// <summary>
/// Turns whatever a request handler throws into a problem document. A refused request names its fields; anything else is a bug or
/// a broken environment: the answer says nothing about it, and the log has its type and stack but not its message, which may
/// quote personal data.
/// </summary>
internal sealed partial class ProblemExceptionHandler(IProblemDetailsService writer, ILogger<ProblemExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception error, CancellationToken ct)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return true;

        var details = Describe(error);
        if (SqliteDialect.ExplainStorage(error) is { } reason)
            WebLog.DatabaseUnusable(log, context.TraceIdentifier, reason);
        else if (details.Status >= StatusCodes.Status500InternalServerError)
            WebLog.RequestFailed(log, context.TraceIdentifier, error.GetType().FullName!, error.StackTrace ?? "", error.InnerException?.GetType().FullName);
        context.Response.StatusCode = details.Status!.Value;
        return await writer.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details });
    }

    private static ProblemDetails Describe(Exception error)
    {
        switch (error)
        {
            case BadHttpRequestException { InnerException: JsonException json } bad:
                return Problems.InvalidDetails(JsonErrors.Explain(json), bad.StatusCode);
            case BadHttpRequestException bad when Parameter().Match(bad.Message) is { Success: true } parameter:
                return Problems.InvalidDetails(
                    new Dictionary<string, string[]>
                    {
                        [parameter.Groups[1].Value] = [bad.Message.StartsWith("Required", StringComparison.Ordinal) ? "required" : "not a valid value"],
                    },
                    bad.StatusCode);
            case BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad when bad.Message.Contains("body", StringComparison.Ordinal):
                return Problems.InvalidDetails(new Dictionary<string, string[]> { [JsonErrors.Document] = ["a JSON body is required"] });
            case BadHttpRequestException bad:
                return Words(bad.StatusCode);
            case OperationCanceledException:
                // The group commit refuses while the server stops.
                return Words(StatusCodes.Status503ServiceUnavailable);
            case not null when SqliteDialect.ExplainStorage(error) is not null:
                return Problems.Create(StatusCodes.Status503ServiceUnavailable, "数据库无法读写，未保存任何数据。", "The database cannot be used; nothing was stored.");
            default:
                return Words(StatusCodes.Status500InternalServerError);
        }
    }

    private static ProblemDetails Words(int status)
    {
        var (zh, en) = Problems.Words(status);
        return Problems.Create(status, zh, en);
    }

    [GeneratedRegex(@"^(?:Failed to bind parameter|Required parameter) ""\S+ (\w+)""")]
    private static partial Regex Parameter();
}
