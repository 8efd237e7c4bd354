using System.Net;
using Dapper;
using LogisticsScreening.Server.Database;
using Microsoft.AspNetCore.Identity;

namespace LogisticsScreening.Server.Access;

/// <summary>Replacing a password, one's own or as administrator: every session of the account ends with the old one.</summary>
internal sealed class PasswordChanges(
    SqlDatabase database, Passwords passwords, SignInThrottle throttle, Audit audit, UserDirectory directory, TimeProvider time)
{
    /// <summary>A stolen session must not become a means to try passwords: failures count for the network address as those of a sign-in do.</summary>
    public async Task<bool> IsCurrentAsync(CurrentUser user, string? password, IPAddress? source, CancellationToken ct)
    {
        if (password is not { Length: <= Passwords.MaxLength } || !throttle.MayTry(source))
            return false;
        await using var connection = await database.OpenAsync(ct);
        var hash = await connection.ExecuteScalarAsync<string>("SELECT password_hash FROM users WHERE id = @UserId", new { user.UserId });
        using var turn = await throttle.TurnAsync(ct);
        var correct = turn.IsAcquired && passwords.Verify(hash, password) is not PasswordVerificationResult.Failed;
        if (!correct)
            throttle.Failed(source);
        return correct;
    }

    public async Task SetAsync(Guid userId, string password, CurrentUser by, CancellationToken ct)
    {
        var hash = passwords.Hash(password);
        var now = time.GetUtcNow();
        var entry = audit.Entry(AuditActions.PasswordChanged, by) with { SubjectKind = "user", Subject = userId.ToString() };
        await database.WriteAsync(
            (connection, transaction) =>
            {
                connection.Execute(
                    """
                    UPDATE users
                    SET password_hash = @Hash,
                        failed_count = 0,
                        locked_until = NULL
                    WHERE id = @UserId
                    """,
                    new { UserId = userId, Hash = hash },
                    transaction);
                AccessStore.EndSessions(connection, transaction, userId, now);
                audit.Write(connection, transaction, entry);
            },
            ct);
        directory.Forget(userId);
    }
}
