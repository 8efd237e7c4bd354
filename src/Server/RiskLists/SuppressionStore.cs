using System.Text.Json;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

internal enum SuppressionState
{
    InForce,

    /// <summary>Its last day has passed, or somebody ended it.</summary>
    Ended,
}

internal enum KnownBy
{
    Document,
    Phone,
}

/// <summary>One suppression for people to read: the person masked.</summary>
/// <param name="Person">Name and phone masked, as they stood on the waybill.</param>
/// <param name="KnownBy">What tells the person apart: a document, or the phone alone.</param>
/// <param name="DecisionId">The decision that somebody looked at.</param>
/// <param name="Until">The last day at China's offset.</param>
/// <param name="EndedAt">Null when nobody ended it early.</param>
internal sealed record SuppressionDetails(
    Guid Id,
    string EntryId,
    SuppressionState State,
    SetAsidePerson Person,
    KnownBy KnownBy,
    string Reason,
    string Author,
    DateTimeOffset CreatedAt,
    DateOnly Until,
    Guid DecisionId,
    DateTimeOffset? EndedAt,
    string? EndedBy,
    string? EndReason)
{
    public override string ToString() => $"suppression {Id}";
}

/// <summary>Reading suppressions one by one. As a part of the list they are read by <see cref="RiskListStore"/>.</summary>
internal sealed class SuppressionStore(SqlDatabase database, FieldCipher cipher, BlindIndex index, TimeProvider time)
{
    public const string PersonPurpose = "risk_list.suppressed_person";
    public const string EndReasonPurpose = "risk_list.suppression_end";

    public static readonly EncryptedTable Encrypted = new(
        "risk_list_suppressions",
        "id",
        new EncryptedColumn("content_cipher", RiskListStore.SuppressionPurpose),
        new EncryptedColumn("person_cipher", PersonPurpose),
        new EncryptedColumn("end_reason_cipher", EndReasonPurpose));

    private const string Newest = "(SELECT MAX(number) FROM risk_list_versions WHERE published_at IS NOT NULL)";

    /// <summary>A change that is being prepared is not seen yet, neither what it adds nor what it ends.</summary>
    private const string InForce = $"(removed_in IS NULL OR removed_in > {Newest}) AND until_day >= @Today";

    private const string Select =
        $"""
        SELECT id,
               entry_id,
               content_cipher,
               person_cipher,
               decision_id,
               created_at,
               CASE WHEN {InForce} THEN 1 ELSE 0 END AS in_force,
               CASE WHEN removed_in <= {Newest} THEN ended_at END AS ended_at,
               ended_by_name,
               end_reason_cipher
        FROM risk_list_suppressions
        WHERE added_in <= {Newest}
        """;

    public async Task<SuppressionDetails?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>($"{Select} AND id = @Id", new { Id = id, Today = Today() })) is { } row ? Open(row) : null;
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">Id of the last one of the page before.</param>
    public async Task<IReadOnlyList<SuppressionDetails>> PageAsync(SuppressionState? state, Guid? before, int count, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            $"""
            {Select}
              {(state is { } wanted ? $"AND {(wanted == SuppressionState.InForce ? "" : "NOT ")}({InForce})" : "")}
              {(before is null ? "" : "AND id < @Before")}
            ORDER BY id DESC
            {database.Dialect.Limit("@Count")}
            """,
            new { Today = Today(), Before = before ?? Guid.Empty, Count = count });
        return [.. rows.Select(Open)];
    }

    /// <summary>The suppression in force that would set a finding on this entry aside, whichever of the keys it knows the person by.</summary>
    public async Task<SuppressionDetails?> InForceAsync(string entryId, IReadOnlyCollection<PersonKey> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return null;
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            $"{Select} AND person_key IN @Keys AND {InForce} ORDER BY until_day DESC, id",
            new { Today = Today(), Keys = keys.Select(key => PreparedSuppression.KeyOf(entryId, key, index)) });
        return rows.FirstOrDefault() is { } row ? Open(row) : null;
    }

    private string Today() => time.Today().ToStored();

    private SuppressionDetails Open(Row row)
    {
        var content = JsonSerializer.Deserialize<Suppression>(cipher.DecryptBytes(row.ContentCipher, RiskListStore.SuppressionPurpose), StrictJson.Options)
            ?? throw new InvalidDataException("A suppression is stored empty.");
        var person = JsonSerializer.Deserialize<SetAsidePerson>(cipher.DecryptBytes(row.PersonCipher, PersonPurpose), StrictJson.Options)
            ?? throw new InvalidDataException("A suppression's person is stored empty.");
        var early = row.EndedAt is not null;
        return new(
            row.Id,
            row.EntryId,
            row.InForce ? SuppressionState.InForce : SuppressionState.Ended,
            person,
            content.NumberKey is null ? KnownBy.Phone : KnownBy.Document,
            content.Reason,
            content.Author,
            row.CreatedAt,
            content.Until,
            row.DecisionId,
            row.EndedAt,
            early ? row.EndedByName : null,
            early && row.EndReasonCipher is { } reason ? cipher.Decrypt(reason, EndReasonPurpose) : null);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string EntryId { get; init; } = "";
        public byte[] ContentCipher { get; init; } = [];
        public byte[] PersonCipher { get; init; } = [];
        public Guid DecisionId { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public bool InForce { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public string? EndedByName { get; init; }
        public byte[]? EndReasonCipher { get; init; }
    }
}
