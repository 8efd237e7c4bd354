using System.Collections;
using System.Globalization;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Intake;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server;

/// <summary>One setting: its name in appsettings.json and in the environment alike, and what it means. docs/operations.md lists the same names (a test compares).</summary>
internal sealed record Setting(string Name, string? Default, string Meaning);

/// <summary>
/// Everything an operator can set. Read once at start from appsettings.json beside the executable, then from the environment
/// (the environment wins), checked before anything is opened: a bad value is a <see cref="StartupException"/> that names it.
/// </summary>
internal sealed record ServerSettings
{
    public static readonly IReadOnlyList<Setting> Known =
    [
        new("LS_DATA", "data", "Data directory: the SQLite file, its backups, uploaded files."),
        new("LS_KEYS", null, "Key ring directory; default: keys inside the data directory. Keep it on another volume than the database."),
        new("LS_DATABASE", null, "SQL Server connection string; absent: SQLite in the data directory."),
        new("LS_URLS", "http://127.0.0.1:5080", "Addresses to listen on, separated by semicolons."),
        new("LS_CERTIFICATE", null, "Certificate with private key for https addresses: a PFX file, or a PEM file that holds both."),
        new("LS_CERTIFICATE_PASSWORD", null, "Password of the PFX file."),
        new("LS_DEMO_PASSWORD", null, "Password of the demo accounts; absent: generated and printed once."),
        new("LS_REFERENCE", null, "Directory of the reference data; default: reference beside the executable."),
        new("LS_FONTS", null, "Directory of the fonts embedded in reports; default: fonts beside the executable."),
        new("LS_JOBS", BuiltIn, "What runs the recurring jobs: builtIn, or hangfire where this build has it."),
        new("LS_OTLP", null, "OpenTelemetry collector (OTLP over gRPC) that metrics are sent to, such as http://127.0.0.1:4317; absent: none are sent."),
        new("LS_SIGN_IN_FAILURES", "5", "Failed sign-ins after which an account is locked, 1 to 100."),
        new("LS_LOCK_MINUTES", "15", "Minutes such a lock lasts, 1 to 1440."),
        new("LS_SOURCE_FAILURES", "30", "Failed sign-ins a minute from one network address before it is refused, 1 to 10000."),
        new("LS_SESSION_HOURS", "12", "Hours a browser's session or a program's token lasts, 1 to 168."),
        new("LS_BACKUP_DAYS", "30", "Days a copy of the SQLite database made before a migration is kept, 1 to 3650. A copy holds personal data."),
        new("LS_REUSE_AFTER_MONTHS", "12", "Months after which a waybill number that comes back with other content is another parcel, 1 to 120."),
        new("LS_COUNTER_PHOTO", "off", "Whether couriers picture the document at the counter: on or off."),
        new("LS_COUNTER_HOURS", "24", "Hours over which the next one counts people that an account registered at the counter, 1 to 168."),
        new("LS_COUNTER_ACCOUNT", "200", "Such people before the account has to wait (429), 1 to 10000."),
        new("LS_COUNTER_REFUSED", "10", "Such registrations that were refused, because the document is known under another name, before the account has to wait (429), 1 to 10000."),
        new("LS_REGISTRY_KEEP_DAYS", "1095", "Days a registration is kept after its last use and its last day, 30 to 36500. To be confirmed."),
        new("LS_WORDINGS_HOURS", "24", "Hours over which the next four count different wordings that were typed in and not answered with green, 1 to 168."),
        new("LS_WORDINGS_PARTIES", "5", "Such wordings for one sender and recipient before the next has to wait, 1 to 1000."),
        new("LS_WORDINGS_ACCOUNT", "60", "The same for one account, 1 to 10000."),
        new("LS_WORDINGS_DEVICE", "60", "The same for one device at one depot, 1 to 10000."),
        new("LS_WORDINGS_DEPOT", "600", "The same for one depot, 1 to 100000."),
        new("LS_GATEWAY_URL", null, "Identity gateway that confirms registrations; absent: none is asked."),
        new("LS_GATEWAY_CLIENT", null, "Client id at the gateway."),
        new("LS_GATEWAY_KEY", null, "File with the secret shared with the gateway: base64 of 32 bytes or more."),
        new("LS_GATEWAY_BUDGET_MS", "3000", "Milliseconds for one question with its retries, 200 to 10000."),
        new("LS_GATEWAY_RENEW_DAYS", "180", "Days after which an answer is asked for again, 1 to 3650."),
        new("LS_GATEWAY_ANSWER_DAYS", "365", "Days an answer counts and is kept, 1 to 3650."),
        new("LS_GATEWAY_SCREEN_DAYS", "14", "Days back to which parcels are screened again when an answer comes, 1 to 90."),
    ];

