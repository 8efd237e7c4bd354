using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>
/// Puts into the queue what is due for renewal and what was registered before there was a gateway, and erases answers that count no more. Bounded per run: a large registry is asked
/// about over days, not at once.
/// </summary>
internal sealed class RenewIdentityChecksJob(SqlDatabase database, FieldCipher cipher, Confirmations confirmations, GatewayOptions options, TimeProvider clock) : IRecurringJob
{
    public const string Name = "renewIdentityChecks";
    public const int MostPerRun = 500;
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private static readonly string Active = EnumText<RegistrationStatus>.Of(RegistrationStatus.Active);
    private static readonly string Waiting = EnumText<IdentityConfirmation>.Of(IdentityConfirmation.Waiting);

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var missing = await ReadMissingAsync(ct);
        var (renewed, ended, added) = await database.WriteAsync(
            (connection, transaction) => (Renew(connection, transaction, now), End(connection, transaction, now), missing.Sum(row => Add(connection, transaction, row, now))), ct);
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

    private async Task<IReadOnlyList<MissingRow>> ReadMissingAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<MissingRow>(
            $"""
            SELECT r.id,
                   r.id_type,
                   r.number_cipher,
                   r.name_cipher
            FROM registrations r
            WHERE r.status = @Active
              AND NOT EXISTS (SELECT 1 FROM identity_checks c WHERE c.registration_id = r.id)
            ORDER BY r.id
            {database.Dialect.Limit("@Most")}
            """,
            new { Active, Most = MostPerRun });
        return [.. rows.Select(row => row with { AskedKey = confirmations.AskedKey(row.Type, cipher.Decrypt(row.NumberCipher, RegistrationStore.NumberPurpose), cipher.Decrypt(row.NameCipher, RegistrationStore.NamePurpose)) })];
    }

    private static int Add(DbConnection connection, DbTransaction transaction, MissingRow row, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO identity_checks (registration_id, state, asked_key, attempts, next_attempt, lease_until)
        SELECT @Id, @Waiting, @AskedKey, 0, @Now, 0
        WHERE NOT EXISTS (SELECT 1 FROM identity_checks WHERE registration_id = @Id)
        """,
        new { row.Id, Waiting, row.AskedKey, Now = now },
        transaction);

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
