using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Rules;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>One registration that a decision was made without an answer about.</summary>
internal sealed record IdentityWait(string IdType, byte[] NumberKey);

/// <summary>Remembers which parcels were decided on before the authority answered, in the decision's own transaction, and finds them once it has.</summary>
internal sealed class IdentityWaits(SqlDatabase database, BlindIndex index, GatewayOptions options, TimeProvider clock)
{
    private static readonly string Waiting = EnumText<IdentityConfirmation>.Of(IdentityConfirmation.Waiting);

    /// <summary>The registrations whose answer this decision lacked; empty for nearly all.</summary>
    public IReadOnlyList<IdentityWait> Of(ParcelFacts facts, Decision decision) =>
    [
        .. from finding in decision.Findings
           where finding.Code == AuthorityAnswer.NotConfirmedCode
           let fact = finding.Party == PartyRole.Agent ? facts.AgentRegistration : facts.SenderRegistration
           where fact is { NumberKey: not null, IdType: not null }
           select new IdentityWait(EnumText<IdType>.Of(fact.IdType!.Value), index.Compute(RegistrationStore.ByNumber, fact.NumberKey!)),
    ];

    public static void Add(DbConnection connection, DbTransaction transaction, Guid waybillId, IReadOnlyList<IdentityWait> waits, DateTimeOffset now)
    {
        foreach (var wait in waits)
        {
            connection.Execute(
                """
                INSERT INTO identity_waits (registration_id, waybill_id, since)
                SELECT r.id, @WaybillId, @Now
                FROM registrations r
                WHERE r.number_key = @NumberKey AND r.id_type = @IdType
                  AND NOT EXISTS (SELECT 1 FROM identity_waits w WHERE w.registration_id = r.id AND w.waybill_id = @WaybillId)
                """,
                new { WaybillId = waybillId, Now = now, wait.NumberKey, wait.IdType },
                transaction);
        }
    }

    /// <summary>Parcels whose registration has got its answer and that are not put off, longest waiting first.</summary>
    public async Task<IReadOnlyList<AnsweredWait>> AnsweredAsync(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<AnsweredWait>(
            $"""
            SELECT w.registration_id,
                   w.waybill_id,
                   w.attempts
            FROM identity_waits w
            JOIN identity_checks c ON c.registration_id = w.registration_id
            WHERE c.state <> @Waiting AND c.answered_at > @Oldest AND w.since > @Since AND w.next_look <= @Now
            ORDER BY w.since
            {database.Dialect.Limit("@Most")}
            """,
            new { Waiting, Now = now, Oldest = now - options.AnswerLasts, Since = now - options.ScreenAgainWithin, Most = most })).AsList();
    }

    /// <summary>False when another server, or a run before, has done it.</summary>
    public static bool Remove(DbConnection connection, DbTransaction transaction, AnsweredWait wait) =>
        connection.Execute("DELETE FROM identity_waits WHERE registration_id = @RegistrationId AND waybill_id = @WaybillId", wait, transaction) == 1;

    /// <summary>Screening it failed: looked at again after a pause that grows with every try, to an hour; until it is too old like any other.</summary>
    public Task PutOffAsync(AnsweredWait wait, CancellationToken ct)
    {
        var next = clock.GetUtcNow() + CheckSchedule.Doubled(wait.Attempts + 1);
        return database.WriteAsync(
            (connection, transaction) =>
            {
                connection.Execute(
                    "UPDATE identity_waits SET attempts = attempts + 1, next_look = @Next WHERE registration_id = @RegistrationId AND waybill_id = @WaybillId",
                    new { wait.RegistrationId, wait.WaybillId, Next = next },
                    transaction);
            },
            ct);
    }

    /// <summary>Those too old to be screened again.</summary>
    public Task<int> ForgetOldAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - options.ScreenAgainWithin;
        return database.WriteAsync((connection, transaction) => connection.Execute("DELETE FROM identity_waits WHERE since <= @Before", new { Before = before }, transaction), ct);
    }
}

internal sealed record AnsweredWait
{
    public Guid RegistrationId { get; init; }
    public Guid WaybillId { get; init; }

    /// <summary>Times that screening it failed.</summary>
    public int Attempts { get; init; }
}
