using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>
/// HMAC-SHA-256 over everything that makes a question or an answer what it is, one part a line (docs/api/identity-gateway.md). The answer's signature covers the question's
/// nonce, so that an answer to another question, or an old one sent again, does not verify.
/// </summary>
internal static class GatewaySignature
{
    public const string ClientHeader = "X-Identity-Client";
    public const string TimeHeader = "X-Identity-Time";
    public const string NonceHeader = "X-Identity-Nonce";
    public const string SignatureHeader = "X-Identity-Signature";

    /// <summary>Clocks of two machines may differ by this much.</summary>
    public static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    private const string Question = "identity-question-1";
    private const string Answer = "identity-answer-1";

    public static string OfQuestion(byte[] key, string client, string method, string path, string time, string nonce, ReadOnlySpan<byte> body) =>
        Sign(key, Question, client, method, path, time, nonce, HashOf(body));

    public static string OfAnswer(byte[] key, string client, int status, string time, string nonce, ReadOnlySpan<byte> body) =>
        Sign(key, Answer, client, status.ToString(CultureInfo.InvariantCulture), time, nonce, HashOf(body));

    /// <summary>Whether the answer was signed with our key for this question, near <paramref name="now"/>.</summary>
    public static bool IsGood(byte[] key, string client, int status, string? time, string nonce, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now) =>
        time is not null
        && signature is not null
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(seconds - now.ToUnixTimeSeconds()) <= (long)MostSkew.TotalSeconds
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(OfAnswer(key, client, status, time, nonce, body)));

    /// <summary>Hex SHA-256.</summary>
    public static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    public static string TimeOf(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Sign(byte[] key, params ReadOnlySpan<string?> parts) =>
        Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
