using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Registry;

/// <summary>How many people one account may register within <see cref="Window"/>; each a setting (docs/operations.md).</summary>
internal sealed record CounterLimits
{
    /// <summary>Default 24 hours: a day's work.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Default 200: more first-time senders than a counter sees in a day.</summary>
    public int PerAccount { get; init; } = 200;

    /// <summary>Refused ones, default 10: an honest counter hardly meets one a day, and each tells that a document is known.</summary>
    public int RefusedPerAccount { get; init; } = 10;
}

internal enum CounterOutcome
{
    Stored,

    /// <summary>The client id was used with another body, or by somebody else.</summary>
    OtherBody,

    /// <summary>The document, or another with its number, is registered under another name: not for the counter to change.</summary>
    OtherName,

    Limited,
}

/// <summary>
/// A first-time sender registered face to face by a courier. A refusal tells the courier that the document is known, so it counts and is audited like a registration, in the same
/// transaction as the look that it came from; an account at its limit is answered before the registry is asked.
/// </summary>
internal sealed class CounterRegistration(RegistrationStore store, SqlDatabase database, BlindIndex index, Audit audit, CounterLimits limits, TimeProvider time, GatewayWake? wake = null)
{
    public async Task<(CounterOutcome Outcome, Guid Id, TimeSpan RetryAfter)> PutAsync(CounterRow row, CurrentUser user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var body = index.Compute(
            "registrations.counter",
            string.Join('\0', user.UserId, row.Depot, row.Device, row.Person.IdType, row.Person.IdNumber, row.Person.Name, row.Person.Phone, row.Person.ValidUntil, row.Person.Responsible?.Name, row.Person.Responsible?.IdType, row.Person.Responsible?.IdNumber));
        var prepared = store.Prepare(row.Person with { RegisteredAt = now }, now) with { AtCounter = true };
        var entry = audit.Entry(AuditActions.RegisteredAtCounter, user) with { SubjectKind = "registration", Detail = $"{row.Depot}, {row.Device}" };
        for (var tries = 1; ; tries++)
        {
            try
            {
                var put = await database.WriteAsync((connection, transaction) => Put(connection, transaction, row, user, body, prepared, entry, now), ct);
                wake?.Wake();
                return put;
            }
            catch (DbException error) when (tries == 1 && database.Dialect.IsDuplicate(error))
            {
                // Another server stored the same meanwhile; it is found now.
            }
        }
    }

    private (CounterOutcome Outcome, Guid Id, TimeSpan RetryAfter) Put(
        DbConnection connection, DbTransaction transaction, CounterRow row, CurrentUser user, byte[] body, PreparedRegistration prepared, AuditEntry entry, DateTimeOffset now)
    {
        var known = connection.QuerySingleOrDefault<Known>("SELECT body_key, registration_id, refused FROM counter_registrations WHERE client_id = @ClientId", new { row.ClientId }, transaction);
        if (known is not null)
            return known.BodyKey.AsSpan().SequenceEqual(body) ? (known.Refused ? CounterOutcome.OtherName : CounterOutcome.Stored, known.RegistrationId, default) : (CounterOutcome.OtherBody, default, default);
        if (FreeAt(connection, transaction, user, limits.PerAccount, "", now) is { } room)
            return (CounterOutcome.Limited, default, room - now);
        if (FreeAt(connection, transaction, user, limits.RefusedPerAccount, "AND refused = 1", now) is { } trust)
            return (CounterOutcome.Limited, default, trust - now);

        var stored = store.FindStored(connection, transaction, prepared) ?? store.FindOtherHolder(connection, transaction, prepared, row.Person.Name);
        var refused = stored is not null && !PersonNames.Agree(row.Person.Name, stored.Name);
        // A loss that was reported is compliance's to take back; the next scan says so as before.
        if (!refused && stored?.Status is not (RegistrationStatus.Lost or RegistrationStatus.Revoked))
            RegistrationWriter.Put(connection, transaction, prepared, new(ChangeKind.Counter, user));
        var id = stored?.Id ?? prepared.Id;
        connection.Execute(
            """
            INSERT INTO counter_registrations (client_id, body_key, registration_id, user_id, depot, device, registered_at, refused)
            VALUES (@ClientId, @Body, @Id, @UserId, @Depot, @Device, @Now, @Refused)
            """,
            new { row.ClientId, Body = body, Id = id, user.UserId, row.Depot, row.Device, Now = now, Refused = refused ? 1 : 0 },
            transaction);
        audit.Write(connection, transaction, entry with { Action = refused ? AuditActions.RefusedAtCounter : AuditActions.RegisteredAtCounter, Subject = id.ToString() });
        return refused ? (CounterOutcome.OtherName, default, default) : (CounterOutcome.Stored, id, default);
    }

    /// <summary>When the account has room again; null when it has. The newest so many fill the limit, and the oldest of them leaves the window first.</summary>
    private DateTimeOffset? FreeAt(DbConnection connection, DbTransaction transaction, CurrentUser user, int limit, string condition, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<DateTimeOffset?>(
            $"""
            SELECT registered_at
            FROM counter_registrations
            WHERE user_id = @UserId AND registered_at > @Since {condition}
            ORDER BY registered_at DESC
            {database.Dialect.Limit("@One", "@Skip")}
            """,
            new { user.UserId, Since = now - limits.Window, One = 1, Skip = limit - 1 },
            transaction) + limits.Window;

    private sealed record Known
    {
        public byte[] BodyKey { get; init; } = [];
        public Guid RegistrationId { get; init; }
        public bool Refused { get; init; }
    }
}
