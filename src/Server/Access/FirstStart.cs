using System.Data.Common;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Access;

/// <summary>
/// One part of the invented data that --demo fills an empty database with. Parts run in the order of registration, after the organisation and before the accounts;
/// a start that broke off runs them again, so each must bear that.
/// </summary>
internal interface IDemoPart
{
    Task SeedAsync(CancellationToken ct);
}

/// <summary>
/// An empty database (no user yet) gets its first account: with --demo the invented organisation, data and six accounts, otherwise the company
/// and one administrator. A generated password is printed once on standard output and never logged.
/// Runs once everything else has started and the server listens: a start that fails (a taken port) leaves no account behind.
/// </summary>
internal sealed class FirstStart(
    ServerSettings settings,
    SqlDatabase database,
    AccessStore store,
    UserDirectory directory,
    Passwords passwords,
    IEnumerable<IDemoPart> parts,
    TimeProvider time,
    ILogger<FirstStart> log) : IHostedLifecycleService
{
    /// <summary>Code of the one company of an installation; its name is changed by the operator.</summary>
    public const string CompanyCode = "COMPANY";

    private const string AdministratorName = "admin";

    /// <summary>Where the generated password goes; a test reads it.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await store.HasUsersAsync(cancellationToken))
        {
            if (settings.Demo)
                await Output.WriteLineAsync("The database holds data already: --demo added nothing, and every account keeps its password.");
            return;
        }

        if (settings.Demo)
            await FillAsync(cancellationToken);
        else
            await CreateAdministratorAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CreateAdministratorAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var password = Passwords.Generate();
        var company = new OrganisationUnit
        {
            Id = Guid.CreateVersion7(now),
            Code = CompanyCode,
            Kind = UnitKind.Company,
            Name = new("本公司", "Company"),
            From = time.Today(),
        };
        if (await TryWriteAsync([company], [NewAccount(AdministratorName, "系统管理员 Administrator", Role.Administrator, company.Id, now)], password, now, ct))
        {
            AccessLog.AdministratorCreated(log);
            await Output.WriteLineAsync($"First start. Account: {AdministratorName}  Password: {password}  (shown only now: change it after signing in)");
        }
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var units = DemoOrganisation.Units(now, time.Today());
        await TryWriteAsync(units, [], "", now, ct);
        directory.ForgetTree();
        var tree = await directory.TreeAsync();
        foreach (var part in parts)
            await part.SeedAsync(ct);

        // Last, since their presence says that the database is filled.
        var password = settings.DemoPassword ?? Passwords.Generate();
        var accounts = DemoOrganisation.Accounts
            .Select(account => NewAccount(account.UserName, account.DisplayName, account.Role, tree.Find(account.Unit)!.Id, now))
            .ToList();
        if (await TryWriteAsync([], accounts, password, now, ct))
        {
            AccessLog.DemoFilled(log);
            // A given password is known to whoever gave it, and its accounts are told by ./dev run and the documents.
            await Output.WriteLineAsync(settings.DemoPassword is null
                ? $"Demo accounts: {string.Join(", ", accounts.Select(account => account.UserName))}\nPassword of all of them: {password}  (shown only now)"
                : "The invented data and accounts are in place.");
        }
    }

    private static Account NewAccount(string userName, string displayName, Role role, Guid unit, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserName = userName,
        DisplayName = displayName,
        Roles = new HashSet<Role> { role },
        Units = [unit],
        Disabled = false,
    };

    /// <summary>All or nothing; false when another server on the same database was faster.</summary>
    private async Task<bool> TryWriteAsync(
        IReadOnlyList<OrganisationUnit> units, List<Account> accounts, string password, DateTimeOffset now, CancellationToken ct)
    {
        // One hash for all: they share the password and everybody knows it.
        var hash = accounts.Count == 0 ? "" : passwords.Hash(password);
        try
        {
            await database.WriteAsync(
                (connection, transaction) =>
                {
                    foreach (var unit in units)
                        AccessStore.InsertUnit(connection, transaction, unit);
                    foreach (var account in accounts)
                        store.InsertUser(connection, transaction, account, hash, now);
                },
                ct);
            return true;
        }
        catch (DbException duplicate) when (database.Dialect.IsDuplicate(duplicate))
        {
            return false;
        }
    }
}
