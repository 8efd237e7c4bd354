using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>One check that this server holds the lease of.</summary>
/// <param name="Attempts">This one included, since the last answer.</param>
internal sealed record TakenCheck(Guid RegistrationId, int Attempts, IdentityQuestion Question)
{
    public override string ToString() => $"check of {RegistrationId}";
}

/// <summary>
/// The queue of identity checks: its rows are the queue, so a crash loses none. Every change is guarded by the lease, so two servers never ask the same at once, and an answer
/// that comes after the lease was lost, or after the registration got another name, is not stored.
/// </summary>
internal sealed class IdentityCheckStore(SqlDatabase database, FieldCipher cipher)
{
    private const string AnswerPurpose = "identity_checks.answer";

    private static readonly string Waiting = EnumText<IdentityConfirmation>.Of(IdentityConfirmation.Waiting);

    public static readonly EncryptedTable Encrypted = new("identity_checks", "registration_id", new EncryptedColumn("answer_cipher", AnswerPurpose));

    /// <summary>Puts a registration that was stored in this transaction into the queue, when nothing was asked about it or something else was. One that is not active is not asked about.</summary>
    public static void Follow(DbConnection connection, DbTransaction transaction, PreparedRegistration row)
    {
        if (row.AskedKey is null)
            return;
        const string This = "registration_id = (SELECT id FROM registrations WHERE number_key = @NumberKey AND id_type = @IdType)";
        var values = new { row.NumberKey, row.IdType, row.AskedKey, row.DueAt, Waiting };
        if (row.Status != EnumText<RegistrationStatus>.Of(RegistrationStatus.Active))
        {
            connection.Execute($"DELETE FROM identity_checks WHERE {This}", values, transaction);
            return;
        }

        var known = connection.Execute(
            $"""
            UPDATE identity_checks
            SET state = CASE WHEN asked_key = @AskedKey THEN state ELSE @Waiting END,
                answered_at = CASE WHEN asked_key = @AskedKey THEN answered_at ELSE NULL END,
                answer_cipher = CASE WHEN asked_key = @AskedKey THEN answer_cipher ELSE NULL END,
                attempts = CASE WHEN asked_key = @AskedKey THEN attempts ELSE 0 END,
                next_attempt = CASE WHEN asked_key = @AskedKey THEN next_attempt ELSE @DueAt END,
                holder = CASE WHEN asked_key = @AskedKey THEN holder ELSE NULL END,
                lease_until = CASE WHEN asked_key = @AskedKey THEN lease_until ELSE 0 END,
                asked_key = @AskedKey
            WHERE {This}
            """,
            values,
            transaction);
        if (known > 0)
            return;
        connection.Execute(
            """
            INSERT INTO identity_checks (registration_id, state, asked_key, attempts, next_attempt, lease_until)
            SELECT id, @Waiting, @AskedKey, 0, @DueAt, 0
            FROM registrations
            WHERE number_key = @NumberKey AND id_type = @IdType
            """,
            values,
            transaction);
    }

