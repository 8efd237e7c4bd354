using System.Text.Json;

namespace LogisticsScreening.Server.FileScreening;

/// <summary>
/// The key of the control draw and of the salts. Three forms: the installation's own control-….key file of the key ring (with it the command line draws the same
/// parcels as the server), 64 hexadecimal digits, or 32 raw bytes.
/// </summary>
internal static class ControlKeyFile
{
    public const int KeyBytes = 32;
    private const int LargestFile = 4_096;

    /// <summary>Without a key: everybody can foretell the draw, which suits a try-out and nothing else.</summary>
    public static byte[] None => new byte[KeyBytes];

    /// <exception cref="StartupException">Missing, or none of the three forms. The message holds nothing of the file.</exception>
    public static byte[] Read(string path)
    {
        using var stream = InputFile.Open(path);
        if (stream.Length > LargestFile)
            throw Refused(path);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        if (content.Length == KeyBytes)
            return content;
        var key = content.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? FromKeyRing(content) : FromHex(content);
        return key is { Length: KeyBytes } ? key : throw Refused(path);
    }

    private static byte[]? FromHex(byte[] content)
    {
        try
        {
            return Convert.FromHexString(System.Text.Encoding.ASCII.GetString(content).Trim());
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[]? FromKeyRing(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var isControl = document.RootElement.TryGetProperty("use", out var use) && use.ValueEquals("Control");
            return isControl && document.RootElement.TryGetProperty("secret", out var secret) ? secret.GetBytesFromBase64() : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static StartupException Refused(string path) =>
        new($"{path} is no control key: a control-*.key file of the key ring, {KeyBytes * 2} hexadecimal digits or {KeyBytes} bytes.");
}
