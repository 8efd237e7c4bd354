namespace LogisticsScreening.Server.Web;

internal static class WebFeature
{
    /// <summary>Bytes of a request body, unless an endpoint sets its own limit: 1,000 waybills with long texts take about 4 MB.</summary>
    public const long LargestBody = 16 * 1024 * 1024;

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.ConfigureHttpJsonOptions(options => StrictJson.Apply(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();
        builder.Services.AddOpenApi("v1");
        builder.Services.AddHostedService<MetricsExport>();
        builder.AddHealth();
    }

    /// <summary>Before authentication: errors, headers, the apps' files.</summary>
    public static void UseWeb(this WebApplication app)
    {
        app.Use((context, next) => SecurityHeaders.ApplyAsync(context, next.Invoke));
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseStaticApps();
        app.Use((context, next) => Utf8Only.ApplyAsync(context, next.Invoke));
        app.UseRouting();
    }

    public static void MapWeb(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapHealth();
    }

    // The exception handler clears the headers; and a bare status from the router gets its words here.
    private static void Complete(ProblemDetailsContext context)
    {
        SecurityHeaders.Set(context.HttpContext);
        var details = context.ProblemDetails;
        if (!details.Extensions.ContainsKey("text"))
        {
            var (zh, en) = Problems.Words(details.Status ?? context.HttpContext.Response.StatusCode);
            details.Title = en;
            details.Extensions["text"] = new { zh, en };
        }

        details.Type ??= "about:blank";
        details.Extensions["traceId"] = context.HttpContext.TraceIdentifier;
    }
}