    private const string BuiltIn = "builtIn";

    /// <summary>Prefix that is ours in the environment but belongs to the test suites.</summary>
    private const string TestPrefix = "LS_TEST_";

    public required string DataDirectory { get; init; }
    public required string KeysDirectory { get; init; }
    public string? SqlServerConnection { get; init; }
    public required string Urls { get; init; }
    public string? CertificateFile { get; init; }
    public string? CertificatePassword { get; init; }
    public string? DemoPassword { get; init; }
    public required string ReferenceDirectory { get; init; }
    public required string FontsDirectory { get; init; }
    public bool JobsOnHangfire { get; init; }
    public Uri? OtlpEndpoint { get; init; }
    public int BackupDays { get; init; } = 30;
    public int ReuseAfterMonths { get; init; } = 12;
    public AccessOptions Access { get; init; } = new();
    public CounterLimits Counter { get; init; } = new();
    public bool CounterPhoto { get; init; }
    public RegistryRetention Registry { get; init; } = new();
    public WordingLimits Wordings { get; init; } = new();

    /// <summary>Null: no authority is asked.</summary>
    public GatewayOptions? Gateway { get; init; }

    /// <summary>Fill an empty database with invented data and accounts (serve --demo).</summary>
    public bool Demo { get; init; }

    /// <summary>Names that look like ours but are none: most likely a typing mistake, so the start says so.</summary>
    public IReadOnlyList<string> UnknownNames { get; init; } = [];

    public string SqliteFile => Path.Combine(DataDirectory, "logistics-screening.db");
    public string BackupDirectory => Path.Combine(DataDirectory, "backups");

    public static ServerSettings Load()
    {
        IConfigurationRoot configuration;
        try
        {
            configuration = new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .Build();
        }
        catch (InvalidDataException error)
        {
            throw new StartupException($"appsettings.json cannot be read: {error.InnerException?.Message ?? error.Message}", error);
        }

        return From(configuration) with { UnknownNames = FindUnknownNames(Environment.GetEnvironmentVariables()) };
    }

