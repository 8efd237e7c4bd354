using System.Data.Common;
using System.Globalization;
using Dapper;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>
/// What is remembered of earlier parcels, as hashes of invented people, in a database of the product's own migrations. One parcel in a hundred is of a few hundred large senders and recipients, so that
/// the bound on what is read is met too.
/// </summary>
internal static class SeededHistory
{
    public const int Large = 500, People = 2_000_000;

    /// <summary>Rows first, indexes afterwards: an index filled row by row takes its square in time.</summary>
    public static void Fill(DbConnection connection, BlindIndex index, int parcels, DateTimeOffset now)
    {
        var indexes = connection.Query<(string Name, string Sql)>("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'postings' AND sql IS NOT NULL").ToList();
        foreach (var (name, _) in indexes)
            connection.Execute($"DROP INDEX {name}");
        var random = new Random(20261127);
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        (insert.Transaction, insert.CommandText) = (transaction, "INSERT INTO postings (waybill_id, waybill_version, posted_at, depot, weight, sender_phone_key, sender_name_key, sender_number_key, recipient_phone_key) VALUES (@id, 1, @at, 'KMG-01', @weight, @phone, @name, @number, @recipient)");
        DbParameter Parameter(string name)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = name;
            insert.Parameters.Add(parameter);
            return parameter;
        }

        var (id, at, weight, phone, name_, number, recipient) = (Parameter("@id"), Parameter("@at"), Parameter("@weight"), Parameter("@phone"), Parameter("@name"), Parameter("@number"), Parameter("@recipient"));
        for (var i = 0; i < parcels; i++)
        {
            // Spread over the 31 days that are kept, oldest first.
            var posted = now.AddSeconds(-31.0 * 86_400 * (parcels - i) / parcels);
            var person = i % 100 == 0 ? -1 - random.Next(Large) : random.Next(People);
            id.Value = Guid.CreateVersion7(posted).ToByteArray(bigEndian: true);
            at.Value = posted.ToUnixTimeMilliseconds() * 1_000;
            weight.Value = random.Next(50, 3_000);
            phone.Value = Key(index, "postings.phone", person);
            name_.Value = Key(index, "postings.name", person);
            number.Value = Key(index, "postings.number", person);
            recipient.Value = Key(index, "postings.phone", i % 100 == 1 ? -1 - random.Next(Large) : random.Next(People));
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        foreach (var (_, sql) in indexes)
            connection.Execute(sql);
    }

    public static byte[] Key(BlindIndex index, string purpose, int person) => index.Compute(purpose, person.ToString(CultureInfo.InvariantCulture));
}
