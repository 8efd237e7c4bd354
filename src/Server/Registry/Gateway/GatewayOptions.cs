using System.Globalization;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>The authority that is asked, and how long its answers count. Null in the settings where none is.</summary>
internal sealed record GatewayOptions
{
    public const int LeastKeyBytes = 32;

    /// <summary>Base address; https, or http on this machine.</summary>
    public required Uri Url { get; init; }

    public required string Client { get; init; }

    /// <summary>Shared secret of the signatures.</summary>
    public required byte[] Key { get; init; }

    /// <summary>From the first byte sent to giving up, retries included.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Age at which an answer is asked for again; it counts meanwhile.</summary>
    public TimeSpan RenewAfter { get; init; } = TimeSpan.FromDays(180);

    /// <summary>Age at which an answer counts no more and is erased.</summary>
    public TimeSpan AnswerLasts { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Age up to which a parcel is screened again when the answer comes.</summary>
    public TimeSpan ScreenAgainWithin { get; init; } = TimeSpan.FromDays(14);

    /// <exception cref="StartupException">A part is missing or cannot be used; names the setting, never the secret.</exception>
    public static GatewayOptions Read(string url, string? client, string? keyFile, int budgetMilliseconds, int renewDays, int answerDays, int screenDays)
    {
        if (!Uri.TryCreate(url.EndsWith('/') ? url : url + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length + address.UserInfo.Length > 0)
            throw new StartupException("LS_GATEWAY_URL must be an https address without user or query.");
        if (address.Scheme == "http" && !address.IsLoopback)
            throw new StartupException("LS_GATEWAY_URL must be an https address: document numbers are sent to it. Plain http is for this machine alone.");
        if (client is null || !client.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || client.Length > 64)
            throw new StartupException("LS_GATEWAY_URL needs LS_GATEWAY_CLIENT: at most 64 letters, digits, '-', '_' or '.'.");
        if (keyFile is null)
            throw new StartupException("LS_GATEWAY_URL needs LS_GATEWAY_KEY: the file with the shared secret.");
        if (renewDays > answerDays)
            throw new StartupException("LS_GATEWAY_RENEW_DAYS must not be above LS_GATEWAY_ANSWER_DAYS.");
        return new()
        {
            Url = address,
            Client = client,
            Key = ReadKey(keyFile),
            Budget = TimeSpan.FromMilliseconds(budgetMilliseconds),
            RenewAfter = TimeSpan.FromDays(renewDays),
            AnswerLasts = TimeSpan.FromDays(answerDays),
            ScreenAgainWithin = TimeSpan.FromDays(screenDays),
        };
    }

    private static byte[] ReadKey(string file)
    {
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
                throw new StartupException($"The key file {file} (LS_GATEWAY_KEY) is open to every user of this machine: run chmod go-rwx {file}.");
            var key = Convert.FromBase64String(File.ReadAllText(file).Trim());
            return key.Length >= LeastKeyBytes ? key
                : throw new StartupException(string.Create(CultureInfo.InvariantCulture, $"LS_GATEWAY_KEY must hold at least {LeastKeyBytes} bytes as base64."));
        }
        catch (FormatException)
        {
            // Without the inner exception: its text may quote the secret.
            throw new StartupException("LS_GATEWAY_KEY must hold base64 and nothing else.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"LS_GATEWAY_KEY cannot be read: {error.Message}", error);
        }
    }

    public override string ToString() => "gateway options";
}
