using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Alerts;

/// <param name="Streams">For each stream the asker may see, the last number given out: what a screen compares with its own to know what it missed.</param>
internal sealed record AlertPage(IReadOnlyList<AlertSummary> Items, IReadOnlyList<StreamPosition> Streams);

internal sealed record StreamPosition(string Depot, Audience Audience, long Sequence);

/// <summary>
/// Alerts the asker may see: the newest first; or, with <c>afterSequence</c> and the stream it counts in, the following ones in
/// their order, so that after a lost connection nothing is missed and nothing comes twice.
/// </summary>
internal static class ListAlerts
{
    public static async Task<Results<Ok<AlertPage>, ProblemHttpResult>> HandleAsync(
        CurrentUser user,
        SqlDatabase database,
        AlertStore store,
        CancellationToken ct,
        string? depot = null,
        string? audience = null,
        string? state = null,
        long? afterSequence = null,
        Guid? before = null,
        PageSize? limit = null)
    {
        var errors = new Dictionary<string, string[]>();
        if (!IsKnown<Audience>(audience))
            errors["audience"] = [$"must be one of {string.Join(", ", EnumText<Audience>.All)}"];
        if (!IsKnown<AlertState>(state))
            errors["state"] = [$"must be one of {string.Join(", ", EnumText<AlertState>.All)}"];
        if (afterSequence is not null && (depot is null || audience is null))
            errors["afterSequence"] = ["needs depot and audience, because each such stream has its own numbers"];
        if (afterSequence < 0)
            errors["afterSequence"] = ["must not be negative"];
        if (errors.Count > 0)
            return Problems.Invalid(errors);

        // Streams before items: an alert that arrives in between is in the items and not yet in the positions, never the other way round.
        var streams = (await store.ReadStreamsAsync(ct)).Where(stream => user.MaySee(stream.AudienceValue, stream.Depot)).ToList();
        var asked = streams.Where(stream => (depot is null || stream.Depot == depot) && (audience is null || stream.Audience == audience)).ToList();
        var everyDepot = user.SeesAllDepots && depot is null;
        var items = asked.Count == 0 ? [] : await ReadAsync(database, asked, everyDepot, state, afterSequence, before, PageSize.Of(limit), ct);
        return TypedResults.Ok(new AlertPage(items, [.. streams.Select(stream => new StreamPosition(stream.Depot, stream.AudienceValue, stream.LastSequence))]));
    }

    private static async Task<IReadOnlyList<AlertSummary>> ReadAsync(
        SqlDatabase database, List<StreamRow> asked, bool everyDepot, string? state, long? afterSequence, Guid? before, int limit, CancellationToken ct)
    {
        var parameters = new DynamicParameters(new { state, afterSequence, before, limit });
        var filter = new List<string> { StreamFilter(asked, everyDepot, parameters) };
        if (state is not null)
            filter.Add("state = @state");
        if (afterSequence is not null)
            filter.Add("sequence > @afterSequence");
        // Ids of one millisecond have no order, so within one stream its numbers decide.
        var oneStream = asked.Count == 1;
        if (before is not null)
            filter.Add(oneStream ? "sequence < (SELECT sequence FROM alerts WHERE id = @before)" : "id < @before");

        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<AlertRow>(
            $"""
            SELECT {AlertRow.Columns}
            FROM alerts
            WHERE {string.Join(" AND ", filter)}
            ORDER BY {(afterSequence is not null ? "sequence" : oneStream ? "sequence DESC" : "id DESC")}
            {database.Dialect.Limit("@limit")}
            """,
            parameters);
        return [.. rows.Select(row => row.ToSummary())];
    }

    // Depots that show the same audiences share a condition, so there are few however many depots there are. Who sees every depot sees the same audiences
    // at each of them, and needs no list of depots, which could be longer than SQL Server takes (2,100 parameters).
    private static string StreamFilter(List<StreamRow> asked, bool everyDepot, DynamicParameters parameters)
    {
        if (everyDepot && asked.Count > 1)
        {
            parameters.Add("audiences", asked.Select(stream => stream.Audience).Distinct().ToArray());
            return "audience IN @audiences";
        }

        var groups = asked
            .GroupBy(stream => stream.Depot, stream => stream.Audience)
            .GroupBy(depot => string.Join(',', depot.Order(StringComparer.Ordinal)), depot => depot.Key)
            .Select((group, i) =>
            {
                parameters.Add($"depots{i}", group.ToArray());
                parameters.Add($"audiences{i}", group.Key.Split(','));
                return $"(depot IN @depots{i} AND audience IN @audiences{i})";
            });
        return $"({string.Join(" OR ", groups)})";
    }

    private static bool IsKnown<T>(string? text)
        where T : struct, Enum => text is null || EnumText<T>.TryParse(text, out _);
}
