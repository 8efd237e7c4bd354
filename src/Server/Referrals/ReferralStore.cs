using System.Data.Common;
using System.Globalization;
using Dapper;
using LogisticsScreening.Server.Cases;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Referrals;

/// <summary>Referrals in the database. A row is written as a draft that takes the number, and sealed once with the document.</summary>
internal sealed class ReferralStore(SqlDatabase database, FieldCipher cipher)
{
    public const string NotePurpose = "referrals.note";
    public const string DocumentPurpose = "referrals.document";

    /// <summary>Attempts when another server takes the same key in the same moment.</summary>
    private const int Attempts = 3;

    private const string Columns =
        """
        id,
        case_id,
        alert_id,
        reference,
        state,
        depot,
        waybill_number,
        created_at,
        created_by,
        created_by_name,
        note_cipher,
        dossier_hash,
        document_hash
        """;

    public static readonly EncryptedTable Encrypted = new(
        "referrals",
        "id",
        new EncryptedColumn("note_cipher", NotePurpose),
        new EncryptedColumn("document_cipher", DocumentPurpose));

    /// <summary>Opens the alert's case if need be and takes the next reference of the year; where the case has a referral already, that one is returned and nothing is stored.</summary>
    /// <param name="wanted">The alert's case, as it would be opened.</param>
    /// <param name="draft">The row as it would be stored; case and reference are filled in.</param>
    /// <param name="year">Local year that the reference counts in.</param>
    /// <param name="ct">Cancels before anything is stored.</param>
    public async Task<ReferralRow> DraftAsync(NewCase wanted, ReferralRow draft, int year, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync((connection, transaction) => Draft(connection, transaction, wanted, draft, year), ct);
            }
            catch (DbException error) when (attempt < Attempts && database.Dialect.IsDuplicate(error))
            {
                // Another server opened the case or the year between our look and our row; both are there now.
            }
        }
    }

    /// <summary>Writes the document into a draft, together with <paramref name="also"/>. False when it was sealed already: a document is never replaced.</summary>
    public Task<bool> SealAsync(Guid id, string dossierHash, string documentHash, byte[] document, Action<DbConnection, DbTransaction> also, CancellationToken ct)
    {
        var stored = cipher.EncryptBytes(document, DocumentPurpose);
        return database.WriteAsync(
            (connection, transaction) =>
            {
                var changed = connection.Execute(
                    """
                    UPDATE referrals
                    SET state = @Sealed,
                        dossier_hash = @DossierHash,
                        document_hash = @DocumentHash,
                        document_cipher = @Document
                    WHERE id = @Id
                      AND document_cipher IS NULL
                    """,
                    new { Id = id, ReferralRow.Sealed, DossierHash = dossierHash, DocumentHash = documentHash, Document = stored },
                    transaction);
                if (changed == 1)
                    also(connection, transaction);
                return changed == 1;
            },
            ct);
    }

    public async Task<ReferralRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ReferralRow>($"SELECT {Columns} FROM referrals WHERE id = @Id", new { Id = id });
    }

    /// <summary>The sealed referral of an alert; null while there is none, or only a draft.</summary>
    public async Task<ReferralRow?> OfAlertAsync(Guid alertId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ReferralRow>(
            $"SELECT {Columns} FROM referrals WHERE case_id = (SELECT case_id FROM case_alerts WHERE alert_id = @AlertId) AND state = @Sealed",
            new { AlertId = alertId, ReferralRow.Sealed });
    }

    /// <summary>Newest first; <paramref name="before"/> is the last id of the page before.</summary>
    public async Task<IReadOnlyList<ReferralRow>> ListAsync(Guid? before, int count, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<ReferralRow>(
            $"""
            SELECT {Columns}
            FROM referrals
            {(before is null ? "" : "WHERE id < @Before")}
            ORDER BY id DESC
            {database.Dialect.Limit("@Count")}
            """,
            new { Before = before ?? Guid.Empty, Count = count })).AsList();
    }

    /// <summary>The document, or null while the referral is a draft.</summary>
    public async Task<byte[]?> DocumentAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var stored = await connection.QuerySingleOrDefaultAsync<byte[]?>("SELECT document_cipher FROM referrals WHERE id = @Id", new { Id = id });
        return stored is null ? null : cipher.DecryptBytes(stored, DocumentPurpose);
    }

    public byte[]? EncryptNote(string? note) => note is null ? null : cipher.Encrypt(note, NotePurpose);

    public string? NoteOf(ReferralRow row) => row.NoteCipher is null ? null : cipher.Decrypt(row.NoteCipher, NotePurpose);

    private static ReferralRow Draft(DbConnection connection, DbTransaction transaction, NewCase wanted, ReferralRow draft, int year)
    {
        var caseId = CaseFiles.Open(connection, transaction, wanted);
        var existing = connection.QuerySingleOrDefault<ReferralRow>($"SELECT {Columns} FROM referrals WHERE case_id = @CaseId", new { CaseId = caseId }, transaction);
        if (existing is not null)
            return existing;
        var row = draft with { CaseId = caseId, Reference = NextReference(connection, transaction, year) };
        connection.Execute(
            """
            INSERT INTO referrals (id, case_id, alert_id, reference, state, depot, waybill_number, created_at, created_by, created_by_name, note_cipher)
            VALUES (@Id, @CaseId, @AlertId, @Reference, @State, @Depot, @WaybillNumber, @CreatedAt, @CreatedBy, @CreatedByName, @NoteCipher)
            """,
            row,
            transaction);
        return row;
    }

    private static string NextReference(DbConnection connection, DbTransaction transaction, int year)
    {
        var counter = new { Year = year };
        if (connection.Execute("UPDATE referral_counters SET last_number = last_number + 1 WHERE year = @Year", counter, transaction) == 0)
            connection.Execute("INSERT INTO referral_counters (year, last_number) VALUES (@Year, 1)", counter, transaction);
        var number = connection.ExecuteScalar<long>("SELECT last_number FROM referral_counters WHERE year = @Year", counter, transaction);
        return string.Create(CultureInfo.InvariantCulture, $"LS-{year}-{number:D6}");
    }
}
