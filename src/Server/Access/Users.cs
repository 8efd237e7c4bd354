using System.Data.Common;
using Dapper;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Access;

internal sealed record UserDetails(Guid Id, string UserName, string DisplayName, IReadOnlyList<Role> Roles, IReadOnlyList<string> Units, bool Disabled)
{
    public override string ToString() => $"user {Id}";
}

internal sealed record UserList(IReadOnlyList<UserDetails> Items);

internal sealed record NewUser(string UserName, string DisplayName, string Password, IReadOnlyList<Role> Roles, IReadOnlyList<string> Units)
{
    public override string ToString() => "new user";
}

internal sealed record NewPassword(string Password)
{
    public override string ToString() => "password";
}

internal sealed record PasswordChange(string Current, string Password)
{
    public override string ToString() => "password";
}

/// <summary>Accounts: an administrator sees and changes those whose units all lie in his own subtrees, and whose roles are his to give.</summary>
internal static class Users
{
    private const int LongestDisplayName = 100;

    public static async Task<Ok<UserList>> GetAsync(HttpContext context, AccessStore store, UserDirectory directory, CancellationToken ct)
    {
        var user = context.CurrentUser();
        var tree = await directory.TreeAsync();
        var accounts = await store.ReadAccountsAsync(ct);
        return TypedResults.Ok(new UserList([.. accounts.Where(account => Administers(user, account)).Select(account => ToDetails(account, tree))]));
    }

    public static async Task<Results<Created<UserDetails>, ProblemHttpResult, Conflict<ProblemDetails>>> PostAsync(
        NewUser wanted, HttpContext context, SqlDatabase database, AccessStore store, UserDirectory directory, Passwords passwords, Audit audit, TimeProvider time, CancellationToken ct)
    {
        var user = context.CurrentUser();
        var tree = await directory.TreeAsync();
        var units = wanted.Units.Distinct().Select(tree.Find).OfType<OrganisationUnit>().Where(unit => user.Reaches(unit.Id)).ToList();
        var problems = ProblemsOf(wanted, units.Count);
        if (!user.SeesAllDepots && wanted.Roles.Any(Policies.GivenByTheCompany.Contains))
            problems["roles"] = [$"{string.Join(", ", Policies.GivenByTheCompany.Select(Screening.Parcels.EnumText<Role>.Of))} are given by the company's administrators only"];
        if (problems.Count > 0)
            return Problems.Invalid(problems);

        var now = time.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = wanted.UserName,
            DisplayName = wanted.DisplayName.Trim(),
            Roles = wanted.Roles.ToHashSet(),
            Units = [.. units.Select(unit => unit.Id)],
            Disabled = false,
        };
        var hash = passwords.Hash(wanted.Password);
        var entry = audit.Entry(AuditActions.UserCreated, user) with { SubjectKind = "user", Subject = account.Id.ToString() };
        try
        {
            await database.WriteAsync(
                (connection, transaction) =>
                {
                    store.InsertUser(connection, transaction, account, hash, now);
                    audit.Write(connection, transaction, entry);
                },
                ct);
        }
        catch (DbException duplicate) when (database.Dialect.IsDuplicate(duplicate))
        {
            return Problems.Conflict("用户名已被使用。", "The user name is taken.");
        }

