using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Web;

/// <summary>
/// Problem documents (RFC 9457) as this interface answers them. <c>title</c> and <c>detail</c> are English for programs and logs;
/// <c>text</c> holds both languages for people; <c>errors</c> names the fields.
/// </summary>
internal static class Problems
{
    /// <summary>400: the request is refused field by field; nothing was stored.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) => TypedResults.Problem(InvalidDetails(errors));

    public static ProblemHttpResult Invalid(string field, string reason) => Invalid(new Dictionary<string, string[]> { [field] = [reason] });

    /// <summary>409: the request fits no longer with what is stored.</summary>
    public static Conflict<ProblemDetails> Conflict(string zh, string en, IReadOnlyDictionary<string, object?>? more = null) =>
        TypedResults.Conflict(Create(StatusCodes.Status409Conflict, zh, en, more));

    /// <summary>Any other outcome with words for the user in both languages.</summary>
    public static ProblemHttpResult Refused(int status, string zh, string en) => TypedResults.Problem(Create(status, zh, en));

    public static ProblemDetails InvalidDetails(IReadOnlyDictionary<string, string[]> errors, int status = StatusCodes.Status400BadRequest)
    {
        var details = Create(status, "请求内容有误，未保存任何数据。", "The request is not valid; nothing was stored.");
        details.Extensions["errors"] = errors;
        return details;
    }

    public static ProblemDetails Create(int status, string zh, string en, IReadOnlyDictionary<string, object?>? more = null)
    {
        var details = new ProblemDetails { Status = status, Title = en };
        details.Extensions["text"] = new { zh, en };
        foreach (var (name, value) in more ?? new Dictionary<string, object?>())
            details.Extensions[name] = value;
        return details;
    }

    /// <summary>The words for a status that was set without any, for instance by the authentication or the router.</summary>
    public static (string Zh, string En) Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("请求内容有误。", "The request is not valid."),
        StatusCodes.Status401Unauthorized => ("请先登录。", "Please sign in first."),
        StatusCodes.Status403Forbidden => ("没有权限。", "You may not do this."),
        StatusCodes.Status404NotFound => ("没有找到。", "There is nothing here."),
        StatusCodes.Status405MethodNotAllowed => ("不支持此操作。", "This method is not supported here."),
        StatusCodes.Status408RequestTimeout => ("请求超时。", "The request took too long."),
        StatusCodes.Status409Conflict => ("与已保存的数据冲突。", "This conflicts with what is stored."),
        StatusCodes.Status413PayloadTooLarge => ("请求内容过大。", "The request is too large."),
        StatusCodes.Status415UnsupportedMediaType => ("不支持此内容类型。", "This content type is not supported."),
        StatusCodes.Status429TooManyRequests => ("请求过于频繁，请稍后再试。", "Too many requests; try again later."),
        StatusCodes.Status503ServiceUnavailable => ("服务暂不可用，请稍后再试。", "The server cannot answer now; try again later."),
        _ => ("服务器出错。", "Something went wrong on the server."),
    };
}
