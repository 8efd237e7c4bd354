using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Alerts;

/// <summary>Last numbers given out in the stream of one depot and audience.</summary>
internal sealed record StreamRow
{
    public string Depot { get; init; } = "";
    public string Audience { get; init; } = "";
    public long LastSequence { get; init; }
    public long LastChange { get; init; }

    public Audience AudienceValue => EnumText<Audience>.TryParse(Audience, out var value) ? value : throw new InvalidDataException($"'{Audience}' is no audience.");
}

/// <summary>Reads that the feed, the hub and the HTTP calls share.</summary>
internal sealed class AlertStore(SqlDatabase database)
{
    public async Task<IReadOnlyList<StreamRow>> ReadStreamsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<StreamRow>("SELECT depot, audience, last_sequence, last_change FROM alert_streams ORDER BY depot, audience")).AsList();
    }

    public async Task<AlertRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<AlertRow>($"SELECT {AlertRow.Columns} FROM alerts WHERE id = @id", new { id });
    }

    /// <summary>The streams that hold an alert of this parcel, with their numbers.</summary>
    public async Task<IReadOnlyList<StreamRow>> StreamsOfWaybillAsync(Guid waybillId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<StreamRow>(
            """
            SELECT s.depot,
                   s.audience,
                   s.last_sequence,
                   s.last_change
            FROM alert_streams s
            WHERE EXISTS (SELECT 1 FROM alerts a WHERE a.waybill_id = @waybillId AND a.depot = s.depot AND a.audience = s.audience)
            """,
            new { waybillId })).AsList();
    }

    /// <summary>What a stream has got since the numbers of <paramref name="seen"/>, up to those of <paramref name="now"/>.</summary>
    public async Task<(IReadOnlyList<AlertRow> Raised, IReadOnlyList<AlertRow> Changed)> ReadNewsAsync(StreamRow seen, StreamRow now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var range = new { now.Depot, now.Audience, FromSequence = seen.LastSequence, ToSequence = now.LastSequence, FromChange = seen.LastChange, ToChange = now.LastChange };
        var raised = await connection.QueryAsync<AlertRow>(
            $"""
            SELECT {AlertRow.Columns}
            FROM alerts
            WHERE depot = @Depot AND audience = @Audience AND sequence > @FromSequence AND sequence <= @ToSequence
            ORDER BY sequence
            """,
            range);
        var changed = await connection.QueryAsync<AlertRow>(
            $"""
            SELECT {AlertRow.Columns}
            FROM alerts
            WHERE depot = @Depot AND audience = @Audience AND change_number > @FromChange AND change_number <= @ToChange
            ORDER BY change_number
            """,
            range);
        return (raised.AsList(), changed.AsList());
    }

    /// <summary>Alerts raised, and alerts acted on, since an instant.</summary>
    public async Task<(IReadOnlyList<AlertRow> Raised, IReadOnlyList<AlertRow> Changed)> ReadRecentAsync(DateTimeOffset since, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        // Ids begin with their time, so the primary key finds the newest without another index.
        var oldest = since.ToUuidFloor();
        var raised = await connection.QueryAsync<AlertRow>(
            $"SELECT {AlertRow.Columns} FROM alerts WHERE id >= @oldest ORDER BY id", new { oldest });
        var changed = await connection.QueryAsync<AlertRow>(
            $"SELECT {AlertRow.Columns} FROM alerts WHERE id IN (SELECT alert_id FROM alert_actions WHERE id >= @oldest UNION SELECT alert_id FROM alert_repeats WHERE id >= @oldest) ORDER BY id", new { oldest });
        return (raised.AsList(), changed.AsList());
    }
}

internal static class UuidFloor
{
    /// <summary>The least UUIDv7 of this millisecond.</summary>
    public static Guid ToUuidFloor(this DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, instant.ToUnixTimeMilliseconds() << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