        return TypedResults.Created("/api/users", ToDetails(account, tree));
    }

    public static Task<Results<NoContent, NotFound, Conflict<ProblemDetails>>> PostDisableAsync(
        Guid id, HttpContext context, SqlDatabase database, AccessStore store, UserDirectory directory, Audit audit, TimeProvider time, CancellationToken ct) =>
        ChangeAsync(id, disabledAt: time.GetUtcNow(), AuditActions.UserDisabled, context, database, store, directory, audit, time, ct);

    public static Task<Results<NoContent, NotFound, Conflict<ProblemDetails>>> PostEnableAsync(
        Guid id, HttpContext context, SqlDatabase database, AccessStore store, UserDirectory directory, Audit audit, TimeProvider time, CancellationToken ct) =>
        ChangeAsync(id, disabledAt: null, AuditActions.UserEnabled, context, database, store, directory, audit, time, ct);

    /// <summary>Sets another user's password; his sessions end and a lock is lifted.</summary>
    public static async Task<Results<NoContent, NotFound, ProblemHttpResult>> PostPasswordAsync(
        Guid id, NewPassword wanted, HttpContext context, AccessStore store, PasswordChanges changes, TimeProvider time, CancellationToken ct)
    {
        if (await FindAsync(id, context.CurrentUser(), store, time, ct) is not { } account)
            return TypedResults.NotFound();
        if (Passwords.ProblemOf(wanted.Password, account.UserName) is { } problem)
            return Problems.Invalid("password", problem);
        await changes.SetAsync(account.Id, wanted.Password, context.CurrentUser(), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Changes one's own password; all one's sessions end, this one too.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> PostOwnPasswordAsync(
        PasswordChange change, HttpContext context, PasswordChanges changes, CancellationToken ct)
    {
        var user = context.CurrentUser();
        if (Passwords.ProblemOf(change.Password, user.UserName) is { } problem)
            return Problems.Invalid("password", problem);
        if (!await changes.IsCurrentAsync(user, change.Current, context.Connection.RemoteIpAddress, ct))
            return Problems.Invalid("current", "not your current password");
        await changes.SetAsync(user.UserId, change.Password, user, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound, Conflict<ProblemDetails>>> ChangeAsync(
        Guid id, DateTimeOffset? disabledAt, string action, HttpContext context, SqlDatabase database, AccessStore store, UserDirectory directory, Audit audit, TimeProvider time, CancellationToken ct)
    {
        var user = context.CurrentUser();
        if (await FindAsync(id, user, store, time, ct) is null)
            return TypedResults.NotFound();
        if (disabledAt is not null && id == user.UserId)
            return Problems.Conflict("不能停用自己的账号，以保证始终有一名管理员。", "You cannot disable your own account, so that one administrator always remains.");
        var entry = audit.Entry(action, user) with { SubjectKind = "user", Subject = id.ToString() };
        await database.WriteAsync(
            (connection, transaction) =>
            {
                connection.Execute("UPDATE users SET disabled_at = @At WHERE id = @Id", new { Id = id, At = disabledAt }, transaction);
                if (disabledAt is { } now)
                    AccessStore.EndSessions(connection, transaction, id, now);
                audit.Write(connection, transaction, entry);
            },
            ct);
        directory.Forget(id);
        return TypedResults.NoContent();
    }

    private static async Task<Account?> FindAsync(Guid id, CurrentUser user, AccessStore store, TimeProvider time, CancellationToken ct) =>
        await store.ReadAccountAsync(id, time.GetUtcNow(), ct) is var (account, _) && Administers(user, account) ? account : null;

    /// <summary>Who sets an account's password can sign in as it: so a role that only the company gives is only the company's to take over.</summary>
    private static bool Administers(CurrentUser user, Account account) =>
        account.Units.All(user.Reaches) && (user.SeesAllDepots || !account.Roles.Overlaps(Policies.GivenByTheCompany));

    private static Dictionary<string, string[]> ProblemsOf(NewUser wanted, int knownUnits)
    {
        var problems = new Dictionary<string, string[]>();
        if (!UserNames.IsValid(wanted.UserName))
            problems["userName"] = [UserNames.Rule];
        else if (Passwords.ProblemOf(wanted.Password, wanted.UserName) is { } problem)
            problems["password"] = [problem];
        if (wanted.DisplayName.Trim().Length is 0 or > LongestDisplayName)
            problems["displayName"] = [$"1 to {LongestDisplayName} characters"];
        if (wanted.Roles.Count == 0)
            problems["roles"] = ["at least one"];
        if (wanted.Units.Count == 0 || wanted.Units.Distinct().Count() != knownUnits)
            problems["units"] = ["codes of units that you administer, at least one"];
        return problems;
    }

    private static UserDetails ToDetails(Account account, OrganisationTree tree) => new(
        account.Id,
        account.UserName,
        account.DisplayName,
        [.. account.Roles.Order()],
        [.. account.Units.Select(id => tree.Find(id)?.Code).OfType<string>().Order(StringComparer.Ordinal)],
        account.Disabled);
}
