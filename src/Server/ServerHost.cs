using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace LogisticsScreening.Server;

/// <summary>
/// From checked settings to a listening server. Everything an operator can get wrong ends here as a <see cref="StartupException"/>.
/// Features do their own start work in hosted services, which run in the order of registration and before the first request.
/// </summary>
internal static class ServerHost
{
    /// <summary>Time the requests under way get after a stop signal, before their connections are cut.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    public static WebApplicationBuilder CreateBuilder(ServerSettings settings, TimeProvider time)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopPatience);
        builder.WebHost.UseUrls(settings.Urls);
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        else
            builder.Logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
            });
        // What stops a start is told in one line by the command line; the host's own report of it, with a stack, would be a second.
        var started = new StrongBox<bool>();
        builder.Services.AddSingleton(started);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => started.Value && level >= LogLevel.Information);
        // Standard output is for what a person asked for (addresses, demo accounts, reports of the other verbs).
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (settings.CertificateFile is not null)
        {
            var certificate = LoadCertificate(settings);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }

        return builder;
    }

    public static async Task<WebApplication> StartAsync(ServerSettings settings, Func<ServerSettings, WebApplication> build, CancellationToken ct)
    {
        CheckUrls(settings);
        PrepareDirectories(settings);
        var app = build(settings);
        IReadOnlyList<IHostedService> services = [];
        try
        {
            var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Migrator).FullName!);
            await DatabaseFeature.MigrateAsync(settings, app.Services.GetRequiredService<TimeProvider>(), log, ct);
            await KeyCheck.RefuseIncompleteRingAsync(settings.KeysDirectory, app.Services.GetRequiredService<SqlDatabase>(), ct);
            services = [.. app.Services.GetServices<IHostedService>()];
            await app.StartAsync(ct);
            app.Services.GetRequiredService<StrongBox<bool>>().Value = true;
            return app;
        }
        catch (Exception error)
        {
            // Those already started must end before what they use is taken away; a host that could not make them cannot stop them.
            if (services.Count > 0)
                await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            if (error is IOException { InnerException: AddressInUseException })
                throw new StartupException($"The address is taken by another program: {settings.Urls}. Choose another with --urls or LS_URLS.", error);
            if (error is SocketException)
                throw new StartupException($"Cannot listen on {settings.Urls}: {error.Message}. Check --urls or LS_URLS.", error);
            if (error is not StartupException && FindStartupReason(error) is { } reason)
                throw reason;
            throw;
        }
    }

    /// <summary>The server's features on the configured database, without listening: for the verbs that load or rotate. Its hosted services do not run.</summary>
    /// <exception cref="StartupException">As for <see cref="StartAsync"/>.</exception>
    public static async Task<WebApplication> OpenAsync(ServerSettings settings, Func<ServerSettings, WebApplication> build, CancellationToken ct)
    {
        PrepareDirectories(settings);
        var app = build(settings);
        try
        {
            await DatabaseFeature.MigrateAsync(settings, app.Services.GetRequiredService<TimeProvider>(), NullLogger.Instance, ct);
            await KeyCheck.RefuseIncompleteRingAsync(settings.KeysDirectory, app.Services.GetRequiredService<SqlDatabase>(), ct);
            await app.Services.GetRequiredService<KeyCheck>().StartAsync(ct);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the data and key directories for this user alone, and tries that they can be written.</summary>
    public static void PrepareDirectories(ServerSettings settings)
    {
        Prepare("LS_DATA", settings.DataDirectory);
        Prepare("LS_KEYS", settings.KeysDirectory);
        RefuseOpenKeys(settings.KeysDirectory);
    }

    // Restored from an archive or copied by hand, a key file easily becomes readable for every user of the machine.
    private static void RefuseOpenKeys(string directory)
    {
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            if ((File.GetUnixFileMode(file) & Others) != 0)
                throw new StartupException($"The key file {file} (LS_KEYS) is open to every user of this machine: run chmod -R go-rwx {directory}, and rotate-keys if others use the machine.");
        }
    }

    private static void Prepare(string setting, string directory)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(directory);
            else
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var probe = Path.Combine(directory, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The directory {directory} ({setting}) cannot be written: {error.Message}", error);
        }
    }

    private static void CheckUrls(ServerSettings settings)
    {
        var urls = settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0)
            throw new StartupException("LS_URLS names no address.");
        foreach (var url in urls)
        {
            if (!TryParseAddress(url, out var scheme))
                throw new StartupException($"LS_URLS holds something that is no http or https address: {url}");
            if (scheme == Uri.UriSchemeHttps && settings.CertificateFile is null)
                throw new StartupException($"{url} needs a certificate: set LS_CERTIFICATE.");
        }
    }

    private static bool TryParseAddress(string url, out string scheme)
    {
        scheme = "";
        try
        {
            var address = BindingAddress.Parse(url);
            scheme = address.Scheme;
            return scheme is "http" or "https" && address.Port is >= 0 and <= 65535;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static X509Certificate2 LoadCertificate(ServerSettings settings)
    {
        try
        {
            var file = settings.CertificateFile!;
            return Path.GetExtension(file).Equals(".pem", StringComparison.OrdinalIgnoreCase)
                ? X509Certificate2.CreateFromPemFile(file)
                : X509CertificateLoader.LoadPkcs12FromFile(file, settings.CertificatePassword);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The certificate cannot be read (LS_CERTIFICATE, LS_CERTIFICATE_PASSWORD): {error.Message}", error);
        }
    }

    // A singleton made during the start may wrap the reason it was refused for.
    private static StartupException? FindStartupReason(Exception error)
    {
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is StartupException reason)
                return reason;
        }

        return null;
    }
}
