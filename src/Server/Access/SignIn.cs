using System.Data.Common;
using System.Net;
using Dapper;
using LogisticsScreening.Server.Database;
using Microsoft.AspNetCore.Identity;

namespace LogisticsScreening.Server.Access;

/// <summary>How an attempt ended. Refused never says why: unknown name, wrong password, locked and disabled look and take the same.</summary>
internal enum SignInOutcome
{
    SignedIn,
    Refused,
    Throttled,
}

internal enum SessionKind
{
    Browser,
    Program,
}

internal sealed record NewSession(Guid Id, Guid UserId, DateTimeOffset ExpiresAt);

/// <summary>Checks a name and password and begins a session.</summary>
internal sealed class SignIn(
    SqlDatabase database,
    Passwords passwords,
    SignInThrottle throttle,
    Audit audit,
    UserDirectory directory,
    AccessOptions options,
    TimeProvider time,
    ILogger<SignIn> log)
{
    public async Task<(SignInOutcome Outcome, NewSession? Session)> TryAsync(
        string? userName, string? password, SessionKind kind, IPAddress? source, CancellationToken ct)
    {
        if (!throttle.MayTry(source))
        {
            AccessLog.Throttled(log);
            return (SignInOutcome.Throttled, null);
        }

        var user = UserNames.IsValid(userName) ? await ReadAsync(UserNames.Key(userName!), ct) : null;
        PasswordVerificationResult verified;
        using (var turn = await throttle.TurnAsync(ct))
        {
            if (!turn.IsAcquired)
                return (SignInOutcome.Throttled, null);

            // Also for nobody, the locked and the disabled: the answer takes the same time for all of them.
            verified = passwords.Verify(user?.PasswordHash, password is { Length: <= Passwords.MaxLength } ? password : "");
        }

        var renewed = verified is PasswordVerificationResult.SuccessRehashNeeded ? passwords.Hash(password!) : null;
        var outcome = await SettleAsync(user, verified is not PasswordVerificationResult.Failed, renewed, kind, source, ct);
        if (outcome is null)
        {
            throttle.Failed(source);
            return (SignInOutcome.Refused, null);
        }

        directory.Forget(outcome.UserId);
        return (SignInOutcome.SignedIn, outcome);
    }

    // The outcome is settled inside the write: attempts in parallel cannot slip past a lock that one of them caused.
    private async Task<NewSession?> SettleAsync(
        CredentialRow? user, bool correct, string? renewedHash, SessionKind kind, IPAddress? source, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var entry = audit.Entry(AuditActions.SignInFailed) with { UserId = user?.Id, UserName = user?.UserName, Source = source?.ToString() };
        var session = user is null ? null : new NewSession(Guid.CreateVersion7(now), user.Id, now + options.SessionLasts);
        var (signedIn, locked) = await database.WriteAsync(
            (connection, transaction) =>
            {
                var begun = correct && session is not null && Begin(connection, transaction, session, user!.PasswordHash, renewedHash, kind, now);
                var lockedNow = !begun && !correct && user is not null && CountFailure(connection, transaction, user.Id, now);
                audit.Write(connection, transaction, begun ? entry with { Action = AuditActions.SignedIn } : entry);
                if (lockedNow)
                    audit.Write(connection, transaction, entry with { Id = Guid.CreateVersion7(now), Action = AuditActions.LockedOut });
                return (begun, lockedNow);
            },
            ct);
        if (locked)
            AccessLog.LockedOut(log, user!.Id, options.LockedFor);
        return signedIn ? session : null;
    }

    /// <summary>False when the account is locked or disabled by now, or its password is no longer the one that was checked.</summary>
    private static bool Begin(
        DbConnection connection, DbTransaction transaction, NewSession session, string checkedHash, string? renewedHash, SessionKind kind, DateTimeOffset now)
    {
        var admitted = connection.Execute(
            """
            UPDATE users
            SET failed_count = 0,
                locked_until = NULL,
                password_hash = COALESCE(@RenewedHash, password_hash)
            WHERE id = @UserId
              AND password_hash = @CheckedHash
              AND disabled_at IS NULL
              AND (locked_until IS NULL OR locked_until <= @Now)
            """,
            new { session.UserId, Now = now, CheckedHash = checkedHash, RenewedHash = renewedHash },
            transaction) == 1;
        if (!admitted)
            return false;
        connection.Execute("DELETE FROM sessions WHERE user_id = @UserId AND expires_at <= @Now", new { session.UserId, Now = now }, transaction);
        connection.Execute(
            """
            INSERT INTO sessions (id, user_id, kind, created_at, expires_at)
            VALUES (@Id, @UserId, @Kind, @Now, @ExpiresAt)
            """,
            new { session.Id, session.UserId, Kind = Screening.Parcels.EnumText<SessionKind>.Of(kind), Now = now, session.ExpiresAt },
            transaction);
        return true;
    }

    /// <summary>True when this failure locked the account. A lock that has run out starts the count anew; failures during a lock do not prolong it.</summary>
    private bool CountFailure(DbConnection connection, DbTransaction transaction, Guid userId, DateTimeOffset now)
    {
        var parameters = new { UserId = userId, Now = now, Limit = options.FailuresUntilLocked, Until = now + options.LockedFor };
        connection.Execute(
            """
            UPDATE users
            SET failed_count = CASE WHEN locked_until IS NULL THEN failed_count + 1 ELSE 1 END,
                locked_until = NULL
            WHERE id = @UserId
              AND (locked_until IS NULL OR locked_until <= @Now)
            """,
            parameters,
            transaction);
        return connection.Execute(
            """
            UPDATE users
            SET locked_until = @Until
            WHERE id = @UserId
              AND locked_until IS NULL
              AND failed_count >= @Limit
            """,
            parameters,
            transaction) == 1;
    }

    private async Task<CredentialRow?> ReadAsync(string key, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<CredentialRow>(
            """
            SELECT id,
                   user_name,
                   password_hash
            FROM users
            WHERE user_name_key = @Key
            """,
            new { Key = key });
    }

    private sealed record CredentialRow
    {
        public Guid Id { get; init; }
        public string UserName { get; init; } = "";
        public string PasswordHash { get; init; } = "";
    }
}
