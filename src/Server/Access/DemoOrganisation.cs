namespace LogisticsScreening.Server.Access;

/// <summary>The invented company of --demo: a region with two depots of its own and one of a franchisee, and an account for each role.</summary>
internal static class DemoOrganisation
{
    public const string Company = "DEMO";

    public static readonly IReadOnlyList<(string UserName, string DisplayName, Role Role, string Unit)> Accounts =
    [
        ("courier", "演示快递员 Demo courier", Role.Courier, "KMG-01"),
        ("supervisor", "演示主管 Demo supervisor", Role.Supervisor, "KMG-01"),
        ("areaManager", "演示区域经理 Demo area manager", Role.AreaManager, "YN"),
        ("analyst", "演示名单分析员 Demo analyst", Role.Analyst, Company),
        ("compliance", "演示合规专员 Demo compliance officer", Role.Compliance, Company),
        ("admin", "演示管理员 Demo administrator", Role.Administrator, Company),
    ];

    public static IReadOnlyList<OrganisationUnit> Units(DateTimeOffset now, DateOnly today)
    {
        var company = Unit(Company, UnitKind.Company, null, "演示快递公司", "Demo Express");
        var region = Unit("YN", UnitKind.Region, company.Id, "云南大区", "Yunnan region");
        var franchisee = Unit("JH-F", UnitKind.Franchisee, region.Id, "景洪加盟商", "Jinghong franchisee");
        return
        [
            company,
            region,
            Unit("KMG-01", UnitKind.Depot, region.Id, "昆明一部", "Kunming depot 1"),
            Unit("KMG-02", UnitKind.Depot, region.Id, "昆明二部", "Kunming depot 2"),
            franchisee,
            Unit("JH-01", UnitKind.Depot, franchisee.Id, "景洪一部", "Jinghong depot 1"),
        ];

        // Open since long before today, so that invented scans of the past fall into the depot's life.
        OrganisationUnit Unit(string code, UnitKind kind, Guid? parent, string zh, string en) =>
            new() { Id = Guid.CreateVersion7(now), Code = code, Kind = kind, ParentId = parent, Name = new(zh, en), From = today.AddYears(-1) };
    }
}
