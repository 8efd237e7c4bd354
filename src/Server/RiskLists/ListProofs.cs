using System.Data.Common;
using System.Text.Json;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>A leaf of one version of the list, with the proof that it is one.</summary>
internal abstract record ProvedLeaf
{
    /// <summary>Canonical JSON; the leaf is SHA-256(0x00 || salt || this).</summary>
    public required byte[] Canonical { get; init; }

    public required byte[] Salt { get; init; }

    /// <summary>Place among the leaves of the version, from 0: entries in order of their ids, then suppressions in order of theirs.</summary>
    public required int Index { get; init; }

    /// <summary>Leaves in the version: its entries and its suppressions.</summary>
    public required int Count { get; init; }

    /// <summary>Neighbours from the leaf up to the root.</summary>
    public required IReadOnlyList<byte[]> Path { get; init; }
}

/// <summary>An entry as it stood in that version.</summary>
internal sealed record ProvedEntry : ProvedLeaf
{
    public required RiskListEntry Entry { get; init; }

    public override string ToString() => $"entry {Entry.Id}";
}

/// <summary>A suppression of that version.</summary>
internal sealed record ProvedSuppression : ProvedLeaf
{
    public required Suppression Suppression { get; init; }

    public override string ToString() => $"suppression {Suppression.Id}";
}

internal sealed record ProvedLeaves(IReadOnlyList<ProvedEntry> Entries, IReadOnlyList<ProvedSuppression> Suppressions);

/// <summary>A hit that was set aside: the entry, and the keys by which the rule asked for its person, in the rule's order.</summary>
internal sealed record SetAsideHit(string EntryId, IReadOnlyList<PersonKey> Person)
{
    public override string ToString() => $"entry {EntryId}";
}

/// <summary>Finds what a decision's findings rest on, in the version that the decision was made under, even when the list has changed since.</summary>
internal sealed class ListProofs(RiskListStore store, SqlDatabase database, FieldCipher cipher)
{
    /// <param name="listVersion">Root of the version, as the decision holds it.</param>
    /// <param name="entryIds">Ids that findings name; one that the version has not is left out.</param>
    /// <param name="setAside">Hits that the decision tells as set aside; one that the version has no suppression for is left out.</param>
    /// <param name="today">Day of the decision.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<ProvedLeaves> FindAsync(string listVersion, IReadOnlyCollection<string> entryIds, IReadOnlyCollection<SetAsideHit> setAside, DateOnly today, CancellationToken ct)
    {
        if (entryIds.Count + setAside.Count == 0)
            return new([], []);
        await using var connection = await database.OpenAsync(ct);
        var version = await connection.QueryFirstOrDefaultAsync<long?>(
            "SELECT MAX(number) FROM risk_list_versions WHERE root = @Root AND published_at IS NOT NULL",
            new { Root = listVersion });
        if (version is not { } number)
            return new([], []);

        // The path needs every leaf of the version; read once for a referral and not kept.
        var leaves = await store.LeavesAsync(number, ct);
        return new(await EntriesAsync(connection, number, leaves, entryIds), await SuppressionsAsync(connection, number, leaves, setAside, today));
    }

    private async Task<List<ProvedEntry>> EntriesAsync(DbConnection connection, long version, VersionLeaves leaves, IReadOnlyCollection<string> ids)
    {
        var found = new List<ProvedEntry>();
        foreach (var id in ids)
        {
            var row = await connection.QuerySingleOrDefaultAsync<ContentRow>(
                $"SELECT content_cipher, salt FROM risk_list_entries {RiskListStore.OfVersion} AND entry_id = @Id",
                new { Version = version, Id = id });
            if (row is null)
                continue;
            var canonical = cipher.DecryptBytes(row.ContentCipher, RiskListStore.ContentPurpose);
            var index = leaves.Entries.PlaceOf(id);
            found.Add(new()
            {
                Entry = JsonSerializer.Deserialize<RiskListEntry>(canonical, StrictJson.Options) ?? throw new InvalidDataException("A risk list entry is stored empty."),
                Canonical = canonical,
                Salt = row.Salt,
                Index = index,
                Count = leaves.Count,
                Path = ListVersion.PathOfPacked(leaves.InOrder(), index),
            });
        }

        return found;
    }

    private async Task<List<ProvedSuppression>> SuppressionsAsync(DbConnection connection, long version, VersionLeaves leaves, IReadOnlyCollection<SetAsideHit> hits, DateOnly today)
    {
        var found = new List<ProvedSuppression>();
        foreach (var hit in hits)
        {
            var rows = await connection.QueryAsync<StoredSuppression>(
                $"SELECT {StoredSuppression.Columns} FROM risk_list_suppressions {RiskListStore.OfVersion} AND entry_id = @EntryId",
                new { Version = version, hit.EntryId });
            var candidates = rows.Select(row => Open(row, leaves)).Where(proved => proved.Suppression.Until >= today).ToList();
            var proved = hit.Person
                .Select(key => candidates.Find(candidate => candidate.Suppression.NumberKey == key.NumberKey && candidate.Suppression.PhoneKey == key.PhoneKey))
                .FirstOrDefault(candidate => candidate is not null);
            // A person may hit one entry in two places.
            if (proved is not null && !found.Exists(other => other.Suppression.Id == proved.Suppression.Id))
                found.Add(proved with { Path = ListVersion.PathOfPacked(leaves.InOrder(), proved.Index) });
        }

        return found;
    }

    /// <summary>Without its path, which is for the one that is wanted.</summary>
    private ProvedSuppression Open(StoredSuppression row, VersionLeaves leaves)
    {
        var (suppression, canonical) = row.Open(cipher);
        return new()
        {
            Suppression = suppression,
            Canonical = canonical,
            Salt = row.Salt,
            Index = leaves.Entries.Count + leaves.Suppressions.PlaceOf(suppression.Id),
            Count = leaves.Count,
            Path = [],
        };
    }

    private sealed record ContentRow
    {
        public byte[] ContentCipher { get; init; } = [];
        public byte[] Salt { get; init; } = [];
    }
}
