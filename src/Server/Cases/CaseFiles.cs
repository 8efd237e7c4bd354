using System.Data.Common;
using Dapper;

namespace LogisticsScreening.Server.Cases;

/// <summary>
/// Cases (核查事项) in the database. A case begins with one alert; an alert belongs to one case, which the primary key of case_alerts holds even when two officers
/// act at once.
/// </summary>
internal static class CaseFiles
{
    /// <summary>The case of an alert, opened now if there is none. To be called inside a write; a duplicate key means that another server opened it in this moment.</summary>
    public static Guid Open(DbConnection connection, DbTransaction transaction, NewCase wanted)
    {
        if (Find(connection, transaction, wanted.AlertId) is { } existing)
            return existing;
        connection.Execute(
            """
            INSERT INTO cases (id, opened_at, opened_by, opened_by_name)
            VALUES (@Id, @OpenedAt, @OpenedBy, @OpenedByName)
            """,
            wanted,
            transaction);
        connection.Execute(
            """
            INSERT INTO case_alerts (alert_id, case_id, added_at)
            VALUES (@AlertId, @Id, @OpenedAt)
            """,
            wanted,
            transaction);
        return wanted.Id;
    }

    private static Guid? Find(DbConnection connection, DbTransaction transaction, Guid alertId) =>
        connection.QuerySingleOrDefault<Guid?>("SELECT case_id FROM case_alerts WHERE alert_id = @AlertId", new { AlertId = alertId }, transaction);
}

internal sealed record NewCase
{
    /// <summary>UUIDv7, made before the transaction.</summary>
    public required Guid Id { get; init; }

    public required Guid AlertId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required Guid OpenedBy { get; init; }

    public required string OpenedByName { get; init; }
}
