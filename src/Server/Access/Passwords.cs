using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LogisticsScreening.Server.Access;

/// <summary>Password hashing: PBKDF2 with HMAC-SHA-512, salted, in ASP.NET Core Identity's format.</summary>
internal sealed class Passwords
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    /// <summary>OWASP Password Storage Cheat Sheet (2023) for PBKDF2-HMAC-SHA512. Older hashes are renewed at the next sign-in.</summary>
    private const int Iterations = 210_000;

    // Without characters that are taken for one another when read from a screen.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int GeneratedLength = 20;

    private static readonly object Nobody = new();
    private readonly IPasswordHasher<object> hasher;
    private readonly string hashOfNobody;

    public Passwords()
        : this(new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = Iterations })))
    {
    }

    internal Passwords(IPasswordHasher<object> hasher)
    {
        this.hasher = hasher;
        hashOfNobody = Hash(Generate());
    }

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <summary>Takes the same time for an unknown user (null hash), so that an answer's delay does not tell which names exist.</summary>
    public PasswordVerificationResult Verify(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? hashOfNobody, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    /// <summary>What is wrong with a password that somebody chose; null when nothing is.</summary>
    public static string? ProblemOf(string? password, string userName) => password switch
    {
        null or { Length: < MinLength } => $"at least {MinLength} characters",
        { Length: > MaxLength } => $"at most {MaxLength} characters",
        _ when password.Contains(userName, StringComparison.OrdinalIgnoreCase) => "must not contain the user name",
        _ when password.Distinct().Count() < 5 => "too few different characters",
        _ => null,
    };

    /// <summary>100 bits, readable aloud.</summary>
    public static string Generate() => RandomNumberGenerator.GetString(Alphabet, GeneratedLength);
}
