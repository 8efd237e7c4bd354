using System.Data.Common;
using Dapper;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>Another change of the list is under way, on this server or another.</summary>
internal sealed class RiskListBusyException() : Exception("Another change of the risk list is under way; try again when it has ended.");

/// <summary>A version that is being prepared and that no reader sees yet.</summary>
internal sealed record OpenVersion
{
    public long Number { get; init; }
    public DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset TouchedAt { get; init; }
}

/// <summary>What a change did to the list: entries and suppressions counted apart.</summary>
internal sealed record ListChanges
{
    public long EntriesAdded { get; init; }

    /// <summary>Entries whose former content was replaced.</summary>
    public long EntriesChanged { get; init; }

    public long SuppressionsAdded { get; init; }
    public long SuppressionsEnded { get; init; }

    /// <summary>What else the audit trail is told when the version is published.</summary>
    public AuditEntry? Also { get; init; }

    public bool Any => EntriesAdded + EntriesChanged + SuppressionsAdded + SuppressionsEnded > 0;

    public override string ToString() =>
        SuppressionsAdded + SuppressionsEnded == 0
            ? $"added {EntriesAdded}, changed {EntriesChanged}"
            : $"set aside {SuppressionsAdded}, ended {SuppressionsEnded}";
}

/// <summary>
/// The one way in which the list changes, entries and suppressions alike: begins a version, has its rows written unseen by any reader, publishes it with its root.
/// Only one change at a time; one that was broken off is cleared away by the next after <see cref="AbandonedAfter"/>. What was on the list before stays in the tables.
/// </summary>
internal sealed class ListPublication(RiskListStore store, SqlDatabase database, Audit audit, TimeProvider time)
{
    public static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(2);

    // Whoever clears an abandoned change away begins his own under the same number: only number and beginning together say whose it is.
    private const string IsOurs = "number = @Number AND begun_at = @BegunAt AND published_at IS NULL";

    /// <summary>Runs one change. It is published whole or not at all, and not when it changed nothing.</summary>
    /// <param name="user">Null for the command line.</param>
    /// <param name="change">Writes through <see cref="WriteAsync"/> and says what it did.</param>
    /// <exception cref="RiskListBusyException">Another change is under way.</exception>
    public async Task RunAsync(CurrentUser? user, Func<OpenVersion, Task<ListChanges>> change, CancellationToken ct)
    {
        var version = await BeginAsync(user, ct);
        try
        {
            var changes = await change(version);
            if (changes.Any)
                await PublishAsync(version, changes, user, ct);
            else
                await DiscardAsync(version, CancellationToken.None);
        }
        catch
        {
            await DiscardAsync(version, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Writes rows of the open version in one transaction, and shows that the change is alive.</summary>
    /// <exception cref="RiskListBusyException">It took so long that another change cleared this one away.</exception>
    public Task<T> WriteAsync<T>(OpenVersion version, Func<DbConnection, DbTransaction, T> write, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            (connection, transaction) =>
            {
                Touch(connection, transaction, version, now);
                return write(connection, transaction);
            },
            ct);
    }

    private async Task<OpenVersion> BeginAsync(CurrentUser? user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        try
        {
            return await database.WriteAsync(
                (connection, transaction) =>
                {
                    var open = connection.QuerySingleOrDefault<OpenVersion>("SELECT number, begun_at, touched_at FROM risk_list_versions WHERE published_at IS NULL", transaction: transaction);
                    if (open is not null && now - open.TouchedAt < AbandonedAfter)
                        throw new RiskListBusyException();
                    if (open is not null)
                        Clear(connection, transaction, open);
                    var number = 1 + connection.ExecuteScalar<long>("SELECT COALESCE(MAX(number), 0) FROM risk_list_versions", transaction: transaction);
                    connection.Execute(
                        """
                        INSERT INTO risk_list_versions (number, added, ended, begun_at, touched_at, user_name)
                        VALUES (@Number, 0, 0, @Now, @Now, @UserName)
                        """,
                        new { Number = number, Now = now, user?.UserName },
                        transaction);
                    return new OpenVersion { Number = number, BegunAt = now, TouchedAt = now };
                },
                ct);
        }
        catch (DbException duplicate) when (database.Dialect.IsDuplicate(duplicate))
        {
            throw new RiskListBusyException();
        }
    }

    private async Task PublishAsync(OpenVersion version, ListChanges changes, CurrentUser? user, CancellationToken ct)
    {
        // Nobody else changes these rows while the version is open, so the root is taken outside the one writer.
        var (root, entries, suppressions) = await store.RootAsync(version.Number, sameEntries: changes.EntriesAdded + changes.EntriesChanged == 0, ct);
        var now = time.GetUtcNow();
        var entry = audit.Entry(AuditActions.ListChanged, user) with { SubjectKind = "listVersion", Subject = root, Detail = changes.ToString() };
        await database.WriteAsync(
            (connection, transaction) =>
            {
                Touch(connection, transaction, version, now);
                connection.Execute(
                    """
                    UPDATE risk_list_versions
                    SET root = @Root,
                        entry_count = @Entries,
                        added = @EntriesAdded,
                        ended = @EntriesChanged,
                        suppression_count = @Suppressions,
                        suppressions_added = @SuppressionsAdded,
                        suppressions_ended = @SuppressionsEnded,
                        published_at = @Now
                    WHERE number = @Version
                    """,
                    new
                    {
                        Root = root,
                        Entries = entries,
                        changes.EntriesAdded,
                        changes.EntriesChanged,
                        Suppressions = suppressions,
                        changes.SuppressionsAdded,
                        changes.SuppressionsEnded,
                        Now = now,
                        Version = version.Number,
                    },
                    transaction);
                audit.Write(connection, transaction, entry);
                if (changes.Also is { } also)
                    audit.Write(connection, transaction, also);
            },
            ct);
    }

    private Task DiscardAsync(OpenVersion version, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) =>
        {
            if (connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM risk_list_versions WHERE {IsOurs}", version, transaction) > 0)
                Clear(connection, transaction, version);
        },
        ct);

    /// <summary>Shows that the change is alive; refuses when it took so long that another one cleared it away.</summary>
    private static void Touch(DbConnection connection, DbTransaction transaction, OpenVersion version, DateTimeOffset now)
    {
        if (connection.Execute($"UPDATE risk_list_versions SET touched_at = @TouchedAt WHERE {IsOurs}", version with { TouchedAt = now }, transaction) == 0)
            throw new RiskListBusyException();
    }

    private static void Clear(DbConnection connection, DbTransaction transaction, OpenVersion version)
    {
        connection.Execute("DELETE FROM risk_list_entries WHERE added_in = @Number", version, transaction);
        connection.Execute("UPDATE risk_list_entries SET removed_in = NULL WHERE removed_in = @Number", version, transaction);
        connection.Execute("DELETE FROM risk_list_suppressions WHERE added_in = @Number", version, transaction);
        connection.Execute(
            """
            UPDATE risk_list_suppressions
            SET removed_in = NULL,
                ended_at = NULL,
                ended_by_name = NULL,
                end_reason_cipher = NULL
            WHERE removed_in = @Number
            """,
            version,
            transaction);
        connection.Execute($"DELETE FROM risk_list_versions WHERE {IsOurs}", version, transaction);
    }
}