    /// <exception cref="StartupException">A value is out of range; the message names the setting.</exception>
    public static ServerSettings From(IConfiguration configuration)
    {
        var data = Path.GetFullPath(Read(configuration, "LS_DATA")!);
        return new ServerSettings
        {
            DataDirectory = data,
            KeysDirectory = Path.GetFullPath(Read(configuration, "LS_KEYS") ?? Path.Combine(data, "keys")),
            SqlServerConnection = Read(configuration, "LS_DATABASE"),
            Urls = Read(configuration, "LS_URLS")!,
            CertificateFile = Read(configuration, "LS_CERTIFICATE"),
            CertificatePassword = Read(configuration, "LS_CERTIFICATE_PASSWORD"),
            DemoPassword = Read(configuration, "LS_DEMO_PASSWORD"),
            ReferenceDirectory = Path.GetFullPath(Read(configuration, "LS_REFERENCE") ?? Path.Combine(AppContext.BaseDirectory, "reference")),
            FontsDirectory = Path.GetFullPath(Read(configuration, "LS_FONTS") ?? Path.Combine(AppContext.BaseDirectory, "fonts")),
            JobsOnHangfire = ReadJobsOnHangfire(configuration),
            OtlpEndpoint = ReadAddress(configuration, "LS_OTLP"),
            Access = new()
            {
                FailuresUntilLocked = ReadWhole(configuration, "LS_SIGN_IN_FAILURES", 1, 100),
                LockedFor = TimeSpan.FromMinutes(ReadWhole(configuration, "LS_LOCK_MINUTES", 1, 1440)),
                FailuresPerSourceAndMinute = ReadWhole(configuration, "LS_SOURCE_FAILURES", 1, 10_000),
                SessionLasts = TimeSpan.FromHours(ReadWhole(configuration, "LS_SESSION_HOURS", 1, 168)),
            },
            Counter = new()
            {
                Window = TimeSpan.FromHours(ReadWhole(configuration, "LS_COUNTER_HOURS", 1, 168)),
                PerAccount = ReadWhole(configuration, "LS_COUNTER_ACCOUNT", 1, 10_000),
                RefusedPerAccount = ReadWhole(configuration, "LS_COUNTER_REFUSED", 1, 10_000),
            },
            Registry = new() { Keep = TimeSpan.FromDays(ReadWhole(configuration, "LS_REGISTRY_KEEP_DAYS", 30, 36_500)) },
            Wordings = new()
            {
                Window = TimeSpan.FromHours(ReadWhole(configuration, "LS_WORDINGS_HOURS", 1, 168)),
                PerParties = ReadWhole(configuration, "LS_WORDINGS_PARTIES", 1, 1000),
                PerAccount = ReadWhole(configuration, "LS_WORDINGS_ACCOUNT", 1, 10_000),
                PerDevice = ReadWhole(configuration, "LS_WORDINGS_DEVICE", 1, 10_000),
                PerDepot = ReadWhole(configuration, "LS_WORDINGS_DEPOT", 1, 100_000),
            },
            Gateway = Read(configuration, "LS_GATEWAY_URL") is not { } gateway ? null : GatewayOptions.Read(
                gateway,
                Read(configuration, "LS_GATEWAY_CLIENT"),
                Read(configuration, "LS_GATEWAY_KEY"),
                ReadWhole(configuration, "LS_GATEWAY_BUDGET_MS", 200, 10_000),
                ReadWhole(configuration, "LS_GATEWAY_RENEW_DAYS", 1, 3650),
                ReadWhole(configuration, "LS_GATEWAY_ANSWER_DAYS", 1, 3650),
                ReadWhole(configuration, "LS_GATEWAY_SCREEN_DAYS", 1, 90)),
            CounterPhoto = ReadSwitch(configuration, "LS_COUNTER_PHOTO"),
            BackupDays = ReadWhole(configuration, "LS_BACKUP_DAYS", 1, 3650),
            ReuseAfterMonths = ReadWhole(configuration, "LS_REUSE_AFTER_MONTHS", 1, 120),
        };
    }

    private static string? Read(IConfiguration configuration, string name)
    {
        var value = configuration[name];
        return string.IsNullOrWhiteSpace(value) ? Known.Single(setting => setting.Name == name).Default : value.Trim();
    }

    private static int ReadWhole(IConfiguration configuration, string name, int least, int most) =>
        int.TryParse(Read(configuration, name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new StartupException($"{name} must be a whole number from {least} to {most}.");

    private static bool ReadSwitch(IConfiguration configuration, string name) => Read(configuration, name) switch
    {
        "on" => true,
        "off" => false,
        _ => throw new StartupException($"{name} must be on or off."),
    };

    private static bool ReadJobsOnHangfire(IConfiguration configuration) => Read(configuration, "LS_JOBS") switch
    {
        BuiltIn => false,
        "hangfire" => JobsFeature.HasHangfire
            ? true
            : throw new StartupException("LS_JOBS=hangfire: this build has no Hangfire. Build with ./dev publish on a feed that has it, or set builtIn."),
        _ => throw new StartupException("LS_JOBS must be builtIn or hangfire."),
    };

    private static Uri? ReadAddress(IConfiguration configuration, string name) =>
        Read(configuration, name) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new StartupException($"{name} must be an http or https address.");

    private static string[] FindUnknownNames(IDictionary environment) =>
    [
        .. environment.Keys.Cast<string>()
            .Where(name => name.StartsWith("LS_", StringComparison.Ordinal) && !name.StartsWith(TestPrefix, StringComparison.Ordinal))
            .Where(name => Known.All(setting => setting.Name != name))
            .Order(StringComparer.Ordinal),
    ];
}
