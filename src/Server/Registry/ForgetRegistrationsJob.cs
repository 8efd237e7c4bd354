using System.Data.Common;
using Dapper;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry;

/// <summary>
/// Forgets what the registry needs no more (PIPL art. 19, 47): everything of it that lies further back than <see cref="RegistryRetention.Keep"/>. Last use is a parcel in
/// registration_uses; what may be evidence (<see cref="LegalHold"/>) stays, and the registration it was posted under with it. In batches that each are a transaction of their own, so scans
/// are not kept waiting and a stop loses nothing: the next run goes on with what is still there.
/// </summary>
internal sealed class ForgetRegistrationsJob(SqlDatabase database, RegistryRetention retention, TimeProvider clock, ILogger<ForgetRegistrationsJob> log) : IRecurringJob
{
    public const string Name = "forgetRegistrations";

    /// <summary>Once a day: nothing here is a matter of hours.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>Few enough not to keep scans waiting.</summary>
    private const int Batch = 500;

    /// <summary>Registrations looked at in one read.</summary>
    private const int LookedAt = 5_000;

    private static readonly string Held = LegalHold.On("u.waybill_id");

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var limits = new Limits(now, now - retention.Keep, LocalDay.Of(now - retention.Keep).ToStored(), TimeOrderedId.First(now - retention.Keep), Batch);
        // Uses first: without them the registrations have none. The keys are given by their columns, so that each statement is one search by primary key or index.
        var uses = await RepeatAsync(
            $"""
            DELETE FROM registration_uses
            WHERE waybill_id IN (
              SELECT u.waybill_id
              FROM registration_uses u
              WHERE u.waybill_id < @First AND u.used_at < @Before AND NOT {Held}
              ORDER BY u.waybill_id
              {database.Dialect.Limit("@Batch")})
              AND used_at < @Before
            """,
            limits,
            ct);
        var registrations = await ForgetRegistrationsAsync(limits, ct);
        // Its id begins with the time of the change.
        var changes = await RepeatAsync(
            $"""
            DELETE FROM registration_changes
            WHERE id IN (
              SELECT c.id
              FROM registration_changes c
              WHERE c.id < @First AND c.changed_at < @Before
                AND NOT EXISTS (SELECT 1 FROM registration_uses u WHERE u.registration_id = c.registration_id AND {Held})
              ORDER BY c.id
              {database.Dialect.Limit("@Batch")})
            """,
            limits,
            ct);
        var counter = await RepeatAsync(Oldest("counter_registrations", "client_id", "registered_at < @Before", "registered_at"), limits, ct);
        var answers = await RepeatAsync(Oldest("identity_checks", "registration_id", "answered_at < @Before", "answered_at"), limits, ct);
        var agreements = await RepeatAsync(Oldest("agreements", "id", "until_day < @BeforeDay", "id"), limits, ct);
        var statuses = await RepeatAsync("DELETE FROM document_statuses WHERE until_at <= @Now", limits, ct, inBatches: false);
        return uses + registrations + changes + counter + answers + agreements + statuses == 0 ? null
            : $"forgotten: {registrations} registrations, {changes} changes, {counter} counter rows, {uses} uses, {answers} answers, {agreements} agreements, {statuses} statuses";
    }

    /// <summary>Walks through what was first stored so long ago; most of it is in use and stays.</summary>
    private async Task<int> ForgetRegistrationsAsync(Limits limits, CancellationToken ct)
    {
        var (forgotten, after, page) = (0, Guid.Empty, LookedAt);
        while (page == LookedAt)
        {
            ct.ThrowIfCancellationRequested();
            List<CandidateRow> looked;
            await using (var connection = await database.OpenAsync(ct))
            {
                looked = (await connection.QueryAsync<CandidateRow>(
                    $"""
                    SELECT r.id,
                           CASE WHEN {IsUnused} THEN 1 ELSE 0 END AS unused
                    FROM registrations r
                    WHERE r.id > @After AND r.id < @First
                    ORDER BY r.id
                    {database.Dialect.Limit("@LookedAt")}
                    """,
                    new { After = after, limits.First, limits.Before, limits.BeforeDay, LookedAt })).AsList();
            }

            foreach (var batch in looked.Where(row => row.Unused).Select(row => row.Id).Chunk(Batch))
            {
                ct.ThrowIfCancellationRequested();
                forgotten += await database.WriteAsync((connection, transaction) => batch.Count(id => Forget(connection, transaction, id, limits)), ct);
                RegistryLog.Forgetting(log, forgotten);
            }

            page = looked.Count;
            after = page == 0 ? after : looked[^1].Id;
        }

        return forgotten;
    }

    /// <summary>Asked again in the transaction: a parcel may have been posted under it since.</summary>
    private bool Forget(DbConnection connection, DbTransaction transaction, Guid id, Limits limits)
    {
        if (connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM registrations r WHERE r.id = @Id AND {IsUnused}", new { Id = id, limits.Before, limits.BeforeDay }, transaction) == 0)
            return false;
        RegistrationErasure.Delete(connection, transaction, id, limits.Now + retention.Keep);
        return true;
    }

    private const string IsUnused =
        """
        r.imported_at < @Before
          AND r.registered_at < @Before
          AND (r.valid_until IS NULL OR r.valid_until < @BeforeDay)
          AND NOT EXISTS (SELECT 1 FROM registration_uses u WHERE u.registration_id = r.id)
        """;

    private string Oldest(string table, string id, string condition, string order) =>
        $"""
        DELETE FROM {table}
        WHERE {id} IN (
          SELECT {id}
          FROM {table}
          WHERE {condition}
          ORDER BY {order}
          {database.Dialect.Limit("@Batch")})
        """;

    private async Task<int> RepeatAsync(string sql, Limits limits, CancellationToken ct, bool inBatches = true)
    {
        int total = 0, forgotten;
        do
        {
            ct.ThrowIfCancellationRequested();
            forgotten = await database.WriteAsync((connection, transaction) => connection.Execute(sql, limits, transaction), ct);
            total += forgotten;
        }
        while (inBatches && forgotten > 0);

        return total;
    }

    /// <param name="First">No id made since is below it.</param>
    private sealed record Limits(DateTimeOffset Now, DateTimeOffset Before, string BeforeDay, Guid First, int Batch);

    private sealed record CandidateRow
    {
        public Guid Id { get; init; }
        public bool Unused { get; init; }
    }
}
