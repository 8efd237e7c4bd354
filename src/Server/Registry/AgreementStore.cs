using System.Data.Common;
using System.Globalization;
using Dapper;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry;

/// <summary>What is known of the agreement of that number; "not found" when there is none.</summary>
internal delegate Task<AgreementFact> AgreementReader(string number, CancellationToken ct);

/// <summary>The SQL of written safety agreements: one record for each number, found by its keyed hash.</summary>
internal sealed class AgreementStore(SqlDatabase database, FieldCipher cipher, BlindIndex index)
{
    private const string NumberPurpose = "agreements.number";
    public const string CustomerPurpose = "agreements.customer";
    private const string ContentPurpose = "agreements.content";
    private const string DayFormat = "yyyy-MM-dd";

    public static readonly EncryptedTable Encrypted = new(
        "agreements", "id", new EncryptedColumn("number_cipher", NumberPurpose), new EncryptedColumn("customer_cipher", CustomerPurpose));

    public async Task<AgreementFact> FindAsync(string number, CancellationToken ct)
    {
        if (AgreementCsv.Normalise(number) is not { } normalised)
            return new() { Answer = RegistryAnswer.NotFound };
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<AgreementRecord>(
            """
            SELECT customer_cipher,
                   from_day,
                   until_day
            FROM agreements
            WHERE number_key = @Key
            """,
            new { Key = index.Compute(NumberPurpose, normalised) });
        return row is null
            ? new() { Answer = RegistryAnswer.NotFound }
            : new() { Answer = RegistryAnswer.Found, CustomerKey = cipher.Decrypt(row.CustomerCipher, CustomerPurpose), From = Day(row.FromDay), Until = row.UntilDay is { } until ? Day(until) : null };
    }

    /// <summary>Encrypts and hashes outside the write, so that the one writer only runs SQL.</summary>
    public PreparedAgreement Prepare(AgreementRow row, DateTimeOffset now)
    {
        var (from, until, customer) = (Text(row.From), row.Until is { } last ? Text(last) : null, IdNumber.KeyOf(row.CustomerNumber));
        return new()
        {
            Id = Guid.CreateVersion7(now),
            NumberKey = index.Compute(NumberPurpose, row.Number),
            NumberCipher = cipher.Encrypt(row.Number, NumberPurpose),
            CustomerType = EnumText<IdType>.Of(row.CustomerType),
            CustomerCipher = cipher.Encrypt(customer, CustomerPurpose),
            FromDay = from,
            UntilDay = until,
            ContentKey = index.Compute(ContentPurpose, string.Join('\0', EnumText<IdType>.Of(row.CustomerType), customer, from, until)),
            Now = now,
        };
    }

    /// <summary>An agreement that begins later replaces the one before it; a file with the earlier one changes nothing.</summary>
    public static RegistrationOutcome Put(DbConnection connection, DbTransaction transaction, PreparedAgreement row)
    {
        var stored = connection.QuerySingleOrDefault<StoredContent>("SELECT from_day, content_key FROM agreements WHERE number_key = @NumberKey", row, transaction);
        if (stored is not null && (string.CompareOrdinal(stored.FromDay, row.FromDay) > 0 || stored.ContentKey.AsSpan().SequenceEqual(row.ContentKey)))
            return RegistrationOutcome.Unchanged;
        connection.Execute(
            stored is null
                ? """
                  INSERT INTO agreements (id, number_key, number_cipher, customer_type, customer_cipher, from_day, until_day, content_key, imported_at)
                  VALUES (@Id, @NumberKey, @NumberCipher, @CustomerType, @CustomerCipher, @FromDay, @UntilDay, @ContentKey, @Now)
                  """
                : """
                  UPDATE agreements
                  SET customer_type = @CustomerType,
                      customer_cipher = @CustomerCipher,
                      from_day = @FromDay,
                      until_day = @UntilDay,
                      content_key = @ContentKey,
                      imported_at = @Now
                  WHERE number_key = @NumberKey
                  """,
            row,
            transaction);
        return stored is null ? RegistrationOutcome.Added : RegistrationOutcome.Changed;
    }

    private static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);

    private sealed record AgreementRecord
    {
        public byte[] CustomerCipher { get; init; } = [];
        public string FromDay { get; init; } = "";
        public string? UntilDay { get; init; }
    }

    private sealed record StoredContent
    {
        public string FromDay { get; init; } = "";
        public byte[] ContentKey { get; init; } = [];
    }
}

/// <summary>An agreement ready to be written: nothing in it can be read without the key ring.</summary>
internal sealed record PreparedAgreement
{
    public required Guid Id { get; init; }
    public required byte[] NumberKey { get; init; }
    public required byte[] NumberCipher { get; init; }
    public required string CustomerType { get; init; }
    public required byte[] CustomerCipher { get; init; }
    public required string FromDay { get; init; }
    public required string? UntilDay { get; init; }
    public required byte[] ContentKey { get; init; }
    public required DateTimeOffset Now { get; init; }

    public override string ToString() => $"agreement {Id}";
}
