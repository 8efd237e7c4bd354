using System.Text.RegularExpressions;

namespace LogisticsScreening.Server.Access;

/// <summary>A user as the rest of the server knows him: without his password.</summary>
internal sealed record Account
{
    public required Guid Id { get; init; }
    public required string UserName { get; init; }
    public required string DisplayName { get; init; }
    public required IReadOnlySet<Role> Roles { get; init; }
    public required IReadOnlyList<Guid> Units { get; init; }
    public required bool Disabled { get; init; }

    public override string ToString() => $"account {Id}";
}

internal static partial class UserNames
{
    public const string Rule = "3 to 64 letters a-z, digits, dots, hyphens or underscores";

    public static bool IsValid(string? userName) => userName is not null && Shape().IsMatch(userName);

    /// <summary>Two names that differ only in case are one account.</summary>
    public static string Key(string userName) => userName.ToLowerInvariant();

    [GeneratedRegex("^[A-Za-z0-9._-]{3,64}\\z")]
    private static partial Regex Shape();
}
