using System.Data.Common;
using System.Text;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Intake;

/// <summary>How many different typed-in wordings may be caught within <see cref="Window"/> before the next one has to wait; each a setting (docs/operations.md).</summary>
internal sealed record WordingLimits
{
    /// <summary>Default 24 hours: a day's work.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Of one sender to one recipient. Default 5: nobody corrects one consignment more often.</summary>
    public int PerParties { get; init; } = 5;

    /// <summary>Default 60: several times what an honest courier types in vaguely in a day.</summary>
    public int PerAccount { get; init; } = 60;

    /// <summary>Of one device at one depot, whoever is signed in. Default 60, as for an account.</summary>
    public int PerDevice { get; init; } = 60;

    /// <summary>Default 600: ten accounts at their limit.</summary>
    public int PerDepot { get; init; } = 600;

    /// <summary>Different people named as having taken one parcel, whatever the answers. Default 3: a station, then a neighbour, and one of them typed in wrongly.</summary>
    public int CollectorsPerParcel { get; init; } = 3;
}

/// <summary>A wording on its way to an answer, and whose limits it counts towards. Keyed hashes only.</summary>
/// <param name="Words">The words alone.</param>
/// <param name="Consignment">The words with the two parties' phones: what a red of an account, a device or a depot counts as, for it may be the answer to a phone.</param>
internal sealed record TypedWording(byte[] Words, byte[] Consignment, LimitedSubject Parties, IReadOnlyList<LimitedSubject> Others)
{
    public override string ToString() => "typed wording";
}

internal sealed record LimitedSubject(byte[] Key, int Limit);

/// <summary>Somebody named as having taken a parcel, on his way to an answer, and whose limits he counts towards. Keyed hashes only.</summary>
/// <param name="Person">Name, phone and document together: each is asked about.</param>
internal sealed record NamedCollector(byte[] Person, LimitedSubject Parcel, IReadOnlyList<LimitedSubject> Others)
{
    public override string ToString() => "named collector";
}

/// <summary>
/// Limits what trying words and parties can teach: different wordings that were typed in and answered other than green are counted for the parties, the account, the device and the depot,
/// under whatever waybill numbers. What counts is only what the courier was shown, so the limit tells nothing that the answers did not; the same wording again teaches nothing
/// and counts once. A vague wording is many senders' and counts once whoever they are; a red one counts once for each pair of parties.
/// Collectors are asked of the lists as well, and nobody has to type in a waybill for it: those that made an answer stricter are counted in the same way, apart from the wordings, and all of one parcel.
/// </summary>
internal sealed class CaughtWordings(SqlDialect dialect, BlindIndex index, WordingLimits limits)
{
    public TypedWording OfWords(StoredWaybill waybill, IncomingScan scan, Guid userId)
    {
        var declared = waybill.Waybill;
        var words = new StringBuilder();
        foreach (var item in declared.Items)
            words.Append(null, $"{item.Description}\n{item.Nature}\n{item.Unit}\n");
        var text = words.Append(declared.Remarks).ToString();
        var parties = $"{PhoneOf(declared.Sender.Phone)}\n{PhoneOf(declared.Recipient.Phone)}";
        return new(
            index.Compute("wordings.words", text),
            index.Compute("wordings.consignment", $"{parties}\n{text}"),
            Subject("parties", parties, limits.PerParties),
            [
                Subject("account", userId.ToString(), limits.PerAccount),
                Subject("device", $"{scan.Depot}\n{scan.Device}", limits.PerDevice),
                Subject("depot", scan.Depot, limits.PerDepot),
            ]);
    }

    /// <returns>Null for a recipient who took his parcel himself: he was asked about at acceptance.</returns>
    public NamedCollector? OfCollector(StoredWaybill waybill, IncomingScan scan, Guid userId)
    {
        if (scan.Collected?.Collector.Person is not { } person)
            return null;
        return new(
            index.Compute("wordings.collector", $"{ListKeys.Name(person.Name) ?? person.Name.Trim()}\n{PhoneOf(person.Phone)}\n{person.Document?.Key}"),
            Subject("collectors.parcel", waybill.Id.ToString(), limits.CollectorsPerParcel),
            [
                Subject("collectors.account", userId.ToString(), limits.PerAccount),
                Subject("collectors.device", $"{scan.Depot}\n{scan.Device}", limits.PerDevice),
                Subject("collectors.depot", scan.Depot, limits.PerDepot),
            ]);
    }

    /// <summary>An answer that tells something of a collector: stricter than what the parcel's scans were answered before. Of a parcel without any, a red one; yellow may be its sender's.</summary>
    public static bool IsCaught(CourierAnswer answer, Shown? before) => answer.Shown > (before ?? Shown.Yellow);

