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
        var known = await ReadKnownAsync(database, cancellationToken);
        RefuseMissing(known, ring.Keys, ring.Directory);
        if (!ring.Keys.All(key => known.Any(row => row.KeyId == key.Id)))
            await RecordAsync(cancellationToken);
    }

    /// <summary>
    /// The same refusal before anything opens the ring, for opening makes what the ring lacks: a new key beside the lost one would stay in the
    /// directory, be the newest once the backup is restored, and be in no backup.
    /// </summary>
    /// <exception cref="StartupException">A key is missing, or a file of the ring is damaged.</exception>
    public static async Task RefuseIncompleteRingAsync(string directory, SqlDatabase database, CancellationToken ct)
    {
        try
        {
            RefuseMissing(await ReadKnownAsync(database, ct), KeyFiles.ReadAll(directory), directory);
        }
        catch (InvalidDataException error)
        {
            throw new StartupException($"The key ring (LS_KEYS) cannot be opened: {error.Message}", error);
        }
    }

    private static async Task<List<KnownKey>> ReadKnownAsync(SqlDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<KnownKey>("SELECT key_id, key_use FROM data_keys")).AsList();
    }

    private static void RefuseMissing(IEnumerable<KnownKey> known, IReadOnlyCollection<RingKey> keys, string directory)
    {
        if (known.FirstOrDefault(key => keys.All(mine => mine.Id != key.KeyId)) is { } missing)
            throw new StartupException($"{missing.KeyUse} key {RingKey.Format((uint)missing.KeyId)}, which this database was written with, is not in the key ring {directory} (LS_KEYS): restore the backup of the key ring.");
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
