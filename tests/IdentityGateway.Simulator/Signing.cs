using System.Security.Cryptography;
using System.Text;

namespace LogisticsScreening.IdentityGateway.Simulator;

/// <summary>The signatures of docs/api/identity-gateway.md.</summary>
internal static class Signing
{
    public static string Question(byte[] key, string client, string path, string time, string nonce, byte[] body) =>
        Sign(key, $"identity-question-1\n{client}\nPOST\n{path}\n{time}\n{nonce}\n{Hash(body)}");

    public static string Answer(byte[] key, string client, int status, string time, string nonce, byte[] body) =>
        Sign(key, $"identity-answer-1\n{client}\n{status}\n{time}\n{nonce}\n{Hash(body)}");

    public static string Hash(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static string Sign(byte[] key, string text)
    {
        using var hmac = new HMACSHA256(key);
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
