using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>
/// Puts into the queue what is due for renewal and what was registered before there was a gateway, and erases answers that count no more. Bounded per run, in what is looked at as in what
/// is asked: a large registry is walked through and asked about over days, not at once. The walk goes on where the last run ended and begins anew at the end, because a registration may
/// become active again.
/// </summary>
internal sealed class RenewIdentityChecksJob(SqlDatabase database, FieldCipher cipher, Confirmations confirmations, GatewayOptions options, TimeProvider clock) : IRecurringJob
{
    public const string Name = "renewIdentityChecks";
    public const int MostPerRun = 500;

    /// <summary>Registrations looked at per run for one that was never asked about: two lookups by primary key each, milliseconds together.</summary>
    public const int LookedAtPerRun = 20_000;

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private static readonly string Active = EnumText<RegistrationStatus>.Of(RegistrationStatus.Active);
    private static readonly string Waiting = EnumText<IdentityConfirmation>.Of(IdentityConfirmation.Waiting);

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var after = await JobCursors.ReadAsync(database, Name, ct);
        var (missing, next) = await ReadMissingAsync(after, ct);
        var (renewed, ended, added) = await database.WriteAsync(
            (connection, transaction) =>
            {
                if (next != after)
                    JobCursors.Write(connection, transaction, Name, next);
                return (Renew(connection, transaction, now), End(connection, transaction, now), missing.Sum(row => Add(connection, transaction, row, now)));
            },
            ct);
        return renewed + ended + added == 0 ? null : $"{renewed} due for renewal, {ended} answers too old, {added} not asked before";
    }

    private int Renew(DbConnection connection, DbTransaction transaction, DateTimeOffset now) => connection.Execute(
        $"""
        UPDATE identity_checks
        SET next_attempt = @Now
        WHERE registration_id IN (
          SELECT registration_id
          FROM identity_checks
          WHERE answered_at <= @Before AND next_attempt IS NULL
          ORDER BY answered_at
          {database.Dialect.Limit("@Most")})
        """,
        new { Now = now, Before = now - options.RenewAfter, Most = MostPerRun },
        transaction);

    /// <summary>What no longer counts is asked for again, also where renewal is set to come later than that.</summary>
    private int End(DbConnection connection, DbTransaction transaction, DateTimeOffset now) => connection.Execute(
        $"""
        UPDATE identity_checks
        SET state = @Waiting,
            answered_at = NULL,
            answer_cipher = NULL,
            next_attempt = COALESCE(next_attempt, @Now)
        WHERE registration_id IN (
          SELECT registration_id
          FROM identity_checks
          WHERE answered_at <= @Before
          ORDER BY answered_at
          {database.Dialect.Limit("@Most")})
        """,
        new { Waiting, Now = now, Before = now - options.AnswerLasts, Most = MostPerRun },
        transaction);

    /// <summary>
    /// A part of the registry in the order of its key. On SQLite: SEARCH registrations USING INDEX (id>?), and for each row SEARCH identity_checks USING INDEX (registration_id=?); a test
    /// asks the database for that plan.
    /// </summary>
    public static string LookSql(SqlDialect dialect) =>
        $"""
        SELECT r.id,
               CASE WHEN r.status = @Active AND NOT EXISTS (SELECT 1 FROM identity_checks c WHERE c.registration_id = r.id) THEN 1 ELSE 0 END AS missing
        FROM registrations r
        WHERE r.id > @After
        ORDER BY r.id
        {dialect.Limit("@LookedAt")}
        """;

    /// <summary>What was never asked about, and where the next run goes on.</summary>
    private async Task<(IReadOnlyList<MissingRow> Missing, Guid Next)> ReadMissingAsync(Guid after, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var looked = (await connection.QueryAsync<LookedRow>(LookSql(database.Dialect), new { Active, After = after, LookedAt = LookedAtPerRun })).AsList();
        var missing = looked.Where(row => row.Missing).Take(MostPerRun).Select(row => row.Id).ToList();
        var next = missing.Count == MostPerRun ? missing[^1] : looked.Count == LookedAtPerRun ? looked[^1].Id : Guid.Empty;
        var rows = missing.Count == 0 ? [] : await connection.QueryAsync<MissingRow>(
            "SELECT id, id_type, number_cipher, name_cipher FROM registrations WHERE id IN @Ids", new { Ids = missing.Select(id => id.ToStored()) });
        return ([.. rows.Select(row => row with { AskedKey = confirmations.AskedKey(row.Type, cipher.Decrypt(row.NumberCipher, RegistrationStore.NumberPurpose), cipher.Decrypt(row.NameCipher, RegistrationStore.NamePurpose)) })], next);
    }

    private static int Add(DbConnection connection, DbTransaction transaction, MissingRow row, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO identity_checks (registration_id, state, asked_key, attempts, next_attempt, lease_until)
        SELECT @Id, @Waiting, @AskedKey, 0, @Now, 0
        WHERE NOT EXISTS (SELECT 1 FROM identity_checks WHERE registration_id = @Id)
          AND EXISTS (SELECT 1 FROM registrations WHERE id = @Id)
        """,
        new { row.Id, Waiting, row.AskedKey, Now = now },
        transaction);

    private sealed record LookedRow
    {
        public Guid Id { get; init; }
        public bool Missing { get; init; }
    }

    private sealed record MissingRow
    {
        public Guid Id { get; init; }
        public string IdType { get; init; } = "";
        public byte[] NumberCipher { get; init; } = [];
        public byte[] NameCipher { get; init; } = [];
        public byte[] AskedKey { get; init; } = [];
        public IdType Type => EnumText<IdType>.TryParse(IdType, out var type) ? type : Screening.Parcels.IdType.Other;
    }
}
