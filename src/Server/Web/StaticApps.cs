using Microsoft.Extensions.FileProviders;

namespace LogisticsScreening.Server.Web;

/// <summary>The two web apps: the dashboard at /, the scanner at /scanner. They hold no data, so they need no sign-in.</summary>
internal static class StaticApps
{
    private static readonly string[] Reserved = ["/api", "/hubs", "/jobs", "/openapi", "/health"];

    public static void UseStaticApps(this WebApplication app)
    {
        var root = Path.Combine(app.Environment.ContentRootPath, "wwwroot");
        if (!File.Exists(Path.Combine(root, "index.html")))
        {
            WebLog.NoWebApps(app.Logger, root);
            return;
        }

        var files = new PhysicalFileProvider(root);
        app.Use((context, next) =>
        {
            // Its worker and manifest are found beside the page, so the page's own address must be a folder.
            if (context.Request.Path == "/scanner")
            {
                context.Response.Redirect("/scanner/");
                return Task.CompletedTask;
            }

            SendPagesToTheirApp(context.Request, files);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            // Vite names what lies in assets/ by its content; the rest must be asked for again, or an old app would stay on the phones.
            OnPrepareResponse = answer => answer.Context.Response.Headers.CacheControl =
                answer.Context.Request.Path.Value!.Contains("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    // An address inside an app (a filter, one alert) is the app's own page, so that it can be reloaded and sent to a colleague.
    private static void SendPagesToTheirApp(HttpRequest request, PhysicalFileProvider files)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return;
        if (Reserved.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.Ordinal)) || Path.HasExtension(request.Path.Value))
            return;
        var inScanner = request.Path.StartsWithSegments("/scanner", StringComparison.Ordinal);
        if (!inScanner)
            request.Path = "/index.html";
        else if (files.GetFileInfo("scanner/index.html").Exists)
            request.Path = "/scanner/index.html";
    }
}
