using Microsoft.Net.Http.Headers;

namespace LogisticsScreening.Server.Web;

/// <summary>
/// Every body is read as UTF-8 (RFC 8259 section 8.1); one that says it is something else is refused instead of being read wrong. The framework would transcode some
/// encodings and fail on the names of others.
/// </summary>
internal static class Utf8Only
{
    private const string Name = "utf-8";

    public static Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.Charset.HasValue)
            return next(context);
        if (HeaderUtilities.RemoveQuotes(type.Charset).Equals(Name, StringComparison.OrdinalIgnoreCase))
        {
            // The framework does not know the name in quotes, which RFC 9110 allows.
            type.Charset = Name;
            context.Request.ContentType = type.ToString();
            return next(context);
        }

        return Problems.Refused(StatusCodes.Status415UnsupportedMediaType, "请使用 UTF-8 编码。", "Send UTF-8.").ExecuteAsync(context);
    }
}
