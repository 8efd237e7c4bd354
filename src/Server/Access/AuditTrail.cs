using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Access;

internal sealed record AuditDetails(
    Guid Id, DateTimeOffset At, string Action, LocalizedText ActionText, string? UserName, string? SubjectKind, string? Subject, string? Source, string? Detail);

/// <param name="Next">To be sent as <c>before</c> for the following, older page; null at the end.</param>
internal sealed record AuditPage(IReadOnlyList<AuditDetails> Items, Guid? Next);

/// <summary>Reading the audit trail, newest first.</summary>
internal static class AuditTrail
{
    public static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> GetAsync(
        SqlDatabase database, FieldCipher cipher, CancellationToken ct, string? action = null, string? userName = null, Guid? before = null, PageSize? limit = null)
    {
        if (action is not null && !AuditActions.Texts.ContainsKey(action))
            return Problems.Invalid("action", $"one of {string.Join(", ", AuditActions.Texts.Keys)}");
        var count = PageSize.Of(limit);
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<AuditRow>(
            $"""
            SELECT id,
                   at,
                   action,
                   user_name,
                   subject_kind,
                   subject,
                   source_cipher,
                   detail_cipher
            FROM audit_entries
            WHERE 1 = 1
              {(action is null ? "" : "AND action = @Action")}
              {(userName is null ? "" : "AND user_id IN (SELECT id FROM users WHERE user_name_key = @UserName)")}
              {(before is null ? "" : "AND id < @Before")}
            ORDER BY id DESC
            {database.Dialect.Limit("@Count")}
            """,
            new { Action = action, UserName = userName is null ? null : UserNames.Key(userName), Before = before ?? Guid.Empty, Count = count + 1 })).AsList();
        var items = rows.Take(count).Select(row => row.ToDetails(cipher)).ToList();
        return TypedResults.Ok(new AuditPage(items, rows.Count > count ? items[^1].Id : null));
    }

    private sealed record AuditRow
    {
        public Guid Id { get; init; }
        public DateTimeOffset At { get; init; }
        public string Action { get; init; } = "";
        public string? UserName { get; init; }
        public string? SubjectKind { get; init; }
        public string? Subject { get; init; }
        public byte[]? SourceCipher { get; init; }
        public byte[]? DetailCipher { get; init; }

        public AuditDetails ToDetails(FieldCipher cipher) => new(
            Id,
            At,
            Action,
            AuditActions.Texts.GetValueOrDefault(Action) ?? new(Action, Action),
            UserName,
            SubjectKind,
            Subject,
            SourceCipher is null ? null : cipher.Decrypt(SourceCipher, Audit.SourcePurpose),
            DetailCipher is null ? null : cipher.Decrypt(DetailCipher, Audit.DetailPurpose));
    }
}
