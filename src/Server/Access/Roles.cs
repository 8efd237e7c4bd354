namespace LogisticsScreening.Server.Access;

/// <summary>What a person does in the company. A user may hold several; what he sees is further limited to his units.</summary>
internal enum Role
{
    Courier,
    Supervisor,
    AreaManager,
    Analyst,
    Compliance,
    Administrator,
}

/// <summary>Names for RequireAuthorization. An endpoint without one of them (and without AllowAnonymous) answers nobody.</summary>
internal static class Policies
{
    /// <summary>Anyone signed in.</summary>
    public const string SignedIn = "signedIn";

    /// <summary>Scanning.</summary>
    public const string Courier = "courier";

    /// <summary>Handing in waybills: order systems sign in as one of these.</summary>
    public const string Intake = "intake";

    /// <summary>Alerts and decisions with their findings.</summary>
    public const string Alerts = "alerts";

    public const string Referrals = "referrals";

    /// <summary>The risk list.</summary>
    public const string Lists = "lists";

    /// <summary>Loading real-name registrations.</summary>
    public const string Registry = "registry";

    /// <summary>One registration: its history and its status.</summary>
    public const string RegistryHistory = "registryHistory";

    public const string Administration = "administration";

    /// <summary>How the recurring jobs of the installation fare.</summary>
    public const string Jobs = "jobs";

    public const string Audit = "audit";

    /// <summary>Seeing personal data in plain, with a reason.</summary>
    public const string Reveal = "reveal";

    /// <summary>What the records say of couriers and depots.</summary>
    public const string Insights = "insights";

    /// <summary>Saying what a find is worth.</summary>
    public const string Assessments = "assessments";

    /// <summary>Erasing a person's data.</summary>
    public const string Erasure = "erasure";

    public static readonly IReadOnlyDictionary<string, Role[]> Roles = new Dictionary<string, Role[]>
    {
        [SignedIn] = Enum.GetValues<Role>(),
        [Courier] = [Role.Courier, Role.Supervisor],
        [Intake] = [Role.Courier, Role.Supervisor, Role.AreaManager, Role.Administrator],
        [Alerts] = [Role.Supervisor, Role.AreaManager, Role.Compliance],
        [Referrals] = [Role.Compliance],
        [Lists] = [Role.Analyst, Role.Compliance],
        [Registry] = [Role.Compliance, Role.Administrator],
        [RegistryHistory] = [Role.Compliance],
        [Administration] = [Role.Administrator],
        [Jobs] = [Role.Administrator],
        [Audit] = [Role.Administrator, Role.Compliance],
        [Assessments] = [Role.Compliance],
        [Insights] = [Role.Compliance],
        [Erasure] = [Role.Compliance],
        [Reveal] = [Role.Supervisor, Role.AreaManager, Role.Compliance],
    };

    /// <summary>What concerns the whole company whatever one's depots are: the role must be held in the company itself. A franchisee is its own legal entity and may collude.</summary>
    public static readonly IReadOnlySet<string> OfTheCompany = new HashSet<string> { Lists, Registry, RegistryHistory, Jobs, Audit, Assessments, Insights, Erasure };

    /// <summary>Roles that see or change what is kept from depots and franchisees: only the company's administrators give them.</summary>
    public static readonly IReadOnlySet<Role> GivenByTheCompany = new HashSet<Role> { Role.Analyst, Role.Compliance };
}
