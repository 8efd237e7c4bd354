using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Screenings;

/// <summary>A find as it counts against those on its parcel, by keyed hashes.</summary>
/// <param name="ValueFen">Hundredths of a yuan.</param>
internal sealed record PersonFind(Guid ItemId, Guid WaybillId, DateTimeOffset FoundAt, long ValueFen, byte[]? SenderPhone, byte[]? SenderNumber, byte[]? RecipientPhone)
{
    public override string ToString() => $"find {ItemId}";
}

/// <summary>Assessed wildlife that counts against people, written where inspections are and read by every scan (<see cref="PostingStore"/>).</summary>
internal sealed class PersonFindStore(BlindIndex index)
{
    public PersonFind Prepare(Guid itemId, Guid waybillId, DateTimeOffset foundAt, long valueFen, ParcelFacts facts)
    {
        var keys = PostingKeys.Of(facts.Waybill, facts.SenderRegistration, facts.Collector, index);
        return new(itemId, waybillId, foundAt, valueFen, keys.SenderPhone, keys.SenderNumber, keys.RecipientPhone);
    }

    /// <param name="find">Null: it counts against nobody any more.</param>
    public static void Replace(DbConnection connection, DbTransaction transaction, Guid itemId, PersonFind? find)
    {
        connection.Execute("DELETE FROM person_finds WHERE item_id = @ItemId", new { ItemId = itemId }, transaction);
        if (find is null)
            return;
        connection.Execute(
            """
            INSERT INTO person_finds (item_id, waybill_id, found_at, value_fen, sender_phone_key, sender_number_key, recipient_phone_key)
            VALUES (@ItemId, @WaybillId, @FoundAt, @ValueFen, @SenderPhone, @SenderNumber, @RecipientPhone)
            """,
            find,
            transaction);
    }
}
