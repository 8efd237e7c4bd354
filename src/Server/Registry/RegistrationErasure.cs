using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry;

/// <summary>How long records of service are kept; a setting (docs/operations.md), to be confirmed by the operator.</summary>
internal sealed record RegistryRetention
{
    /// <summary>Three years of 365 days.</summary>
    public const int DefaultDays = 1095;

    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(DefaultDays);
}

/// <summary>What an erasure did to the registry; counts only. Each kept registration counts once, under the first reason that holds.</summary>
/// <param name="Erased">Registrations that are gone with number, name, phone, history and the authority's answer.</param>
/// <param name="KeptAsEvidence">A parcel that is kept as evidence was posted under it.</param>
/// <param name="KeptForAgreement">Its customer's safety agreement runs.</param>
/// <param name="KeptInUse">It served within the retention period for a parcel that is not erased.</param>
/// <param name="KeptShared">Others are registered under the same phone: to be asked for by the document.</param>
/// <param name="AgreementsErased">Ended safety agreements of the customers erased.</param>
internal sealed record RegistryErasure(int Erased, int KeptAsEvidence, int KeptForAgreement, int KeptInUse, int KeptShared, int AgreementsErased);

/// <summary>
/// Erases registrations with all that hangs on them, unless something still needs them (docs/decisions/0026). Inside the caller's transaction; the parcels are erased before, so that what
/// is left in registration_uses is what is kept. The public ids stay in the audit trail, where they name nobody any more.
/// </summary>
internal sealed class RegistrationErasure(FieldCipher cipher, BlindIndex index, RegistryRetention retention)
{
    public IReadOnlyList<Guid> OfPhone(DbConnection connection, DbTransaction transaction, string phone) => ListKeys.Phone(phone) is not { } key ? []
        : connection.Query<Guid>("SELECT id FROM registrations WHERE phone_key = @Key", new { Key = index.Compute(RegistrationStore.ByPhone, key) }, transaction).AsList();

    /// <param name="number">Normalised.</param>
    public IReadOnlyList<Guid> OfDocument(DbConnection connection, DbTransaction transaction, IdType type, string number) => connection.Query<Guid>(
        "SELECT id FROM registrations WHERE number_key = @Key AND id_type = @Type",
        new { Key = index.Compute(RegistrationStore.ByNumber, IdNumber.KeyOf(number)), Type = EnumText<IdType>.Of(type) },
        transaction).AsList();

    /// <param name="ids">Of one person: of his document, or of his phone; several under one phone are several people until they are named by their documents.</param>
    /// <param name="erased">Called with each that is erased, to be audited in the same transaction.</param>
    public RegistryErasure Erase(DbConnection connection, DbTransaction transaction, IReadOnlyList<Guid> ids, DateTimeOffset now, Action<Guid> erased)
    {
        if (ids.Count > 1)
            return new(0, 0, 0, 0, KeptShared: ids.Count, 0);
        var report = new RegistryErasure(0, 0, 0, 0, 0, 0);
        foreach (var id in ids)
        {
            // Few rows, decrypted in the transaction all the same: an agreement stored a moment ago must count.
            var agreements = AgreementsOf(connection, transaction, id);
            if (IsUsed(connection, transaction, id, LegalHold.On("u.waybill_id"), now))
                report = report with { KeptAsEvidence = report.KeptAsEvidence + 1 };
            else if (agreements.Any(agreement => agreement.Runs(LocalDay.Of(now))))
                report = report with { KeptForAgreement = report.KeptForAgreement + 1 };
            else if (IsUsed(connection, transaction, id, "u.used_at > @Oldest", now))
                report = report with { KeptInUse = report.KeptInUse + 1 };
            else
            {
                foreach (var agreement in agreements)
                    connection.Execute("DELETE FROM agreements WHERE id = @Id", new { agreement.Id }, transaction);
                Delete(connection, transaction, id, now + retention.Keep);
                erased(id);
                report = report with { Erased = report.Erased + 1, AgreementsErased = report.AgreementsErased + agreements.Count };
            }
        }

        return report;
    }

    /// <summary>A registration and all that hangs on it; a lost or revoked document's status stays until <paramref name="statusUntil"/> (see <see cref="DocumentStatuses.Outlive"/>).</summary>
    public static void Delete(DbConnection connection, DbTransaction transaction, Guid id, DateTimeOffset statusUntil)
    {
        DocumentStatuses.Outlive(connection, transaction, id, statusUntil);
        var values = new { Id = id, Nothing = Array.Empty<byte>() };
        connection.Execute("DELETE FROM identity_waits WHERE registration_id = @Id", values, transaction);
        connection.Execute("DELETE FROM identity_checks WHERE registration_id = @Id", values, transaction);
        connection.Execute("DELETE FROM registration_changes WHERE registration_id = @Id", values, transaction);
        CounterPhoto.Erase(connection, transaction, id);
        connection.Execute("DELETE FROM registration_uses WHERE registration_id = @Id", values, transaction);
        // The row stays for the account's limit and says who registered when; the hash of what was typed goes. A device that sends the same again is refused instead of registering the person anew.
        connection.Execute("UPDATE counter_registrations SET body_key = @Nothing WHERE registration_id = @Id", values, transaction);
        connection.Execute("DELETE FROM registrations WHERE id = @Id", values, transaction);
    }

    private bool IsUsed(DbConnection connection, DbTransaction transaction, Guid id, string condition, DateTimeOffset now) => connection.ExecuteScalar<int>(
        $"SELECT CASE WHEN EXISTS (SELECT 1 FROM registration_uses u WHERE u.registration_id = @Id AND {condition}) THEN 1 ELSE 0 END",
        new { Id = id, Oldest = now - retention.Keep },
        transaction) == 1;

    private List<CustomerAgreement> AgreementsOf(DbConnection connection, DbTransaction transaction, Guid id)
    {
        var document = connection.QuerySingle<Document>("SELECT id_type, number_cipher FROM registrations WHERE id = @Id", new { Id = id }, transaction);
        var customer = IdNumber.KeyOf(cipher.Decrypt(document.NumberCipher, RegistrationStore.NumberPurpose));
        return
        [
            .. connection.Query<CustomerAgreement>("SELECT id, customer_cipher, until_day FROM agreements WHERE customer_type = @IdType", document, transaction)
                .Where(agreement => cipher.Decrypt(agreement.CustomerCipher, AgreementStore.CustomerPurpose) == customer),
        ];
    }

    private sealed record Document
    {
        public string IdType { get; init; } = "";
        public byte[] NumberCipher { get; init; } = [];
    }

    private sealed record CustomerAgreement
    {
        public Guid Id { get; init; }
        public byte[] CustomerCipher { get; init; } = [];
        public string? UntilDay { get; init; }

        /// <summary>Its last day counts.</summary>
        public bool Runs(DateOnly today) => UntilDay is null || LocalDay.FromStored(UntilDay) >= today;
    }
}
