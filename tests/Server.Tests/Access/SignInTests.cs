using System.Net;
using Dapper;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests.Access;

/// <summary>Locking, throttling and the end of sessions, with a clock of its own.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Password = "correct horse 9";
    private static readonly IPAddress Source = IPAddress.Parse("192.0.2.7");

    private readonly TestDatabase database = TestDatabase.Sqlite();
    private readonly SteppedClock clock = new();
    private readonly Passwords passwords = new();
    private AccessStore store = null!;
    private UserDirectory directory = null!;
    private FieldCipher cipher = null!;
    private Guid userId;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await new Migrator(database.Dialect, Migration.Embedded(database.Dialect.Name), clock, NullLogger.Instance).RunAsync(Ct);
        cipher = new(KeyRing.Open(Path.Combine(database.Directory, "keys"), clock));
        store = new(database.Sql, cipher);
        directory = new(store, clock);
        userId = Guid.CreateVersion7(clock.Now);
        var account = new Account { Id = userId, UserName = "Lin.Test", DisplayName = "Lin", Roles = new HashSet<Role> { Role.Courier }, Units = [], Disabled = false };
        var hash = passwords.Hash(Password);
        await database.Sql.WriteAsync((connection, transaction) => store.InsertUser(connection, transaction, account, hash, clock.Now), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        cipher.Dispose();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task TryAsync_RightPasswordInAnyCaseOfTheName_BeginsASession()
    {
        var (outcome, session) = await SignIn().TryAsync("lin.test", Password, SessionKind.Program, Source, Ct);

        Assert.Equal(SignInOutcome.SignedIn, outcome);
        Assert.Equal("Lin.Test", (await directory.FindAsync(userId, session!.Id))!.UserName);
        Assert.Null(await directory.FindAsync(userId, Guid.NewGuid()));
        Assert.Null(await directory.FindAsync(Guid.NewGuid(), session.Id));
    }

    [Fact]
    public async Task TryAsync_FiveFailures_LockTheAccountForFifteenMinutes()
    {
        var signIn = SignIn();
        for (var i = 0; i < 5; i++)
            await TryAsync(signIn, "wrong");

        Assert.Equal(SignInOutcome.Refused, await TryAsync(signIn, Password));
        clock.Now += TimeSpan.FromMinutes(15);
        Assert.Equal(SignInOutcome.SignedIn, await TryAsync(signIn, Password));
        Assert.Equal(1, await CountAsync(AuditActions.LockedOut));
        Assert.Equal(6, await CountAsync(AuditActions.SignInFailed));
        Assert.Equal(1, await CountAsync(AuditActions.SignedIn));
    }

    [Fact]
    public async Task TryAsync_SuccessBetweenFailures_StartsTheCountAnew()
    {
        var signIn = SignIn();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
                await TryAsync(signIn, "wrong");
            Assert.Equal(SignInOutcome.SignedIn, await TryAsync(signIn, Password));
        }
    }

    [Fact]
    public async Task TryAsync_ManyAtOnce_NoneSlipsPastTheLock()
    {
        var signIn = SignIn();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => TryAsync(signIn, $"guess {i}")));

        Assert.Equal(SignInOutcome.Refused, await TryAsync(signIn, Password));
        Assert.Equal(1, await CountAsync(AuditActions.LockedOut));
    }

    [Fact]
    public async Task TryAsync_TooManyFailuresFromOneAddress_RefusesThatAddressOnly()
    {
        var signIn = SignIn(new() { FailuresPerSourceAndMinute = 3 });
        for (var i = 0; i < 3; i++)
            Assert.Equal(SignInOutcome.Refused, (await signIn.TryAsync($"nobody{i}", "wrong", SessionKind.Browser, Source, Ct)).Outcome);

        Assert.Equal(SignInOutcome.Throttled, await TryAsync(signIn, Password));
        Assert.Equal(SignInOutcome.SignedIn, (await signIn.TryAsync("Lin.Test", Password, SessionKind.Browser, IPAddress.Parse("192.0.2.8"), Ct)).Outcome);
    }

    [Fact]
    public async Task FindAsync_SessionExpiredOrEndedByAnotherServer_IsNobodySoon()
    {
        var (_, session) = await SignIn().TryAsync("Lin.Test", Password, SessionKind.Browser, Source, Ct);
        Assert.NotNull(await directory.FindAsync(userId, session!.Id));

        await database.Sql.WriteAsync((connection, transaction) => AccessStore.EndSessions(connection, transaction, userId, clock.Now), Ct);
        clock.Now += UserDirectory.FreshFor + TimeSpan.FromMilliseconds(1);
        Assert.Null(await directory.FindAsync(userId, session.Id));

        var (_, second) = await SignIn().TryAsync("Lin.Test", Password, SessionKind.Browser, Source, Ct);
        Assert.NotNull(await directory.FindAsync(userId, second!.Id));
        clock.Now += TimeSpan.FromHours(12);
        Assert.Null(await directory.FindAsync(userId, second.Id));
    }

    [Fact]
    public async Task FindAsync_SessionBegunOnAnotherServer_IsFoundAfterASecond()
    {
        var other = new UserDirectory(store, clock);
        Assert.Null(await other.FindAsync(userId, Guid.NewGuid()));
        var (_, session) = await SignIn().TryAsync("Lin.Test", Password, SessionKind.Browser, Source, Ct);

        clock.Now += TimeSpan.FromSeconds(1.1);

        Assert.NotNull(await other.FindAsync(userId, session!.Id));
    }

    [Fact]
    public void Verify_UnknownUser_DoesTheWorkOfAWrongPassword()
    {
        var hasher = new WatchedHasher();
        var watched = new Passwords(hasher);
        var hash = watched.Hash(Password);
        Assert.Equal(PasswordVerificationResult.Failed, watched.Verify(hash, "wrong"));
        Assert.Equal(PasswordVerificationResult.Failed, watched.Verify(null, "wrong"));

        // One verification each, against a hash of the same format, function, rounds and salt size: the first 13 bytes (ASP.NET Core Identity, version 3).
        Assert.Equal([hash, Assert.Single(hasher.Verified.Skip(1))], hasher.Verified);
        Assert.Equal(Convert.FromBase64String(hash)[..13], Convert.FromBase64String(hasher.Verified[1])[..13]);
        Assert.Equal(Convert.FromBase64String(hash).Length, Convert.FromBase64String(hasher.Verified[1]).Length);
    }

    [Fact]
    public async Task TryAsync_PasswordChangedWhileTheOldOneIsChecked_IsRefused()
    {
        var hasher = new WatchedHasher
        {
            Verifying = () => database.Sql.WriteAsync(
                (connection, transaction) => connection.Execute("UPDATE users SET password_hash = 'another'", transaction: transaction), Ct).GetAwaiter().GetResult(),
        };

        var (outcome, session) = await SignIn(checkedBy: new(hasher)).TryAsync("Lin.Test", Password, SessionKind.Browser, Source, Ct);

        Assert.Equal((SignInOutcome.Refused, null), (outcome, session));
        await using var connection = await database.Sql.OpenAsync(Ct);
        Assert.Equal("another", await connection.ExecuteScalarAsync<string>("SELECT password_hash FROM users"));
    }

    private sealed class WatchedHasher : IPasswordHasher<object>
    {
        private readonly PasswordHasher<object> inner = new();

        public Action? Verifying { get; init; }

        public List<string> Verified { get; } = [];

        public string HashPassword(object user, string password) => inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(object user, string hashedPassword, string providedPassword)
        {
            Verifying?.Invoke();
            Verified.Add(hashedPassword);
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    [Theory]
    [InlineData("short", false)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("xx-lin.test-2026", false)]
    [InlineData("three blue kites", true)]
    public void ProblemOf_Password_RefusesWhatIsEasilyGuessed(string password, bool good) =>
        Assert.Equal(good, Passwords.ProblemOf(password, "Lin.Test") is null);

    private static async Task<SignInOutcome> TryAsync(SignIn signIn, string password) =>
        (await signIn.TryAsync("Lin.Test", password, SessionKind.Browser, Source, Ct)).Outcome;

    private SignIn SignIn(AccessOptions? options = null, Passwords? checkedBy = null) => new(
        database.Sql, checkedBy ?? passwords, new(options ?? new()), new(database.Sql, cipher, clock), directory, options ?? new(), clock, NullLogger<SignIn>.Instance);

    private async Task<long> CountAsync(string action)
    {
        await using var connection = await database.Sql.OpenAsync(Ct);
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = @action", new { action });
    }
}
