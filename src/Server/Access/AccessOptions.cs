namespace LogisticsScreening.Server.Access;

/// <summary>Limits of signing in; each a setting (docs/operations.md).</summary>
internal sealed record AccessOptions
{
    /// <summary>Failures after which an account is locked. Default 5.</summary>
    public int FailuresUntilLocked { get; init; } = 5;

    /// <summary>How long a lock lasts. Default 15 minutes.</summary>
    public TimeSpan LockedFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Failures a minute from one network address before its attempts are refused unread. Default 30: a depot behind one address, at the start of a shift.</summary>
    public int FailuresPerSourceAndMinute { get; init; } = 30;

    /// <summary>How long a session of a browser or a token of a program lasts. Default 12 hours: one long shift.</summary>
    public TimeSpan SessionLasts { get; init; } = TimeSpan.FromHours(12);
}
