using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Access;

/// <summary>A unit as the interface shows it; <see cref="From"/> and <see cref="Until"/> are inclusive local days.</summary>
internal sealed record UnitDetails(string Code, UnitKind Kind, string? Parent, LocalizedText Name, DateOnly From, DateOnly? Until);

internal sealed record UnitList(IReadOnlyList<UnitDetails> Items);

internal sealed record NewUnit(string Code, UnitKind Kind, string Parent, LocalizedText Name, DateOnly? From = null, DateOnly? Until = null);

internal sealed record UnitClosing(DateOnly Until);

/// <summary>The organisation tree: an administrator sees and changes what lies in his own subtrees.</summary>
internal static partial class Units
{
    private const int LongestName = 200;

    public static async Task<Ok<UnitList>> GetAsync(HttpContext context, UserDirectory directory)
    {
        var user = context.CurrentUser();
        var tree = await directory.TreeAsync();
        return TypedResults.Ok(new UnitList([.. tree.Units.Where(unit => user.Reaches(unit.Id)).Select(unit => ToDetails(unit, tree))]));
    }

    public static async Task<Results<Created<UnitDetails>, ProblemHttpResult, Conflict<ProblemDetails>>> PostAsync(
        NewUnit wanted, HttpContext context, SqlDatabase database, UserDirectory directory, Audit audit, TimeProvider time, CancellationToken ct)
    {
        var user = context.CurrentUser();
        var tree = await directory.TreeAsync();
        var parent = tree.Find(wanted.Parent);
        wanted = wanted with { From = wanted.From ?? time.Today() };
        if (ProblemsOf(wanted, parent is not null && user.Reaches(parent.Id) ? parent : null) is { Count: > 0 } problems)
            return Problems.Invalid(problems);

        var now = time.GetUtcNow();
        var unit = new OrganisationUnit
        {
            Id = Guid.CreateVersion7(now),
            Code = wanted.Code,
            Kind = wanted.Kind,
            ParentId = parent!.Id,
            Name = wanted.Name,
            From = wanted.From.Value,
            Until = wanted.Until,
        };
        var entry = audit.Entry(AuditActions.UnitCreated, user) with { SubjectKind = "unit", Subject = unit.Code };
        try
        {
            await database.WriteAsync(
                (connection, transaction) =>
                {
                    AccessStore.InsertUnit(connection, transaction, unit);
                    audit.Write(connection, transaction, entry);
                },
                ct);
        }
        catch (DbException duplicate) when (database.Dialect.IsDuplicate(duplicate))
        {
            return Problems.Conflict("机构代码已被使用。", "There is a unit with this code already.");
        }

        directory.ForgetTree();
        return TypedResults.Created("/api/organisation/units", ToDetails(unit, tree));
    }

    public static async Task<Results<NoContent, NotFound, ProblemHttpResult>> PostCloseAsync(
        string code, UnitClosing closing, HttpContext context, SqlDatabase database, UserDirectory directory, Audit audit, CancellationToken ct)
    {
        var user = context.CurrentUser();
        var tree = await directory.TreeAsync();
        if (tree.Find(code) is not { } unit || !user.Reaches(unit.Id))
            return TypedResults.NotFound();
        if (closing.Until < unit.From)
            return Problems.Invalid("until", $"must not be before {unit.From.ToStored()}");
        var entry = audit.Entry(AuditActions.UnitClosed, user) with { SubjectKind = "unit", Subject = unit.Code };
        await database.WriteAsync(
            (connection, transaction) =>
            {
                connection.Execute("UPDATE organisation_units SET until_day = @Until WHERE id = @Id", new { Until = closing.Until.ToStored(), unit.Id }, transaction);
                audit.Write(connection, transaction, entry);
            },
            ct);
        directory.ForgetTree();
        return TypedResults.NoContent();
    }

    private static Dictionary<string, string[]> ProblemsOf(NewUnit wanted, OrganisationUnit? parent)
    {
        var problems = new Dictionary<string, string[]>();
        if (!CodeShape().IsMatch(wanted.Code))
            problems["code"] = ["2 to 20 capital letters A-Z, digits and hyphens"];
        if (wanted.Kind is UnitKind.Company)
            problems["kind"] = ["one installation is one company, and it exists already"];
        else if (parent is null)
            problems["parent"] = ["the code of a unit that you administer"];
        else if (!OrganisationTree.MayStandUnder(wanted.Kind, parent.Kind))
            problems["parent"] = [$"a {EnumText<UnitKind>.Of(wanted.Kind)} cannot stand under a {EnumText<UnitKind>.Of(parent.Kind)}"];
        if (wanted.Name is not { Zh.Length: > 0 and <= LongestName, En.Length: > 0 and <= LongestName })
            problems["name"] = [$"zh and en, each 1 to {LongestName} characters"];
        if (wanted.Until < wanted.From)
            problems["until"] = ["not before from"];
        return problems;
    }

    private static UnitDetails ToDetails(OrganisationUnit unit, OrganisationTree tree) => new(
        unit.Code,
        unit.Kind,
        unit.ParentId is { } parent ? tree.Find(parent)?.Code : null,
        unit.Name,
        unit.From,
        unit.Until);

    // As long as a waybill's or scan's depot may be (contract.md's codes), or a depot could not scan.
    [GeneratedRegex("^[A-Z0-9][A-Z0-9-]{1,19}\\z")]
    private static partial Regex CodeShape();
}
