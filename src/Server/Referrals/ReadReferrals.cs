using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Referrals;

/// <param name="DossierHash">SHA-256 of dossier.json, as in the QR code; null while a draft.</param>
/// <param name="DocumentHash">SHA-256 of the PDF; null while a draft.</param>
internal sealed record ReferralDetails(
    Guid Id, string Reference, string State, Guid CaseId, Guid AlertId, string Depot, string WaybillNumber, DateTimeOffset CreatedAt, string CreatedBy, string? DossierHash, string? DocumentHash)
{
    public static ReferralDetails Of(ReferralRow row) =>
        new(row.Id, row.Reference, row.State, row.CaseId, row.AlertId, row.Depot, row.WaybillNumber, row.CreatedAt, row.CreatedByName, row.DossierHash, row.DocumentHash);
}

/// <param name="Next">To be sent as <c>before</c> for the following, older page; null at the end.</param>
internal sealed record ReferralList(IReadOnlyList<ReferralDetails> Items, Guid? Next);

/// <summary>Reading referrals: a list without personal data, and the document, whose every download is recorded before its first byte leaves.</summary>
internal static class ReadReferrals
{
    public static async Task<Ok<ReferralList>> ListAsync(HttpContext context, ReferralStore store, CancellationToken ct, Guid? before = null, PageSize? limit = null)
    {
        var user = context.CurrentUser();
        var count = PageSize.Of(limit);
        var rows = await store.ListAsync(before, count + 1, ct);
        var page = rows.Take(count).ToList();
        return TypedResults.Ok(new ReferralList([.. page.Where(row => user.SeesDepot(row.Depot)).Select(ReferralDetails.Of)], rows.Count > count ? page[^1].Id : null));
    }

    public static async Task<Results<Ok<ReferralDetails>, NotFound>> GetAsync(Guid id, HttpContext context, ReferralStore store, CancellationToken ct) =>
        await FindAsync(id, context, store, ct) is { } row ? TypedResults.Ok(ReferralDetails.Of(row)) : TypedResults.NotFound();

    public static async Task<Results<FileContentHttpResult, NotFound>> GetDocumentAsync(Guid id, HttpContext context, ReferralStore store, Audit audit, CancellationToken ct)
    {
        if (await FindAsync(id, context, store, ct) is not { } row || await store.DocumentAsync(id, ct) is not { } document)
            return TypedResults.NotFound();
        await audit.WriteAsync(audit.Entry(AuditActions.ReferralRead, context.CurrentUser()) with { SubjectKind = "referral", Subject = row.Reference }, ct);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(document, "application/pdf", $"{row.Reference}.pdf");
    }

    private static async Task<ReferralRow?> FindAsync(Guid id, HttpContext context, ReferralStore store, CancellationToken ct) =>
        await store.FindAsync(id, ct) is { } row && context.CurrentUser().SeesDepot(row.Depot) ? row : null;
}
