using System.Collections.Concurrent;
using System.Collections.Frozen;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Access;

internal enum UnitKind
{
    Company,
    Region,

    /// <summary>A legal entity of its own: what is for the region's eyes is not for the franchisee's.</summary>
    Franchisee,
    Depot,
}

/// <summary>One unit of the organisation. Days are local days of the policy's offset, both inclusive.</summary>
internal sealed record OrganisationUnit
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required UnitKind Kind { get; init; }
    public Guid? ParentId { get; init; }
    public required LocalizedText Name { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? Until { get; init; }

    public bool IsOpenOn(DateOnly day) => From <= day && (Until is null || day <= Until);
}

/// <summary>The organisation as it stood when it was read: immutable, safe to share.</summary>
internal sealed class OrganisationTree
{
    private readonly FrozenDictionary<Guid, OrganisationUnit> byId;
    private readonly FrozenDictionary<string, OrganisationUnit> byCode;
    private readonly ILookup<Guid, OrganisationUnit> children;
    private readonly ConcurrentDictionary<Guid, FrozenSet<Guid>> subtrees = new();

    public OrganisationTree(IEnumerable<OrganisationUnit> units)
    {
        byId = units.ToFrozenDictionary(unit => unit.Id);
        byCode = byId.Values.ToFrozenDictionary(unit => unit.Code, StringComparer.Ordinal);
        children = byId.Values.Where(unit => unit.ParentId is not null).ToLookup(unit => unit.ParentId!.Value);
    }

    public static OrganisationTree Empty { get; } = new([]);

    public IEnumerable<OrganisationUnit> Units => byId.Values.OrderBy(unit => unit.Code, StringComparer.Ordinal);

    public OrganisationUnit? Find(Guid id) => byId.GetValueOrDefault(id);

    /// <param name="code">As it came in; a list in JSON may hold nulls.</param>
    public OrganisationUnit? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    public OrganisationUnit? FindDepot(string code) => Find(code) is { Kind: UnitKind.Depot } depot ? depot : null;

    /// <summary>The nearest region above a depot.</summary>
    public OrganisationUnit? RegionOf(string depot)
    {
        var unit = FindDepot(depot);
        while (unit is not null && unit.Kind != UnitKind.Region)
            unit = unit.ParentId is { } parent ? Find(parent) : null;
        return unit;
    }

    /// <summary>The unit and everything below it; empty for an unknown unit.</summary>
    public IReadOnlySet<Guid> Subtree(Guid unitId) => subtrees.GetOrAdd(unitId, Collect);

    /// <summary>Which kind of unit may stand under which: a depot under any of the others, never under a depot.</summary>
    public static bool MayStandUnder(UnitKind kind, UnitKind? parent) => kind switch
    {
        UnitKind.Company => parent is null,
        UnitKind.Region or UnitKind.Franchisee => parent is UnitKind.Company or UnitKind.Region,
        UnitKind.Depot => parent is UnitKind.Company or UnitKind.Region or UnitKind.Franchisee,
    };

    private FrozenSet<Guid> Collect(Guid unitId)
    {
        var found = new HashSet<Guid>();
        var open = new Stack<Guid>();
        if (byId.ContainsKey(unitId))
            open.Push(unitId);
        while (open.TryPop(out var next))
        {
            if (found.Add(next))
            {
                foreach (var child in children[next])
                    open.Push(child.Id);
            }
        }

        return found.ToFrozenSet();
    }
}
