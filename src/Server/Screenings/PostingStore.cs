using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Screenings;

/// <summary>
/// What was posted before by those on a waybill. Three indexed reads of at most <see cref="PostingHistory.MostRecords"/> rows each, counted here: how long a scan takes does not depend on how
/// much there is (a benchmark asks a database of ten million parcels).
/// </summary>
internal sealed class PostingStore(SqlDatabase database, RegionReader regions)
{
    private const int LongestDepot = 32;
    private const int FenPerYuan = 100;

    /// <summary>Null when there is nothing to tell.</summary>
    public async Task<PostingHistory?> FindAsync(Guid waybillId, PostingKeys keys, string depot, HistoryWindows windows, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var asked = new Asked(waybillId, now.AddDays(-Math.Max(windows.PeopleDays, windows.ParcelDays)), PostingHistory.MostRecords);
        var bySender = await ReadAsync(connection, asked, "sender_phone_key", keys.SenderPhone, "sender_name_key, sender_number_key, weight");
        var byNumber = await ReadAsync(connection, asked, "sender_number_key", keys.SenderNumber, "sender_phone_key, depot");
        var byRecipient = await ReadAsync(connection, asked, "recipient_phone_key", keys.RecipientPhone, "sender_phone_key, weight");
        var collected = await CollectedAsync(connection, asked with { Since = now.AddDays(-windows.PeopleDays) }, keys);

        var finds = await FindsAsync(connection, asked with { Since = now.AddDays(-windows.ValueDays) }, keys);
        var (ofSender, ofRecipient) = (finds.Where(find => !find.OfRecipient).ToList(), finds.Where(find => find.OfRecipient).ToList());

        var (people, parcels) = (now.AddDays(-windows.PeopleDays), now.AddDays(-windows.ParcelDays));
        bool IsSmall(PostingRow row) => row.PostedAt >= parcels && row.Weight <= windows.SmallGrams;
        var small = byRecipient.Where(IsSmall).ToList();
        var isSmall = keys.Weight <= windows.SmallGrams;
        var history = new PostingHistory
        {
            NamesOfPhone = Others(bySender.Where(row => row.PostedAt >= people).Select(row => row.SenderNameKey), keys.SenderName),
            NumbersOfPerson = keys.SenderName is null ? 0
                : Others(bySender.Where(row => row.PostedAt >= people && Same(row.SenderNameKey, keys.SenderName)).Select(row => row.SenderNumberKey), keys.SenderNumber),
            PhonesOfNumber = Others(byNumber.Where(row => row.PostedAt >= people).Select(row => row.SenderPhoneKey), keys.SenderPhone),
            RegionsToday = await RegionsAsync(byNumber.Where(row => LocalDay.Of(row.PostedAt) == LocalDay.Of(now)).Select(row => row.Depot), depot),
            // A parcel that is none of them is not told about them.
            SmallOfSender = isSmall ? bySender.Count(IsSmall) : 0,
            SmallToRecipient = isSmall ? small.Count : 0,
            FindsOfSender = ofSender.DistinctBy(find => find.WaybillId).Count(),
            AssessedOfSender = ofSender.Sum(find => find.ValueFen) / FenPerYuan,
            FindsOfRecipient = ofRecipient.DistinctBy(find => find.WaybillId).Count(),
            AssessedOfRecipient = ofRecipient.Sum(find => find.ValueFen) / FenPerYuan,
            RecipientsOfCollector = Others(collected, keys.RecipientPhone),
            SendersToRecipient = isSmall && small.Count > 0 && keys.SenderPhone is not null ? 1 + Others(small.Select(row => row.SenderPhoneKey), keys.SenderPhone) : 0,
        };
        return history.IsEmpty ? null : history;
    }

    /// <summary>Remembers a parcel at its first scan, and anew when its declaration changed.</summary>
    public static void Write(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, PostingKeys keys)
    {
        var row = new
        {
            prepared.WaybillId,
            prepared.WaybillVersion,
            PostedAt = prepared.Decision.DecidedAt,
            Depot = prepared.Depot.Length <= LongestDepot ? prepared.Depot : prepared.Depot[..LongestDepot],
            keys.Weight,
            SenderPhoneKey = keys.SenderPhone,
            SenderNameKey = keys.SenderName,
            SenderNumberKey = keys.SenderNumber,
            RecipientPhoneKey = keys.RecipientPhone,
        };
        var added = connection.Execute(
            """
            INSERT INTO postings (waybill_id, waybill_version, posted_at, depot, weight, sender_phone_key, sender_name_key, sender_number_key, recipient_phone_key)
            SELECT @WaybillId, @WaybillVersion, @PostedAt, @Depot, @Weight, @SenderPhoneKey, @SenderNameKey, @SenderNumberKey, @RecipientPhoneKey
            WHERE NOT EXISTS (SELECT 1 FROM postings WHERE waybill_id = @WaybillId)
            """,
            row,
            transaction);
        if (added > 0 || prepared.WaybillVersion == 1)
            return;
        connection.Execute(
            """
            UPDATE postings
            SET waybill_version = @WaybillVersion,
                weight = @Weight,
                sender_phone_key = @SenderPhoneKey,
                sender_name_key = @SenderNameKey,
                sender_number_key = @SenderNumberKey,
                recipient_phone_key = @RecipientPhoneKey
            WHERE waybill_id = @WaybillId AND waybill_version < @WaybillVersion
            """,
            row,
            transaction);
    }

