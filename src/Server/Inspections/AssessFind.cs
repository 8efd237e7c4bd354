using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Inspections;

/// <param name="Value">Yuan as a decimal string; "0" for what was none.</param>
/// <param name="Source">Who said so and where: the appraisal's number, the table used.</param>
internal sealed record AssessmentRequest(AssessmentBasis Basis, string Value, string Source)
{
    public override string ToString() => $"assessment, {Basis}";
}

internal sealed record AssessmentAnswer(Guid Id);

/// <summary>
/// POST /api/inspections/items/{id}/assessments: what a find is worth and on whose word. From then on it counts against those on the parcel for as long as the policy says; before, a courier's
/// word alone marks nobody. An assessment is never changed: a later one takes its place.
/// </summary>
internal sealed partial class AssessFind(SqlDatabase database, InspectionStore store, DecisionStore decisions, PersonFindStore finds, Audit audit, TimeProvider clock)
{
    private const int ShortestSource = 4;
    private const int LongestSource = 500;

    public static async Task<Results<Created<AssessmentAnswer>, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> PostAsync(
        Guid id, AssessmentRequest request, AssessFind assess, CurrentUser user, CancellationToken ct)
    {
        var errors = new Dictionary<string, string[]>();
        if (!ValueShape().IsMatch(request.Value))
            errors["value"] = ["must be yuan as a decimal string such as \"12000.00\""];
        else if (request.Basis == AssessmentBasis.NotWildlife != (new Money(request.Value, "CNY").Hundredths() == 0))
            errors["value"] = ["must be \"0\" for what was no wildlife, and more for what was"];
        if (request.Source.Trim().Length is < ShortestSource or > LongestSource)
            errors["source"] = [$"must have {ShortestSource} to {LongestSource} characters"];
        else if (request.Source.AsSpan().ContainsAny(RefusedCharacters.InText))
            errors["source"] = ["must not hold control characters"];
        return errors.Count > 0 ? Problems.Invalid(errors) : await assess.AddAsync(id, request, user, ct);
    }

    private async Task<Results<Created<AssessmentAnswer>, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> AddAsync(Guid itemId, AssessmentRequest request, CurrentUser user, CancellationToken ct)
    {
        if (await FindAsync(itemId, ct) is not { } item || !user.SeesDepot(item.Depot))
            return TypedResults.NotFound();
        if (item.Kind != EnumText<FoundKind>.Of(FoundKind.Wildlife))
            return Problems.Invalid("basis", "only wildlife is assessed");
        if (item.DecisionId is not { } decisionId || (await decisions.FindAsync(decisionId, ct))?.Content is not { } content)
            return Erased();

        var now = clock.GetUtcNow();
        var fen = new Money(request.Value, "CNY").Hundredths();
        var find = finds.Prepare(itemId, item.WaybillId, item.ReceivedAt, fen, content.Facts);
        var row = new
        {
            Id = Guid.CreateVersion7(now),
            ItemId = itemId,
            Now = now,
            user.UserId,
            user.UserName,
            Basis = EnumText<AssessmentBasis>.Of(request.Basis),
            Fen = fen,
            Source = store.EncryptSource(request.Source.Trim()),
        };
        var entry = audit.Entry(AuditActions.FindAssessed, user) with
        {
            SubjectKind = "inspectionItem",
            Subject = itemId.ToString(),
            Detail = string.Create(CultureInfo.InvariantCulture, $"{row.Basis}, {fen / 100m:0.00} CNY"),
        };
        var isStored = await database.WriteAsync(
            (connection, transaction) =>
            {
                if (decisions.IsErased(connection, transaction, decisionId))
                    return false;
                Insert(connection, transaction, row);
                // The latest counts, also of two that are stored in the other order than they were made in.
                if (IsLatest(connection, transaction, itemId, row.Id))
                    PersonFindStore.Replace(connection, transaction, itemId, request.Basis == AssessmentBasis.NotWildlife ? null : find);
                audit.Write(connection, transaction, entry);
                return true;
            },
            ct);
        return isStored ? TypedResults.Created((string?)null, new AssessmentAnswer(row.Id)) : Erased();
    }

    private static Conflict<ProblemDetails> Erased() =>
        Problems.Conflict("此件的个人信息已被删除，查出物品不再计入任何人。", "The parcel's data were erased: the find counts against nobody any more.");

    private static bool IsLatest(DbConnection connection, DbTransaction transaction, Guid itemId, Guid id) =>
        connection.ExecuteScalar<int>("SELECT COUNT(*) FROM assessments WHERE item_id = @ItemId AND id > @Id", new { ItemId = itemId, Id = id }, transaction) == 0;

    private static void Insert(DbConnection connection, DbTransaction transaction, object row) => connection.Execute(
        """
        INSERT INTO assessments (id, item_id, assessed_at, user_id, user_name, basis, value_fen, source_cipher)
        VALUES (@Id, @ItemId, @Now, @UserId, @UserName, @Basis, @Fen, @Source)
        """,
        row,
        transaction);

    private async Task<ItemRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ItemRow>(
            """
            SELECT i.kind,
                   i.waybill_id,
                   n.decision_id,
                   n.depot,
                   n.received_at
            FROM inspection_items i
            JOIN inspections n ON n.id = i.inspection_id
            WHERE i.id = @Id
            """,
            new { Id = id });
    }

    [GeneratedRegex(@"^[0-9]{1,10}(\.[0-9]{1,2})?\z")]
    private static partial Regex ValueShape();

    private sealed record ItemRow
    {
        public string Kind { get; init; } = "";
        public Guid WaybillId { get; init; }
        public Guid? DecisionId { get; init; }
        public string Depot { get; init; } = "";
        public DateTimeOffset ReceivedAt { get; init; }
    }
}
