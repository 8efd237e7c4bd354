namespace LogisticsScreening.Server.PersonalData;

/// <summary>
/// What is kept whatever a person asks and however old it is: a parcel under an alert that nobody released, that was referred to the police, or in which something was found that counts
/// against people. One home for the condition, since
/// erasures and every job that forgets ask it.
/// </summary>
internal static class LegalHold
{
    /// <summary>SQL condition; no parameters.</summary>
    /// <param name="waybillId">Column of the parcel's id, with the table's alias.</param>
    public static string On(string waybillId) =>
        $"""
        (EXISTS (
          SELECT 1
          FROM alerts held
          WHERE held.waybill_id = {waybillId}
            AND (held.state <> 'released' OR EXISTS (SELECT 1 FROM referrals sent WHERE sent.alert_id = held.id)))
          OR EXISTS (SELECT 1 FROM person_finds found WHERE found.waybill_id = {waybillId}))
        """;
}
