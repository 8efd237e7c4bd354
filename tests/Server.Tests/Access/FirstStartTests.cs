using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests.Access;

public sealed class FirstStartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_EmptyDatabase_MakesOneAdministratorWhosePasswordIsPrintedOnceAndWorks()
    {
        await using var database = await MigratedDatabase.CreateAsync(TestDatabase.Sqlite(), Ct);
        var store = new AccessStore(database.Sql, database.Cipher);
        using var output = new StringWriter();
        await First(database, store, output, demo: false).StartedAsync(Ct);
        var printed = output.ToString();
        await First(database, store, output, demo: false).StartedAsync(Ct);

        Assert.Equal(printed, output.ToString());
        var account = Assert.Single(await store.ReadAccountsAsync(Ct));
        Assert.Equal("admin", account.UserName);
        Assert.Equal([Role.Administrator], account.Roles);
        var password = printed.Split("Password: ")[1].Split(' ')[0];
        Assert.Null(Passwords.ProblemOf(password, "admin"));
        var directory = new UserDirectory(store, database.Clock);
        var signIn = new SignIn(database.Sql, new(), new(new()), database.Audit, directory, new(), database.Clock, NullLogger<SignIn>.Instance);
        Assert.Equal(SignInOutcome.SignedIn, (await signIn.TryAsync("admin", password, SessionKind.Browser, null, Ct)).Outcome);
        Assert.DoesNotContain(password, string.Join('\n', log), StringComparison.Ordinal);
        Assert.NotEmpty(log);
    }

    [Fact]
    public async Task Start_Demo_FillsOnceAndAStartThatBrokeOffIsCarriedOn()
    {
        await using var database = await MigratedDatabase.CreateAsync(TestDatabase.Sqlite(), Ct);
        var store = new AccessStore(database.Sql, database.Cipher);
        using var output = new StringWriter();
        var parts = new[] { new Part { Fails = true } };
        await Assert.ThrowsAsync<InvalidOperationException>(() => First(database, store, output, demo: true, parts).StartedAsync(Ct));
        Assert.False(await store.HasUsersAsync(Ct));

        parts[0].Fails = false;
        await First(database, store, output, demo: true, parts).StartedAsync(Ct);
        await First(database, store, output, demo: true, parts).StartedAsync(Ct);

        Assert.Equal(2, parts[0].Runs);
        Assert.Equal(6, (await store.ReadAccountsAsync(Ct)).Count);
        Assert.Equal(6, (await store.ReadTreeAsync(Ct)).Units.Count());
        Assert.Single(output.ToString().Split('\n'), line => line.Contains("Password of all of them", StringComparison.Ordinal));
    }

    private readonly List<string> log = [];

    private FirstStart First(MigratedDatabase database, AccessStore store, TextWriter output, bool demo, IEnumerable<IDemoPart>? parts = null) => new(
        TestServer.SettingsFor(database.Ring.Directory) with { Demo = demo, DemoPassword = null },
        database.Sql,
        store,
        new(store, database.Clock),
        new(),
        parts ?? [],
        database.Clock,
        new Kept(log))
    {
        Output = output,
    };

    private sealed class Part : IDemoPart
    {
        public bool Fails { get; set; }

        public int Runs { get; private set; }

        public Task SeedAsync(CancellationToken ct)
        {
            Runs++;
            return Fails ? throw new InvalidOperationException("broken off") : Task.CompletedTask;
        }
    }

    private sealed class Kept(List<string> lines) : ILogger<FirstStart>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));
    }
}
