using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Screenings;

/// <summary>
/// What was posted before by those on a waybill. Indexed reads of at most <see cref="PostingHistory.MostRecords"/> rows of each key, in one statement, counted here: how long a scan takes does not
/// depend on how much there is (a benchmark asks a database of ten million parcels).
/// </summary>
internal sealed class PostingStore(SqlDatabase database, RegionReader regions)
{
    private const int LongestDepot = 32;
    private const int FenPerYuan = 100;

    /// <summary>The one statement that asks; parameters as in <see cref="FindAsync"/>.</summary>
    public string Statement { get; } = Earlier(database.Dialect);

    /// <summary>Null when there is nothing to tell.</summary>
    public async Task<PostingHistory?> FindAsync(Guid waybillId, PostingKeys keys, string depot, HistoryWindows windows, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var (people, parcels) = (now.AddDays(-windows.PeopleDays), now.AddDays(-windows.ParcelDays));
        var found = (await connection.QueryAsync<EarlierRow>(Statement, new
        {
            keys.SenderPhone,
            keys.SenderNumber,
            keys.RecipientPhone,
            WaybillId = waybillId,
            PostedSince = people < parcels ? people : parcels,
            FoundSince = now.AddDays(-windows.ValueDays),
            Most = PostingHistory.MostRecords,
        })).AsList();
        var collected = await CollectedAsync(connection, waybillId, people, keys);
        if (found.Count == 0 && collected.Count == 0)
            return null;

        var rows = found.ToLookup(row => row.By);
        var (bySender, byNumber, byRecipient) = (rows[By.SenderPhone], rows[By.SenderNumber], rows[By.RecipientPhone]);
        var (ofSender, ofRecipient) = (rows[By.FindOfSender], rows[By.FindOfRecipient]);
        bool IsSmall(EarlierRow row) => row.PostedAt >= parcels && row.Weight <= windows.SmallGrams;
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

    /// <summary>Recipients whose parcels the collector took.</summary>
    private async Task<IReadOnlyList<byte[]?>> CollectedAsync(DbConnection connection, Guid waybillId, DateTimeOffset since, PostingKeys keys)
    {
        List<byte[]?> found = [];
        foreach (var (by, key) in new[] { ("phone_key", keys.CollectorPhone), ("number_key", keys.CollectorNumber) })
        {
            if (key is null)
                continue;
            found.AddRange(await connection.QueryAsync<byte[]?>(
                $"""
                SELECT recipient_key
                FROM collections
                WHERE {by} = @Key AND collected_at >= @Since AND waybill_id <> @WaybillId
                ORDER BY collected_at DESC
                {database.Dialect.Limit("@Most")}
                """,
                new { Key = key, Since = since, WaybillId = waybillId, Most = PostingHistory.MostRecords }));
        }

        return found;
    }

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

    /// <summary>
    /// A key that the parcel lacks is null and equals nothing. Assessed wildlife is its sender's by his document; by his phone only where one of the two parcels names none, for a phone may serve several.
    /// </summary>
    private static string Earlier(SqlDialect dialect)
    {
        return string.Join(
            "\nUNION ALL\n",
            Posted(By.SenderPhone, "sender_phone_key = @SenderPhone", "sender_name_key", "sender_number_key", "weight"),
            Posted(By.SenderNumber, "sender_number_key = @SenderNumber", "sender_phone_key", "depot"),
            Posted(By.RecipientPhone, "recipient_phone_key = @RecipientPhone", "sender_phone_key", "weight"),
            Found(By.FindOfSender, "sender_number_key = @SenderNumber"),
            Found(By.FindOfSender, "sender_phone_key = @SenderPhone AND (sender_number_key IS NULL OR @SenderNumber IS NULL)"),
            Found(By.FindOfRecipient, "recipient_phone_key = @RecipientPhone"));

        // The columns are those of the index, and no others.
        string Posted(By by, string where, params string[] columns)
        {
            string Column(string name, string type) => columns.Contains(name) ? name : $"CAST(NULL AS {type}) AS {name}";
            return $"""
                SELECT {(int)by} AS [by],
                       posted_at,
                       {Column("depot", "NVARCHAR(32)")},
                       {Column("weight", "INT")},
                       {Column("sender_phone_key", "VARBINARY(64)")},
                       {Column("sender_name_key", "VARBINARY(64)")},
                       {Column("sender_number_key", "VARBINARY(64)")},
                       CAST(NULL AS BINARY(16)) AS waybill_id,
                       CAST(NULL AS BIGINT) AS value_fen
                FROM (
                  SELECT posted_at, {string.Join(", ", columns)}
                  FROM postings
                  WHERE {where} AND posted_at >= @PostedSince AND waybill_id <> @WaybillId
                  ORDER BY posted_at DESC
                  {dialect.Limit("@Most")}) latest
                """;
        }

        static string Found(By by, string where) =>
            $"SELECT {(int)by}, found_at, NULL, NULL, NULL, NULL, NULL, waybill_id, value_fen FROM person_finds WHERE {where} AND found_at >= @FoundSince AND waybill_id <> @WaybillId";
    }

    /// <summary>What led to a row.</summary>
    private enum By
    {
        SenderPhone,
        SenderNumber,
        RecipientPhone,
        FindOfSender,
        FindOfRecipient,
    }

    /// <summary>A parcel, as much as its key's index holds of it; or a find.</summary>
    private sealed record EarlierRow
    {
        public By By { get; init; }
        public DateTimeOffset PostedAt { get; init; }
        public string? Depot { get; init; }
        public int? Weight { get; init; }
        public byte[]? SenderPhoneKey { get; init; }
        public byte[]? SenderNameKey { get; init; }
        public byte[]? SenderNumberKey { get; init; }
        public Guid? WaybillId { get; init; }

        /// <summary>Hundredths of a yuan.</summary>
        public long ValueFen { get; init; }
    }
}
