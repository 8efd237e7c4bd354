using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>
/// Loads the newest published version for look-up. A node keeps the entries it loaded last: where they and the new version's suppressions give the new root, no entry is read again, since
/// equal roots are equal entries. So setting one person aside from a list of a million costs no node more than reading the suppressions.
/// </summary>
internal sealed class RiskListLoader(RiskListStore store, SqlDatabase database, FieldCipher cipher)
{
    private volatile Loaded? last;

    /// <summary>
    /// Entries and suppressions out of force are in the list, since the rule judges by the day of the scan. The rows that are read must give the version's root again, and each its leaf: what was
    /// removed, put in or exchanged by hand stops here, in entries when they are read the next time.
    /// </summary>
    /// <exception cref="InvalidDataException">The stored rows do not give the version's root, or one not its leaf.</exception>
    public async Task<RiskList> LoadAsync(CancellationToken ct)
    {
        if (await store.CurrentAsync(ct) is not { } version)
            return RiskList.Empty;
        var (suppressions, leaves) = await SuppressionsAsync(version.Number, ct);
        if (last is { } before && before.Entries.RootWith(leaves) == version.Root)
            return before.List.With(version.Root, suppressions);

        await using var connection = await database.OpenAsync(ct);
        var stream = new EntryStream(connection, cipher, version.Number);
        var list = await Task.Factory.StartNew(() => RiskList.Compile(stream.Entries(ct), version.Root, suppressions), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var loaded = new Loaded(list, LeafPeaks.Of(stream.Leaves.InOrder()));
        if (loaded.Entries.RootWith(leaves) != version.Root)
            throw new InvalidDataException($"The rows of risk list version {version.Number} do not give its root {version.Root}: the table was changed by hand.");
        last = loaded;
        store.Remember(loaded.Entries);
        return list;
    }

    /// <summary>People set aside are few beside entries: read and checked in one go. With their leaves in the order of the tree.</summary>
    private async Task<(List<Suppression> Suppressions, byte[] Leaves)> SuppressionsAsync(long version, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var (suppressions, leaves) = (new List<Suppression>(), new LeafTable());
        foreach (var row in await connection.QueryAsync<StoredSuppression>($"SELECT {StoredSuppression.Columns} FROM risk_list_suppressions {RiskListStore.OfVersion}", new { Version = version }))
        {
            suppressions.Add(row.Open(cipher).Suppression);
            leaves.Add(suppressions[^1].Id, row.Leaf);
        }

        return (suppressions, leaves.InOrder());
    }

    private sealed record Loaded(RiskList List, LeafPeaks Entries);
}
