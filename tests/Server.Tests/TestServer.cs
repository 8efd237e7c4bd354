using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LogisticsScreening.Server.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests;

/// <summary>
/// The real server in this process, on a random loopback port, with a fresh SQLite file, a fresh key ring and the demo data.
/// As a class fixture it is shared by the class; with <see cref="StartAsync"/> a test has its own.
/// </summary>
public sealed class TestServer : IAsyncLifetime
{
    public const string Password = "Test-only-9f2c!";

    private readonly Dictionary<string, string> tokens = [];
    private readonly SemaphoreSlim signingIn = new(1);
    private readonly bool ownsDirectory;
    private readonly TimeProvider time;
    private readonly Func<ServerSettings, ServerSettings> change;
    private WebApplication? app;

    public TestServer()
        : this(Directory.CreateTempSubdirectory("ls-server-").FullName, ownsDirectory: true)
    {
    }

    private TestServer(string directory, bool ownsDirectory, TimeProvider? time = null, Func<ServerSettings, ServerSettings>? change = null)
    {
        this.change = change ?? (settings => settings);
        DataDirectory = directory;
        this.ownsDirectory = ownsDirectory;
        this.time = time ?? TimeProvider.System;
    }

    public string DataDirectory { get; }
    public Uri Address => new(App.Urls.Single());
    public IServiceProvider Services => App.Services;
    internal SqlDatabase Database => Services.GetRequiredService<SqlDatabase>();
    internal ServerSettings Settings => change(SettingsFor(DataDirectory));
    private WebApplication App => app ?? throw new InvalidOperationException("The server was not started.");

    internal static ServerSettings SettingsFor(string directory) => new()
    {
        DataDirectory = directory,
        KeysDirectory = Path.Combine(directory, "keys"),
        Urls = "http://127.0.0.1:0",
        DemoPassword = Password,
        ReferenceDirectory = Path.Combine(AppContext.BaseDirectory, "reference"),
        FontsDirectory = Path.Combine(AppContext.BaseDirectory, "fonts"),
        Demo = true,
    };

    /// <summary>A server of one's own; on <paramref name="directory"/> of another one it shares that one's database and keys.</summary>
    public static async Task<TestServer> StartAsync(string? directory = null)
    {
        var server = directory is null ? new TestServer() : new TestServer(directory, ownsDirectory: false);
        await server.InitializeAsync();
        return server;
    }

    /// <summary>A server of one's own under another clock.</summary>
    internal static async Task<TestServer> StartAsync(TimeProvider time)
    {
        var server = new TestServer(Directory.CreateTempSubdirectory("ls-server-").FullName, ownsDirectory: true, time);
        await server.InitializeAsync();
        return server;
    }

    /// <summary>A server of one's own with other settings.</summary>
    internal static Task<TestServer> StartAsync(Func<ServerSettings, ServerSettings> change) => StartAsync(TimeProvider.System, change);

    /// <summary>The same under another clock; on <paramref name="directory"/> of another server it shares that one's database and keys.</summary>
    internal static async Task<TestServer> StartAsync(TimeProvider time, Func<ServerSettings, ServerSettings> change, string? directory = null)
    {
        var server = new TestServer(directory ?? Directory.CreateTempSubdirectory("ls-server-").FullName, ownsDirectory: directory is null, time, change);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync() =>
        app = await ServerHost.StartAsync(Settings, settings => Program.Build(settings, time), TestContext.Current.CancellationToken);

    public HttpClient Anonymous() => new() { BaseAddress = Address };

    /// <summary>A client signed in with a bearer token as a demo account: courier, supervisor, areaManager, analyst, compliance or admin.</summary>
    public async Task<HttpClient> ClientAsync(string userName)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(userName));
        return client;
    }

    public async Task<string> TokenAsync(string userName)
    {
        await signingIn.WaitAsync();
        try
        {
            if (!tokens.TryGetValue(userName, out var token))
            {
                using var client = Anonymous();
                tokens[userName] = token = await SignInAsync(client, userName, Password);
            }

            return token;
        }
        finally
        {
            signingIn.Release();
        }
    }

    /// <summary>After the clock went on: the old tokens have ended.</summary>
    internal void ForgetTokens() => tokens.Clear();

    internal static async Task<string> SignInAsync(HttpClient client, string userName, string password)
    {
        using var answer = await client.PostAsJsonAsync("/api/auth/token", new { userName, password });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"signing in as {userName} answered {(int)answer.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement.GetProperty("accessToken").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        signingIn.Dispose();
        if (!ownsDirectory)
            return;
        Directory.Delete(DataDirectory, recursive: true);
    }
}
