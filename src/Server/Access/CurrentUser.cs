using System.Collections.Frozen;
using System.Security.Claims;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Access;

/// <summary>
/// Who is asking and what he may see. Roles and units are those of this moment, not of the sign-in: a change takes effect
/// at once on this server and within <see cref="UserDirectory.FreshFor"/> on the others.
/// </summary>
internal sealed class CurrentUser
{
    private readonly OrganisationTree tree;
    private readonly DateOnly today;
    private readonly Lazy<FrozenSet<Guid>> reach;
    private readonly Lazy<ClaimsIdentity> identity;

    public CurrentUser(Account account, Guid sessionId, OrganisationTree tree, DateOnly today)
    {
        this.tree = tree;
        this.today = today;
        SessionId = sessionId;
        UserId = account.Id;
        UserName = account.UserName;
        DisplayName = account.DisplayName;
        Roles = account.Roles;
        Units = [.. account.Units.Select(tree.Find).OfType<OrganisationUnit>().OrderBy(unit => unit.Code, StringComparer.Ordinal)];
        identity = new(() => new(
            [new(ClaimTypes.NameIdentifier, UserId.ToString()), new(ClaimTypes.Name, UserName), .. Roles.Select(role => new Claim(ClaimTypes.Role, EnumText<Role>.Of(role)))],
            nameof(CurrentUser)));
        reach = new(() => Units.SelectMany(unit => tree.Subtree(unit.Id)).ToFrozenSet());
        HighestAudience = Units.Select(unit => AudienceOf(unit.Kind)).Max();
    }

    /// <summary>Name and roles for the framework's policies.</summary>
    public ClaimsIdentity Identity => identity.Value;

    public Guid UserId { get; }

    public Guid SessionId { get; }

    public string UserName { get; }

    public string DisplayName { get; }

    public IReadOnlySet<Role> Roles { get; }

    public IReadOnlyList<OrganisationUnit> Units { get; }

    /// <summary>The strictest audience this user belongs to anywhere; null sees no findings at all. <see cref="AudienceAt(string)"/> decides for one depot.</summary>
    public Audience? HighestAudience { get; }

    /// <summary>True when one of his units is the company: no filter by depot is needed.</summary>
    public bool SeesAllDepots => Units.Any(unit => unit.Kind is UnitKind.Company);

    /// <summary>Depots of his subtrees, closed ones too: their history stays visible.</summary>
    public IReadOnlyList<OrganisationUnit> VisibleDepots =>
        [.. tree.Units.Where(unit => unit.Kind is UnitKind.Depot && reach.Value.Contains(unit.Id))];

    /// <summary>False when the organisation was read again, or the day changed, since this was made.</summary>
    public bool IsOf(OrganisationTree organisation, DateOnly day) => ReferenceEquals(tree, organisation) && today == day;

    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>A depot of his subtrees that is open today: where he may scan or act.</summary>
    public bool MayUseDepot(string code) => tree.FindDepot(code) is { } depot && reach.Value.Contains(depot.Id) && depot.IsOpenOn(today);

    /// <summary>A depot of his subtrees, open or closed: whose past he may read.</summary>
    public bool SeesDepot(string code) => tree.FindDepot(code) is { } depot && reach.Value.Contains(depot.Id);

    /// <summary>Any unit of his subtrees.</summary>
    public bool Reaches(Guid unitId) => reach.Value.Contains(unitId);

    /// <summary>The strictest audience he belongs to at this depot; null when he sees no findings there.</summary>
    public Audience? AudienceAt(string depotCode) => tree.FindDepot(depotCode) is { } depot
        ? Units.Where(unit => tree.Subtree(unit.Id).Contains(depot.Id)).Select(unit => AudienceOf(unit.Kind)).Max()
        : null;

    /// <summary>Whether something of this audience that concerns this depot may be shown to him.</summary>
    public bool MaySee(Audience audience, string depotCode) => AudienceAt(depotCode) is { } mine && audience <= mine;

    // An area manager of a franchisee, or of one depot, is one of those who may collude: the region's matters are not for him.
    private Audience? AudienceOf(UnitKind unit) =>
        Roles.Contains(Role.Compliance) ? Audience.Compliance
        : Roles.Contains(Role.AreaManager) ? unit is UnitKind.Company or UnitKind.Region ? Audience.Region : Audience.Depot
        : Roles.Contains(Role.Supervisor) ? Audience.Depot
        : null;
}

internal static class CurrentUserAccess
{
    /// <summary>The user of this request or hub connection; only behind an authorised endpoint.</summary>
    public static CurrentUser CurrentUser(this HttpContext context) =>
        context.Features.Get<CurrentUser>() ?? throw new InvalidOperationException("Nobody is signed in: this endpoint lacks a policy.");
}
