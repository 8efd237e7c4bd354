using Dapper;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.PersonalData;

/// <summary>
/// Refuses to start with a ring that lacks a key this database was written with: otherwise new rows would be written under other keys, look-ups
/// would silently find nothing, and the loss would be noticed much later.
/// </summary>
internal sealed class KeyCheck(KeyRing ring, SqlDatabase database, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            var known = (await connection.QueryAsync<KnownKey>("SELECT key_id, key_use FROM data_keys")).AsList();
            if (known.FirstOrDefault(key => ring.Keys.All(mine => mine.Id != key.KeyId)) is { } missing)
                throw new StartupException($"{missing.KeyUse} key {RingKey.Format((uint)missing.KeyId)}, which this database was written with, is not in the key ring {ring.Directory} (LS_KEYS): restore the backup of the key ring.");
            if (ring.Keys.All(key => known.Any(row => row.KeyId == key.Id)))
                return;
        }

        await RecordAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Notes every key of the ring as one that this database needs.</summary>
    public Task RecordAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            (connection, transaction) =>
            {
                foreach (var key in ring.Keys)
                {
                    connection.Execute(
                        """
                        INSERT INTO data_keys (key_id, key_use, algorithm, first_seen_at)
                        SELECT @Id, @Use, @Algorithm, @Now
                        WHERE NOT EXISTS (SELECT 1 FROM data_keys WHERE key_id = @Id)
                        """,
                        new { Id = (long)key.Id, Use = key.Use.ToString(), Algorithm = (int)key.Algorithm, Now = now },
                        transaction);
                }
            },
            ct);
    }

    private sealed record KnownKey
    {
        public long KeyId { get; init; }
        public string KeyUse { get; init; } = "";
    }
}
