using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Registry;

internal sealed record StatusRequest(RegistrationStatus Status, string Reason);

/// <param name="IdNumber">In the body and nowhere else: an address is logged.</param>
internal sealed record FindRequest(IdType IdType, string IdNumber);

internal sealed record FoundRegistration(Guid Id);

/// <summary>One registration: found by its document, its status changed for a reason, its history read. Each leaves its trace in the audit trail.</summary>
internal static class ChangeStatus
{
    private const int ShortestReason = 4;
    private const int LongestReason = 500;
    private const string Subject = "registration";

    /// <summary>POST /api/registrations/find</summary>
    public static async Task<Results<Ok<FoundRegistration>, NotFound, ProblemHttpResult>> FindAsync(
        FindRequest request, RegistrationStore store, Audit audit, CurrentUser user, CancellationToken ct)
    {
        if (IdNumber.Normalise(request.IdNumber) is not { } number)
            return Problems.Invalid("idNumber", $"must have 1 to {IdNumber.MaxLength} characters");
        var found = await store.FindIdAsync(request.IdType, number, ct);
        // That somebody is not registered is an answer about him too.
        await audit.WriteAsync(audit.Entry(AuditActions.RegistrationRead, user) with { SubjectKind = Subject, Subject = found?.ToString() ?? "none found" }, ct);
        return found is { } id ? TypedResults.Ok(new FoundRegistration(id)) : TypedResults.NotFound();
    }

    /// <summary>POST /api/registrations/{id}/status: lost, revoked, or active again. An end by its day is not reported, it comes.</summary>
    public static async Task<Results<NoContent, NotFound, ProblemHttpResult>> HandleAsync(
        Guid id, StatusRequest request, RegistrationChanges changes, Audit audit, CurrentUser user, TimeProvider time, CancellationToken ct)
    {
        if (request.Status == RegistrationStatus.Expired)
            return Problems.Invalid("status", "must be active, lost or revoked");
        if (request.Reason.Trim() is not { Length: >= ShortestReason and <= LongestReason } reason)
            return Problems.Invalid("reason", $"must have {ShortestReason} to {LongestReason} characters");
        var entry = audit.Entry(AuditActions.RegistrationStatus, user) with { SubjectKind = Subject, Subject = id.ToString(), Detail = $"{EnumText<RegistrationStatus>.Of(request.Status)}: {reason}" };
        return await changes.SetStatusAsync(
            id, request.Status, new(ChangeKind.Status, user, reason), (connection, transaction) => audit.Write(connection, transaction, entry), time.GetUtcNow(), ct)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
    }

    /// <summary>GET /api/registrations/{id}/history: masked, the newest change first.</summary>
    public static async Task<Results<Ok<HistoryView>, NotFound>> HistoryAsync(Guid id, RegistrationChanges changes, Audit audit, CurrentUser user, CancellationToken ct)
    {
        if (await changes.FindAsync(id, ct) is not { } history)
            return TypedResults.NotFound();
        // Written before anything is shown: what cannot be logged is not read.
        await audit.WriteAsync(audit.Entry(AuditActions.RegistrationRead, user) with { SubjectKind = Subject, Subject = id.ToString() }, ct);
        return TypedResults.Ok(history);
    }
}
