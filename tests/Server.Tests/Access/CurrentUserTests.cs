using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Access;

namespace LogisticsScreening.Server.Tests.Access;

/// <summary>Who sees what, on the organisation of the demo: DEMO over YN over KMG-01, KMG-02 and the franchisee JH-F over JH-01.</summary>
public sealed class CurrentUserTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly OrganisationTree Tree = new(DemoOrganisation.Units(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Today));

    [Theory]
    [InlineData("DEMO", "JH-01,KMG-01,KMG-02")]
    [InlineData("YN", "JH-01,KMG-01,KMG-02")]
    [InlineData("JH-F", "JH-01")]
    [InlineData("KMG-01", "KMG-01")]
    public void VisibleDepots_OfAUnit_AreThoseOfItsSubtree(string unit, string depots)
    {
        var user = User([Role.Supervisor], unit);

        Assert.Equal(depots, string.Join(',', user.VisibleDepots.Select(depot => depot.Code)));
        foreach (var depot in new[] { "JH-01", "KMG-01", "KMG-02" })
            Assert.Equal(depots.Contains(depot, StringComparison.Ordinal), user.MayUseDepot(depot));
    }

    [Fact]
    public void MayUseDepot_UnitThatIsNoDepotOrUnknown_IsFalse()
    {
        var user = User([Role.Compliance], "DEMO");

        Assert.False(user.MayUseDepot("YN"));
        Assert.False(user.MayUseDepot("NOWHERE"));
        Assert.True(user.SeesAllDepots);
    }

    [Fact]
    public void MayUseDepot_ClosedDepot_IsFalseButItsPastStaysVisible()
    {
        var closed = Tree.Units.Select(unit => unit.Code == "KMG-02" ? unit with { Until = Today.AddDays(-1) } : unit);
        var user = new CurrentUser(Account([Role.Supervisor], "YN"), Guid.Empty, new(closed), Today);

        Assert.False(user.MayUseDepot("KMG-02"));
        Assert.True(user.SeesDepot("KMG-02"));
    }

    [Theory]
    [InlineData("Courier", "KMG-01", null)]
    [InlineData("Analyst", "DEMO", null)]
    [InlineData("Administrator", "DEMO", null)]
    [InlineData("Supervisor", "KMG-01", Audience.Depot)]
    [InlineData("Supervisor", "DEMO", Audience.Depot)]
    [InlineData("AreaManager", "YN", Audience.Region)]
    [InlineData("AreaManager", "JH-F", Audience.Depot)]
    [InlineData("Compliance", "DEMO", Audience.Compliance)]
    public void HighestAudience_OfARole_NeverGivesAFranchiseeTheRegionsMatters(string role, string unit, Audience? audience) =>
        Assert.Equal(audience, User([Enum.Parse<Role>(role)], unit).HighestAudience);

    [Fact]
    public void AudienceAt_OutsideHisUnits_IsNothing()
    {
        var user = User([Role.AreaManager], "JH-F", "KMG-01");

        Assert.Equal(Audience.Depot, user.AudienceAt("JH-01"));
        Assert.Null(user.AudienceAt("KMG-02"));
        Assert.True(user.MaySee(Audience.Depot, "KMG-01"));
        Assert.False(user.MaySee(Audience.Region, "KMG-01"));
        Assert.False(user.MaySee(Audience.Depot, "KMG-02"));
    }

    [Fact]
    public void AudienceAt_TwoRoles_IsTheStricterOne() =>
        Assert.Equal(Audience.Compliance, User([Role.Supervisor, Role.Compliance], "KMG-01").AudienceAt("KMG-01"));

    private static CurrentUser User(Role[] roles, params string[] units) => new(Account(roles, units), Guid.Empty, Tree, Today);

    private static Account Account(Role[] roles, params string[] units) => new()
    {
        Id = Guid.Empty,
        UserName = "tester",
        DisplayName = "Tester",
        Roles = roles.ToHashSet(),
        Units = [.. units.Select(code => Tree.Find(code)!.Id)],
        Disabled = false,
    };
}
