using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.RiskLists;

/// <param name="DecisionId">The decision with the finding that somebody looked at.</param>
/// <param name="EntryId">The entry that the person is not.</param>
/// <param name="Party">Whose finding it is.</param>
/// <param name="Reason">What was looked at; whoever may see the entry's hits reads it in their place.</param>
/// <param name="Until">The last day at China's offset.</param>
internal sealed record SetAsideRequest(Guid DecisionId, string EntryId, PartyRole Party, string Reason, DateOnly Until)
{
    public override string ToString() => $"suppression of entry {EntryId}";
}

internal sealed record EndSuppressionRequest(string Reason);

/// <param name="Next">To be sent as <c>before</c> for the following, older page; null at the end.</param>
internal sealed record SuppressionPage(IReadOnlyList<SuppressionDetails> Items, Guid? Next);

/// <summary>A finding of a decision that is set aside today, by whichever suppression.</summary>
internal sealed record SetAsideFinding(string EntryId, PartyRole Party, string Field, SuppressionDetails Suppression);

internal sealed record SetAsideFindings(IReadOnlyList<SetAsideFinding> Items);

/// <summary>Setting a person aside from a list entry (误报排除), taking it back, and reading what was set aside.</summary>
internal static class Suppressions
{
    /// <summary>UTF-16 code units of a reason. The shortest says something: 并非本人 is four.</summary>
    private const int ShortestReason = 4;
    private const int LongestReason = 500;

    /// <summary>
    /// Years until somebody must look again. The law adds up repeated acts within two years: a person who was mistaken for an entry for longer than that is looked at anew.
    /// </summary>
    private const int MostYears = 2;

    public static async Task<Results<Created<SuppressionDetails>, Conflict<ProblemDetails>, ProblemHttpResult>> PostAsync(
        SetAsideRequest request, HttpContext context, DecidedParcelReader decisions, SuppressionChange change, SuppressionStore store, TimeProvider time, CancellationToken ct)
    {
        var user = context.CurrentUser();
        var errors = Problem(request, time.Today());
        if (errors.Count > 0)
            return Problems.Invalid(errors);

        // What he may not see is, to him, not there: the answers are the same.
        if (await decisions(request.DecisionId, ct) is not { } decided || user.AudienceAt(decided.Depot) is not { } highest)
            return Problems.Invalid("decisionId", "there is no such decision, or it is not yours to see");
        if (decided.Facts is not { } facts)
            return Problems.Conflict("该判定的个人信息已被删除，无法再排除。", "The facts of this decision were erased; nobody can be set aside by it.");
        if (!decided.ListFindings(highest).Any(finding => finding.Entry == request.EntryId && finding.Party == request.Party))
            return Problems.Invalid("entryId", "no finding of this decision names this entry for this party");
        if (PersonKey.Of(facts, request.Party) is not { } key || PersonKey.PartyOf(facts, request.Party) is not { } party)
            return Problems.Invalid("party", "has no document and no real phone: nothing tells this person from others");

        try
        {
            var (id, added) = await change.AddAsync(
                new(request.DecisionId, request.EntryId, key, SetAsidePerson.Of(request.Party, party), request.Reason.Trim(), request.Until), user, ct);
            return added ? TypedResults.Created((string?)null, await store.FindAsync(id, ct)) : await AlreadyAsync(store, id, ct);
        }
        catch (RiskListBusyException)
        {
            return Busy();
        }
    }

    public static async Task<Results<NoContent, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> EndAsync(
        Guid id, EndSuppressionRequest request, HttpContext context, SuppressionChange change, CancellationToken ct)
    {
        if (ReasonProblem(request.Reason) is { } problem)
            return Problems.Invalid("reason", problem);
        try
        {
            return await change.EndAsync(id, request.Reason.Trim(), context.CurrentUser(), ct) switch
            {
                EndOutcome.Ended => TypedResults.NoContent(),
                EndOutcome.Unknown => TypedResults.NotFound(),
                EndOutcome.NotInForce => Problems.Conflict("该排除已经结束。", "This has ended already."),
            };
        }
        catch (RiskListBusyException)
        {
            return Busy();
        }
    }

    public static async Task<Results<Ok<SuppressionPage>, ProblemHttpResult>> GetAsync(
        SuppressionStore store, CancellationToken ct, string? state = null, Guid? before = null, PageSize? limit = null)
    {
        var wanted = default(SuppressionState);
        if (state is not null && !EnumText<SuppressionState>.TryParse(state, out wanted))
            return Problems.Invalid("state", $"one of {string.Join(", ", EnumText<SuppressionState>.All)}");
        var count = PageSize.Of(limit);
        var found = await store.PageAsync(state is null ? null : wanted, before, count + 1, ct);
        var items = found.Take(count).ToList();
        return TypedResults.Ok(new SuppressionPage(items, found.Count > count ? items[^1].Id : null));
    }

    /// <summary>What of a decision's findings on the list is set aside today; of those alone that the reader may see.</summary>
    public static async Task<Results<Ok<SetAsideFindings>, NotFound>> GetOfDecisionAsync(
        Guid id, HttpContext context, DecidedParcelReader decisions, SuppressionStore store, CancellationToken ct)
    {
        if (await decisions(id, ct) is not { } decided || context.CurrentUser().AudienceAt(decided.Depot) is not { } highest)
            return TypedResults.NotFound();
        var found = new List<SetAsideFinding>();
        if (decided.Facts is not { } facts)
            return TypedResults.Ok(new SetAsideFindings(found));
        foreach (var finding in decided.ListFindings(highest))
        {
            if (await store.InForceAsync(finding.Entry!, [.. PersonKey.For(finding, facts)], ct) is { } suppression)
                found.Add(new(finding.Entry!, finding.Party!.Value, finding.Field ?? "", suppression));
        }

        return TypedResults.Ok(new SetAsideFindings(found));
    }

    private static Dictionary<string, string[]> Problem(SetAsideRequest request, DateOnly today)
    {
        var errors = new Dictionary<string, string[]>();
        if (ReasonProblem(request.Reason) is { } reason)
            errors["reason"] = [reason];
        if (request.Until < today)
            errors["until"] = ["must not be in the past"];
        else if (request.Until > today.AddYears(MostYears))
            errors["until"] = [$"at most {MostYears} years ahead"];
        return errors;
    }

    private static string? ReasonProblem(string reason) =>
        reason.Trim().Length is < ShortestReason or > LongestReason ? $"must have {ShortestReason} to {LongestReason} characters"
        : reason.AsSpan().ContainsAny(RefusedCharacters.InText) ? "must not hold control characters"
        : null;

    private static async Task<Conflict<ProblemDetails>> AlreadyAsync(SuppressionStore store, Guid id, CancellationToken ct)
    {
        var before = await store.FindAsync(id, ct);
        return Problems.Conflict(
            $"此人已由 {before?.Author} 排除，有效期至 {before?.Until:yyyy-MM-dd}。",
            $"{before?.Author} has set this person aside already, until {before?.Until:yyyy-MM-dd}.",
            new Dictionary<string, object?> { ["id"] = id, ["until"] = before?.Until });
    }

    public static Conflict<ProblemDetails> Busy() => Problems.Conflict("另一项名单变更正在进行，请稍后再试。", "Another change of the risk list is under way; try again when it has ended.");
}
