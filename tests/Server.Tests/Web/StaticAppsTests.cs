using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Web;

/// <summary>The two apps' files, from a folder with one page each.</summary>
public sealed class StaticAppsTests : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("ls-apps-").FullName;
    private WebApplication? app;
    private HttpClient? client;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var (path, text) in new[] { ("index.html", "dashboard"), ("scanner/index.html", "scanner"), ("assets/app-1a2b.js", "script"), ("scanner/sw.js", "worker") })
        {
            var file = Path.Combine(root, "wwwroot", path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, Ct);
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = root });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TestServer.SettingsFor(root));
        builder.AddWeb();
        app = builder.Build();
        app.UseWeb();
        await app.StartAsync(Ct);
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (app is not null)
            await app.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("/", "dashboard")]
    [InlineData("/alerts/0199d7a0-0000-7000-8000-000000000000", "dashboard")]
    [InlineData("/?state=open", "dashboard")]
    [InlineData("/scanner/", "scanner")]
    [InlineData("/scanner/history", "scanner")]
    public async Task Page_OfAnApp_IsItsIndexAndAskedForAgain(string path, string text)
    {
        using var answer = await client!.GetAsync(path, Ct);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Scanner_WithoutSlash_IsSentToItsFolder()
    {
        using var answer = await client!.GetAsync("/scanner", Ct);
        Assert.Equal("/scanner/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Asset_NamedByItsContent_IsKept()
    {
        using var answer = await client!.GetAsync("/assets/app-1a2b.js", Ct);
        Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/hubs/nothing")]
    [InlineData("/health/nothing")]
    [InlineData("/jobs")]
    [InlineData("/jobs/recurring")]
    [InlineData("/missing.js")]
    [InlineData("/../appsettings.json")]
    [InlineData("/%2e%2e/appsettings.json")]
    public async Task Path_OfNoPage_IsNotFound(string path)
    {
        using var answer = await client!.GetAsync(path, Ct);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }
}