    /// <summary>An answer that tells something of the words: a yellow for papers or worse. A yellow for identity does so only when it follows a change.</summary>
    public static bool IsCaught(CourierAnswer answer, bool reworded) =>
        answer.Shown > Shown.Yellow || (answer.Shown == Shown.Yellow && (reworded || answer.Instruction == Instruction.CheckPapers));

    /// <summary>How long this wording has to wait for its answer; null when it may have it now. Over a limit only what was red before, of the same parties, is answered at once.</summary>
    public TimeSpan? Wait(DbConnection connection, DbTransaction transaction, TypedWording wording, DateTimeOffset now) => Wait(connection, transaction, Counted(wording, wording.Consignment), now);

    /// <summary>The same for a collector. Over a limit only who was named of this parcel before, and was caught before, is answered at once.</summary>
    public TimeSpan? Wait(DbConnection connection, DbTransaction transaction, NamedCollector collector, DateTimeOffset now) => Wait(connection, transaction, Counted(collector), now);

    /// <returns>Whether a limit was reached by this wording.</returns>
    public bool Add(DbConnection connection, DbTransaction transaction, TypedWording wording, Shown shown, DateTimeOffset now) =>
        Add(connection, transaction, Counted(wording, shown > Shown.Yellow ? wording.Consignment : wording.Words), now);

    /// <param name="isCaught">Otherwise he counts for the parcel alone.</param>
    /// <returns>Whether a limit was reached by him.</returns>
    public bool Add(DbConnection connection, DbTransaction transaction, NamedCollector collector, bool isCaught, DateTimeOffset now) =>
        Add(connection, transaction, Counted(collector).Take(isCaught ? int.MaxValue : 1), now);

    private TimeSpan? Wait(DbConnection connection, DbTransaction transaction, IEnumerable<(byte[] Subject, int Limit, byte[] Key)> counted, DateTimeOffset now)
    {
        var since = now - limits.Window;
        TimeSpan? longest = null;
        foreach (var (subject, limit, key) in counted)
        {
            // The newest so many fill the limit; once the oldest of them leaves the window there is room again.
            var oldest = connection.QuerySingleOrDefault<DateTimeOffset?>(
                $"""
                SELECT caught_at
                FROM caught_wordings
                WHERE subject_key = @Subject AND caught_at > @Since
                ORDER BY caught_at DESC
                {dialect.Limit("@One", "@Skip")}
                """,
                new { Subject = subject, Since = since, One = 1, Skip = limit - 1 },
                transaction);
            if (oldest is { } at && !IsKnown(connection, transaction, subject, key, since) && (longest is null || at - since > longest))
                longest = at - since;
        }

        return longest;
    }

    private bool Add(DbConnection connection, DbTransaction transaction, IEnumerable<(byte[] Subject, int Limit, byte[] Key)> counted, DateTimeOffset now)
    {
        connection.Execute("DELETE FROM caught_wordings WHERE caught_at <= @Since", new { Since = now - limits.Window }, transaction);
        var reached = false;
        foreach (var (subject, limit, key) in counted)
        {
            var added = connection.Execute(
                """
                INSERT INTO caught_wordings (subject_key, wording_key, caught_at)
                SELECT @Subject, @Wording, @Now
                WHERE NOT EXISTS (SELECT 1 FROM caught_wordings WHERE subject_key = @Subject AND wording_key = @Wording)
                """,
                new { Subject = subject, Wording = key, Now = now },
                transaction);
            reached |= added == 1 && limit == connection.ExecuteScalar<long>("SELECT COUNT(*) FROM caught_wordings WHERE subject_key = @Subject", new { Subject = subject }, transaction);
        }

        return reached;
    }

    private static bool IsKnown(DbConnection connection, DbTransaction transaction, byte[] subject, byte[] wording, DateTimeOffset since) => connection.ExecuteScalar<long>(
        "SELECT COUNT(*) FROM caught_wordings WHERE subject_key = @Subject AND wording_key = @Wording AND caught_at > @Since",
        new { Subject = subject, Wording = wording, Since = since },
        transaction) > 0;

    private static IEnumerable<(byte[] Subject, int Limit, byte[] Key)> Counted(TypedWording wording, byte[] key) =>
        [(wording.Parties.Key, wording.Parties.Limit, wording.Words), .. wording.Others.Select(other => (other.Key, other.Limit, key))];

    private static IEnumerable<(byte[] Subject, int Limit, byte[] Key)> Counted(NamedCollector collector) =>
        [(collector.Parcel.Key, collector.Parcel.Limit, collector.Person), .. collector.Others.Select(other => (other.Key, other.Limit, collector.Person))];

    private LimitedSubject Subject(string kind, string value, int limit) => new(index.Compute($"wordings.{kind}", value), limit);

    private static string PhoneOf(string phone) => ListKeys.Phone(phone) ?? phone.Trim();
}
