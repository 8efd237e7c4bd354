using System.Data.Common;
using Dapper;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Intake;

internal sealed record ErasureRequest(string Phone, string Reason);

/// <param name="Erased">Parcels whose declared data, facts and findings are gone.</param>
/// <param name="Kept">Parcels with an alert that nobody has released, in which wildlife was found, or that was referred to the police: they may be evidence.</param>
internal sealed record ErasureReport(int Erased, int Kept);

/// <summary>
/// POST /api/personal-data/erasures: erases what is stored of a person's parcels, found by phone (PIPL art. 47). Public parts of decisions and the record
/// log stay, hold no personal data and still verify. The answer to the person must not reveal an investigation: it is the same whatever the numbers here are.
/// </summary>
internal sealed class Erasure(SqlDatabase database, WaybillStore waybills, CollectionStore collections, IEnumerable<ErasedWithParcel> others, Audit audit, TimeProvider clock)
{
    public static async Task<Results<Ok<ErasureReport>, ProblemHttpResult>> HandleAsync(
        ErasureRequest request, Erasure erasure, CurrentUser user, CancellationToken ct)
    {
        if (!Screening.Parcels.PhoneNumber.TryParse(request.Phone, out var phone) || phone.Key is null)
            return Problems.Invalid("phone", "must be a full telephone number");
        if (request.Reason.Trim().Length is < 4 or > 500)
            return Problems.Invalid("reason", "must have 4 to 500 characters");
        return TypedResults.Ok(await erasure.RunAsync(request.Phone, request.Reason.Trim(), user, ct));
    }

    /// <summary>In one transaction, so that no scan can raise an alert between the look and the erasure, nothing is left half erased, and no erasure without its audit entry.</summary>
    private async Task<ErasureReport> RunAsync(string phone, string reason, CurrentUser user, CancellationToken ct)
    {
        var entry = audit.Entry(AuditActions.Erased, user) with { SubjectKind = "waybill", Detail = reason };
        IReadOnlyList<Guid> parcels = [.. (await waybills.OfPhoneAsync(phone, ct)).Union(await collections.TakenByAsync(phone, ct))];
        var now = clock.GetUtcNow();
        return await database.WriteAsync(
            (connection, transaction) =>
            {
                var erased = parcels.Where(id => !IsEvidence(connection, transaction, id)).ToList();
                foreach (var id in erased)
                {
                    DecisionStore.Erase(connection, transaction, id, now);
                    WaybillStore.Erase(connection, transaction, id, now);
                    foreach (var table in others)
                        table.Erase(connection, transaction, id);
                }

                var report = new ErasureReport(erased.Count, parcels.Count - erased.Count);
                audit.Write(connection, transaction, entry with { Subject = $"{report.Erased} erased, {report.Kept} kept" });
                return report;
            },
            ct);
    }

    private static bool IsEvidence(DbConnection connection, DbTransaction transaction, Guid waybillId) => connection.ExecuteScalar<long>(
        """
        SELECT COUNT(*)
        FROM alerts a
        WHERE a.waybill_id = @WaybillId
          AND (a.state <> @Released OR EXISTS (SELECT 1 FROM referrals r WHERE r.alert_id = a.id) OR EXISTS (SELECT 1 FROM person_finds f WHERE f.waybill_id = a.waybill_id))
        """,
        new { WaybillId = waybillId, Released = Screening.Parcels.EnumText<AlertState>.Of(AlertState.Released) },
        transaction) > 0;
}
