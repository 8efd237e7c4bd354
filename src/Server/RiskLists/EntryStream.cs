using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>
/// The entries of a version for a thread that compiles them, while another reads, decrypts and checks the next ones: a list of a million is never in memory as objects.
/// Two threads of their own and none of the pool, whose threads have scans to answer meanwhile.
/// </summary>
/// <param name="connection">Belongs to the reading thread while the entries are enumerated.</param>
internal sealed class EntryStream(DbConnection connection, FieldCipher cipher, long version)
{
    /// <summary>Entries handed over at a time: enough to hide the hand-over.</summary>
    private const int BatchRows = 256;

    /// <summary>Batches that may wait. Few, because what waits survives a collection of garbage and makes it long.</summary>
    private const int Ahead = 4;

    /// <summary>Filled while the entries are enumerated.</summary>
    public LeafTable Leaves { get; } = new();

    /// <summary>In no order. Blocks the thread that enumerates; to be enumerated once.</summary>
    /// <exception cref="InvalidDataException">An entry does not give its leaf.</exception>
    public IEnumerable<RiskListEntry> Entries(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var ready = new BlockingCollection<RiskListEntry[]>(Ahead);
        var reading = Task.Factory.StartNew(() => Read(ready, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var batch in ready.GetConsumingEnumerable(ct))
            {
                foreach (var entry in batch)
                    yield return entry;
            }

            // Why the reading ended.
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([reading], CancellationToken.None);
        }
    }

    private void Read(BlockingCollection<RiskListEntry[]> ready, CancellationToken ct)
    {
        try
        {
            var rows = connection.Query<Row>($"SELECT entry_id, content_cipher, salt, leaf FROM risk_list_entries {RiskListStore.OfVersion}", new { Version = version }, buffered: false);
            foreach (var batch in rows.Chunk(BatchRows))
                ready.Add(Array.ConvertAll(batch, Open), ct);
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    private RiskListEntry Open(Row row)
    {
        // The stored form is the canonical one, which the leaf covers: hashed as it is, it need not be written again.
        var canonical = cipher.DecryptBytes(row.ContentCipher, RiskListStore.ContentPurpose);
        if (!ListVersion.Leaf(row.Salt, canonical).AsSpan().SequenceEqual(row.Leaf))
            throw new InvalidDataException($"The risk list entry {row.EntryId} does not give its leaf: the table was changed by hand.");
        var entry = JsonSerializer.Deserialize<RiskListEntry>(canonical, StrictJson.Options) ?? throw new InvalidDataException("A risk list entry is stored empty.");
        if (entry.Id != row.EntryId)
            throw new InvalidDataException($"The risk list entry {entry.Id} is stored as {row.EntryId}: the table was changed by hand.");
        Leaves.Add(entry.Id, row.Leaf);
        return entry;
    }

    private sealed record Row
    {
        public string EntryId { get; init; } = "";
        public byte[] ContentCipher { get; init; } = [];
        public byte[] Salt { get; init; } = [];
        public byte[] Leaf { get; init; } = [];
    }
}
