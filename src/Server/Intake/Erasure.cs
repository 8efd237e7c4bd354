using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Intake;

/// <summary>A person by phone, or by document; never both, so that it is plain what was asked.</summary>
internal sealed record ErasureRequest(string Reason, string? Phone = null, IdType? IdType = null, string? IdNumber = null)
{
    public override string ToString() => "erasure request";
}

/// <param name="Erased">Parcels whose declared data, facts and findings are gone.</param>
/// <param name="Kept">Parcels with an alert that nobody has released, that was referred to the police, or with a find that counts against people: they may be evidence.</param>
internal sealed record ErasureReport(int Erased, int Kept, RegistryErasure Registrations);

/// <summary>
/// POST /api/personal-data/erasures: erases what is stored of a person, found by phone or by document (PIPL art. 47): his parcels, and his registration where nothing needs it any more.
/// Public parts of decisions and the record log stay, hold no personal data and still verify. The answer to the person must not reveal an investigation: it is the same whatever the
/// numbers here are.
/// </summary>
internal sealed class Erasure(SqlDatabase database, WaybillStore waybills, CollectionStore collections, IEnumerable<ErasedWithParcel> others, RegistrationErasure registry, BlindIndex index, Audit audit, TimeProvider clock)
{
    public static async Task<Results<Ok<ErasureReport>, ProblemHttpResult>> HandleAsync(
        ErasureRequest request, Erasure erasure, CurrentUser user, CancellationToken ct)
    {
        if (request.Reason.Trim() is not { Length: >= 4 and <= 500 } reason)
            return Problems.Invalid("reason", "must have 4 to 500 characters");
        if (request is { Phone: not null } and ({ IdType: not null } or { IdNumber: not null }))
            return Problems.Invalid("phone", "is given instead of idType and idNumber, not beside them");
        if (request.Phone is { } phone)
        {
            return PhoneNumber.TryParse(phone, out var read) && read.Key is not null
                ? TypedResults.Ok(await erasure.RunAsync(
                    (connection, transaction) => erasure.OfPhone(connection, transaction, phone), reason, user, ct))
                : Problems.Invalid("phone", "must be a full telephone number");
        }

        if (request.IdType is not { } type)
            return Problems.Invalid("phone", "is required, or idType and idNumber");
        return Screening.Parcels.IdNumber.Normalise(request.IdNumber) is { } number
            ? TypedResults.Ok(await erasure.RunAsync((connection, transaction) => erasure.OfDocument(connection, transaction, type, number), reason, user, ct))
            : Problems.Invalid("idNumber", $"must have 1 to {Screening.Parcels.IdNumber.MaxLength} characters");
    }

    private (IReadOnlyList<Guid> Registrations, IReadOnlyList<Guid> Parcels) OfPhone(DbConnection connection, DbTransaction transaction, string phone) =>
        (registry.OfPhone(connection, transaction, phone), [.. waybills.OfPhone(connection, transaction, phone).Union(collections.TakenBy(connection, transaction, phone))]);

    /// <summary>Parcels under his registration, and those that he posted or took without one, as far back as postings and collections remember.</summary>
    private (IReadOnlyList<Guid> Registrations, IReadOnlyList<Guid> Parcels) OfDocument(DbConnection connection, DbTransaction transaction, IdType type, string number)
    {
        var registrations = registry.OfDocument(connection, transaction, type, number);
        var key = PostingKeys.OfNumber(Screening.Parcels.IdNumber.KeyOf(number), index);
        return (
            registrations,
            [
                .. registrations.SelectMany(id => RegistrationUses.ParcelsOf(connection, transaction, id))
                    .Union(PostingStore.PostedUnder(connection, transaction, key))
                    .Union(CollectionStore.TakenUnder(connection, transaction, key)),
            ]);
    }

    /// <summary>
    /// In one transaction, so that no scan can raise an alert between the look and the erasure, nothing is left half erased, and no erasure without its audit entries.
    /// </summary>
    private Task<ErasureReport> RunAsync(
        Func<DbConnection, DbTransaction, (IReadOnlyList<Guid> Registrations, IReadOnlyList<Guid> Parcels)> find, string reason, CurrentUser user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(
            (connection, transaction) =>
            {
                var (registrations, parcels) = find(connection, transaction);
                foreach (var id in parcels)
                    waybills.Lock(connection, transaction, id);
                var erased = parcels.Where(id => !IsEvidence(connection, transaction, id)).ToList();
                foreach (var id in erased)
                {
                    DecisionStore.Erase(connection, transaction, id, now);
                    WaybillStore.Erase(connection, transaction, id, now);
                    foreach (var table in others)
                        table.Erase(connection, transaction, id);
                    RegistrationUses.EraseParcel(connection, transaction, id);
                }

                AuditEntry Entry(string kind, string subject) => audit.Entry(AuditActions.Erased, user) with { SubjectKind = kind, Subject = subject, Detail = reason };
                var report = new ErasureReport(
                    erased.Count,
                    parcels.Count - erased.Count,
                    registry.Erase(connection, transaction, registrations, now, id => audit.Write(connection, transaction, Entry("registration", id.ToString()))));
                audit.Write(connection, transaction, Entry("waybill", $"{report.Erased} erased, {report.Kept} kept"));
                return report;
            },
            ct);
    }

    private static bool IsEvidence(DbConnection connection, DbTransaction transaction, Guid waybillId) => connection.ExecuteScalar<int>(
        $"SELECT CASE WHEN {LegalHold.On("@WaybillId")} THEN 1 ELSE 0 END", new { WaybillId = waybillId }, transaction) == 1;
}