    /// <summary>At most <paramref name="most"/> checks that are due and that nobody holds, longest due first; ours until <paramref name="until"/>.</summary>
    public async Task<IReadOnlyList<TakenCheck>> TakeAsync(Guid holder, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken ct)
    {
        // Most looks find nothing, and need not take the one writer's time.
        await using (var connection = await database.OpenAsync(ct))
        {
            var due = await connection.QueryAsync<Guid>(
                $"SELECT registration_id FROM identity_checks WHERE next_attempt <= @Now AND lease_until <= @Now ORDER BY next_attempt {database.Dialect.Limit("@One")}", new { Now = now, One = 1 });
            if (!due.Any())
                return [];
        }

        var rows = await database.WriteAsync(
            (connection, transaction) =>
            {
                var ids = connection.Query<Guid>(
                    $"""
                    SELECT registration_id
                    FROM identity_checks{database.Dialect.ForUpdate}
                    WHERE next_attempt <= @Now AND lease_until <= @Now
                    ORDER BY next_attempt
                    {database.Dialect.Limit("@Most")}
                    """,
                    new { Now = now, Most = most },
                    transaction).Select(id => id.ToStored()).ToList();
                if (ids.Count == 0)
                    return [];
                connection.Execute(
                    """
                    UPDATE identity_checks
                    SET holder = @Holder,
                        lease_until = @Until,
                        asked_at = @Now,
                        attempts = attempts + 1
                    WHERE registration_id IN @Ids AND lease_until <= @Now
                    """,
                    new { Holder = holder, Until = until, Now = now, Ids = ids },
                    transaction);
                return connection.Query<TakenRow>(
                    """
                    SELECT c.registration_id,
                           c.attempts,
                           r.id_type,
                           r.number_cipher,
                           r.name_cipher
                    FROM identity_checks c
                    JOIN registrations r ON r.id = c.registration_id
                    WHERE c.registration_id IN @Ids AND c.holder = @Holder
                    """,
                    new { Holder = holder, Ids = ids },
                    transaction).AsList();
            },
            ct);
        return [.. rows.Select(Open)];
    }

    /// <summary>False when the lease was lost meanwhile, or the registration got another name: the answer is then nobody's.</summary>
    public Task<bool> AnswerAsync(TakenCheck check, Guid holder, GatewayReply.Answered answer, DateTimeOffset now, CancellationToken ct)
    {
        var sealedAnswer = cipher.EncryptBytes(answer.Body, AnswerPurpose);
        return database.WriteAsync(
            (connection, transaction) => connection.Execute(
                """
                UPDATE identity_checks
                SET state = @State,
                    answered_at = @Now,
                    answer_cipher = @Answer,
                    attempts = 0,
                    last_failure = NULL,
                    next_attempt = NULL,
                    holder = NULL,
                    lease_until = 0
                WHERE registration_id = @RegistrationId AND holder = @Holder
                """,
                new { check.RegistrationId, Holder = holder, State = EnumText<IdentityConfirmation>.Of(answer.Result), Now = now, Answer = sealedAnswer },
                transaction) == 1,
            ct);
    }

    /// <summary>An older answer, where there is one, counts on until its time.</summary>
    public Task<bool> FailAsync(TakenCheck check, Guid holder, GatewayFailure reason, DateTimeOffset next, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            """
            UPDATE identity_checks
            SET last_failure = @Reason,
                next_attempt = @Next,
                holder = NULL,
                lease_until = 0
            WHERE registration_id = @RegistrationId AND holder = @Holder
            """,
            new { check.RegistrationId, Holder = holder, Reason = EnumText<GatewayFailure>.Of(reason), Next = next },
            transaction) == 1,
        ct);

    /// <summary>Gives back what a stopping server holds and has not asked to the end; another takes it at once.</summary>
    public Task ReleaseAsync(Guid holder, DateTimeOffset now, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(ReleaseSql, new { Holder = holder, Now = now }, transaction), ct);

    /// <summary>What is held was due when it was taken and still is, so only the part of the table that is due is looked at, not a registry of millions while a server stops.</summary>
    public const string ReleaseSql = "UPDATE identity_checks SET holder = NULL, lease_until = 0 WHERE next_attempt <= @Now AND holder = @Holder";

    private TakenCheck Open(TakenRow row) => new(
        row.RegistrationId,
        row.Attempts,
        new(
            EnumText<IdType>.TryParse(row.IdType, out var type) ? type : IdType.Other,
            cipher.Decrypt(row.NumberCipher, RegistrationStore.NumberPurpose),
            cipher.Decrypt(row.NameCipher, RegistrationStore.NamePurpose)));

    private sealed record TakenRow
    {
        public Guid RegistrationId { get; init; }
        public int Attempts { get; init; }
        public string IdType { get; init; } = "";
        public byte[] NumberCipher { get; init; } = [];
        public byte[] NameCipher { get; init; } = [];
    }
}
