using System.Text.Json;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>An entry as it stood in one version of the list, with the proof that it did.</summary>
internal sealed record ProvedEntry
{
    public required RiskListEntry Entry { get; init; }

    /// <summary>Canonical JSON; the leaf is SHA-256(0x00 || salt || this).</summary>
    public required byte[] Canonical { get; init; }

    public required byte[] Salt { get; init; }

    /// <summary>Place of the leaf among the leaves of the version, from 0; entries come before suppressions, so it is the entry's place in order of the ids.</summary>
    public required int Index { get; init; }

    /// <summary>Leaves in the version: its entries and its suppressions.</summary>
    public required int Count { get; init; }

    /// <summary>Neighbours from the leaf up to the root.</summary>
    public required IReadOnlyList<byte[]> Path { get; init; }

    public override string ToString() => $"entry {Entry.Id}";
}

/// <summary>Finds the entries that a decision's findings name, in the version that the decision was made under, even when the list has changed since.</summary>
internal sealed class MatchedEntries(RiskListStore store, SqlDatabase database, FieldCipher cipher)
{
    /// <param name="listVersion">Root of the version, as the decision holds it.</param>
    /// <param name="entryIds">Ids that findings name; one that the version has not is left out.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<ProvedEntry>> FindAsync(string listVersion, IReadOnlyCollection<string> entryIds, CancellationToken ct)
    {
        if (entryIds.Count == 0)
            return [];
        await using var connection = await database.OpenAsync(ct);
        var version = await connection.QueryFirstOrDefaultAsync<long?>(
            "SELECT MAX(number) FROM risk_list_versions WHERE root = @Root AND published_at IS NOT NULL",
            new { Root = listVersion });
        if (version is not { } number)
            return [];

        // The path needs every leaf of the version; read once for a referral and not kept.
        var leaves = await store.LeavesAsync(number, ct);

        var found = new List<ProvedEntry>();
        foreach (var id in entryIds)
        {
            var row = await connection.QuerySingleOrDefaultAsync<ContentRow>(
                $"SELECT content_cipher, salt FROM risk_list_entries {RiskListStore.OfVersion} AND entry_id = @Id",
                new { Version = number, Id = id });
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

    private sealed record ContentRow
    {
        public byte[] ContentCipher { get; init; } = [];
        public byte[] Salt { get; init; } = [];
    }
}
