using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry;

/// <summary>One registration that served for a parcel, found by its document.</summary>
internal sealed record RegistrationUse(string IdType, byte[] NumberKey);

/// <summary>
/// Remembers which registration served for which parcel, in the decision's own transaction: as long as a parcel needs it, it is neither forgotten nor erased. What a parcel was erased
/// of is erased here too.
/// </summary>
internal static class RegistrationUses
{
    /// <summary>Of sender and agent; empty when neither is registered.</summary>
    public static IReadOnlyList<RegistrationUse> Of(ParcelFacts facts, BlindIndex index) => [.. Found(facts.SenderRegistration, index), .. Found(facts.AgentRegistration, index)];

    /// <summary>Once for a parcel and a registration, however often it is scanned.</summary>
    /// <returns>Whether one of them is new to the parcel.</returns>
    public static bool Add(DbConnection connection, DbTransaction transaction, Guid waybillId, IReadOnlyList<RegistrationUse> uses, DateTimeOffset now)
    {
        var added = 0;
        foreach (var use in uses)
        {
            added += connection.Execute(
                """
                INSERT INTO registration_uses (waybill_id, registration_id, used_at)
                SELECT @WaybillId, r.id, @Now
                FROM registrations r
                WHERE r.number_key = @NumberKey AND r.id_type = @IdType
                  AND NOT EXISTS (SELECT 1 FROM registration_uses u WHERE u.waybill_id = @WaybillId AND u.registration_id = r.id)
                """,
                new { WaybillId = waybillId, Now = now, use.NumberKey, use.IdType },
                transaction);
        }

        return added > 0;
    }

    /// <summary>Parcels that the registration served for.</summary>
    public static IReadOnlyList<Guid> ParcelsOf(DbConnection connection, DbTransaction transaction, Guid registrationId) =>
        connection.Query<Guid>("SELECT waybill_id FROM registration_uses WHERE registration_id = @Id", new { Id = registrationId }, transaction).AsList();

    /// <summary>Nothing says any more who posted the parcel, and nothing waits for its answer.</summary>
    public static void EraseParcel(DbConnection connection, DbTransaction transaction, Guid waybillId)
    {
        // By both parts of its key: identity_waits has no index by parcel.
        connection.Execute(
            """
            DELETE FROM identity_waits
            WHERE waybill_id = @WaybillId
              AND registration_id IN (SELECT registration_id FROM registration_uses WHERE waybill_id = @WaybillId)
            """,
            new { WaybillId = waybillId },
            transaction);
        connection.Execute("DELETE FROM registration_uses WHERE waybill_id = @WaybillId", new { WaybillId = waybillId }, transaction);
    }

    private static IEnumerable<RegistrationUse> Found(RegistrationFact? fact, BlindIndex index) =>
        fact is { NumberKey: { } number, IdType: { } type } ? [new(EnumText<IdType>.Of(type), index.Compute(RegistrationStore.ByNumber, number))] : [];
}