    /// <summary>Parcels that were posted under a document, registered or not.</summary>
    public static IReadOnlyList<Guid> PostedUnder(DbConnection connection, DbTransaction transaction, byte[] numberKey) =>
        connection.Query<Guid>("SELECT waybill_id FROM postings WHERE sender_number_key = @Key", new { Key = numberKey }, transaction).AsList();

    /// <summary>Forgets the oldest, some at a time; their ids begin with the time, so that only those are looked at.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetAsync(DateTimeOffset before, int most, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            $"""
            DELETE FROM postings
            WHERE waybill_id IN (
              SELECT waybill_id
              FROM postings
              WHERE waybill_id < @First AND posted_at < @Before
              ORDER BY waybill_id
              {database.Dialect.Limit("@Most")})
            """,
            new { First = TimeOrderedId.First(before), Before = before, Most = most },
            transaction),
        ct);

    private async Task<IReadOnlyList<PostingRow>> ReadAsync(DbConnection connection, Asked asked, string by, byte[]? key, string what) => key is null ? []
        : (await connection.QueryAsync<PostingRow>(
            $"""
            SELECT posted_at,
                   {what}
            FROM postings
            WHERE {by} = @Key AND posted_at >= @Since AND waybill_id <> @WaybillId
            ORDER BY posted_at DESC
            {database.Dialect.Limit("@Most")}
            """,
            new { Key = key, asked.Since, asked.WaybillId, asked.Most })).AsList();

    /// <summary>Recipients whose parcels the collector took.</summary>
    private async Task<IEnumerable<byte[]?>> CollectedAsync(DbConnection connection, Asked asked, PostingKeys keys)
    {
        IEnumerable<byte[]?> found = [];
        foreach (var (by, key) in new[] { ("phone_key", keys.CollectorPhone), ("number_key", keys.CollectorNumber) })
        {
            if (key is null)
                continue;
            found = found.Concat(await connection.QueryAsync<byte[]?>(
                $"""
                SELECT recipient_key
                FROM collections
                WHERE {by} = @Key AND collected_at >= @Since AND waybill_id <> @WaybillId
                ORDER BY collected_at DESC
                {database.Dialect.Limit("@Most")}
                """,
                new { Key = key, asked.Since, asked.WaybillId, asked.Most }));
        }

        return found;
    }

    /// <summary>
    /// Assessed wildlife in other parcels of these people. The sender is known by his document; by his phone only where one of the two parcels names none, for a phone may serve several.
    /// </summary>
    private static async Task<IReadOnlyList<FindRow>> FindsAsync(DbConnection connection, Asked asked, PostingKeys keys) => (await connection.QueryAsync<FindRow>(
        """
        SELECT item_id,
               waybill_id,
               value_fen,
               0 AS of_recipient
        FROM person_finds
        WHERE sender_number_key = @SenderNumber AND found_at >= @Since AND waybill_id <> @WaybillId
        UNION ALL
        SELECT item_id,
               waybill_id,
               value_fen,
               0
        FROM person_finds
        WHERE sender_phone_key = @SenderPhone AND found_at >= @Since AND waybill_id <> @WaybillId AND (sender_number_key IS NULL OR @SenderNumber IS NULL)
        UNION ALL
        SELECT item_id,
               waybill_id,
               value_fen,
               1
        FROM person_finds
        WHERE recipient_phone_key = @RecipientPhone AND found_at >= @Since AND waybill_id <> @WaybillId
        """,
        new { keys.SenderNumber, keys.SenderPhone, keys.RecipientPhone, asked.Since, asked.WaybillId })).AsList();

    private static int Others(IEnumerable<byte[]?> keys, byte[]? own) =>
        keys.OfType<byte[]>().Where(key => !Same(key, own)).Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Count();

    private static bool Same(byte[]? one, byte[]? other) => one is not null && other is not null && one.AsSpan().SequenceEqual(other);

    private async ValueTask<int> RegionsAsync(IEnumerable<string?> depots, string here)
    {
        var others = depots.OfType<string>().Where(depot => depot != here).Distinct(StringComparer.Ordinal).ToList();
        if (others.Count == 0 || await regions(here) is not { } own)
            return 0;
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var depot in others)
        {
            if (await regions(depot) is { } region && region != own)
                found.Add(region);
        }

        return found.Count;
    }

    private sealed record Asked(Guid WaybillId, DateTimeOffset Since, int Most);

    private sealed record FindRow
    {
        public Guid ItemId { get; init; }
        public Guid WaybillId { get; init; }

        /// <summary>Hundredths of a yuan.</summary>
        public long ValueFen { get; init; }

        public bool OfRecipient { get; init; }
    }

    private sealed record PostingRow
    {
        public DateTimeOffset PostedAt { get; init; }
        public byte[]? SenderPhoneKey { get; init; }
        public byte[]? SenderNameKey { get; init; }
        public byte[]? SenderNumberKey { get; init; }
        public string? Depot { get; init; }
        public int? Weight { get; init; }
    }
}
