using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry;

/// <summary>How many people one account may register within <see cref="Window"/>; each a setting (docs/operations.md).</summary>
internal sealed record CounterLimits
{
    /// <summary>Default 24 hours: a day's work.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Default 200: more first-time senders than a counter sees in a day.</summary>
    public int PerAccount { get; init; } = 200;
}

internal enum CounterOutcome
{
    Stored,

    /// <summary>The client id was used with another body, or by somebody else.</summary>
    OtherBody,

    /// <summary>The document is registered under another name: not for the counter to change.</summary>
    OtherName,

    Limited,
}

/// <summary>A first-time sender registered face to face by a courier.</summary>
internal sealed class CounterRegistration(RegistrationStore store, SqlDatabase database, BlindIndex index, Audit audit, CounterLimits limits, TimeProvider time)
{
    public async Task<(CounterOutcome Outcome, Guid Id, TimeSpan RetryAfter)> PutAsync(CounterRow row, CurrentUser user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var body = index.Compute(
            "registrations.counter",
            string.Join('\0', user.UserId, row.Depot, row.Device, row.Person.IdType, row.Person.IdNumber, row.Person.Name, row.Person.Phone, row.Person.ValidUntil, row.Person.Responsible?.Name, row.Person.Responsible?.IdType, row.Person.Responsible?.IdNumber));
        var prepared = store.Prepare(row.Person with { RegisteredAt = now }, now);
        var entry = audit.Entry(AuditActions.RegisteredAtCounter, user) with { SubjectKind = "registration", Detail = $"{row.Depot}, {row.Device}" };
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await database.WriteAsync((connection, transaction) => Put(connection, transaction, row, user, body, prepared, entry, now), ct);
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
        var known = connection.QuerySingleOrDefault<Known>("SELECT body_key, registration_id FROM counter_registrations WHERE client_id = @ClientId", new { row.ClientId }, transaction);
        if (known is not null)
            return known.BodyKey.AsSpan().SequenceEqual(body) ? (CounterOutcome.Stored, known.RegistrationId, default) : (CounterOutcome.OtherBody, default, default);
        // The newest so many fill the limit; once the oldest of them leaves the window there is room again.
        var oldest = connection.QuerySingleOrDefault<DateTimeOffset?>(
            $"""
            SELECT registered_at
            FROM counter_registrations
            WHERE user_id = @UserId AND registered_at > @Since
            ORDER BY registered_at DESC
            {database.Dialect.Limit("@One", "@Skip")}
            """,
            new { user.UserId, Since = now - limits.Window, One = 1, Skip = limits.PerAccount - 1 },
            transaction);
        if (oldest is { } at)
            return (CounterOutcome.Limited, default, at + limits.Window - now);

        var stored = store.FindStored(connection, transaction, prepared);
        if (stored is not null && !PersonNames.Agree(row.Person.Name, stored.Name))
            return (CounterOutcome.OtherName, default, default);
        // A loss that was reported is compliance's to take back; the next scan says so as before.
        if (stored?.Status is not (RegistrationStatus.Lost or RegistrationStatus.Revoked))
            RegistrationStore.Put(connection, transaction, prepared, new(ChangeKind.Counter, user));
        var id = stored?.Id ?? prepared.Id;
        connection.Execute(
            """
            INSERT INTO counter_registrations (client_id, body_key, registration_id, user_id, depot, device, registered_at)
            VALUES (@ClientId, @Body, @Id, @UserId, @Depot, @Device, @Now)
            """,
            new { row.ClientId, Body = body, Id = id, user.UserId, row.Depot, row.Device, Now = now },
            transaction);
        audit.Write(connection, transaction, entry with { Subject = id.ToString() });
        return (CounterOutcome.Stored, id, default);
    }

    private sealed record Known
    {
        public byte[] BodyKey { get; init; } = [];
        public Guid RegistrationId { get; init; }
    }
}
