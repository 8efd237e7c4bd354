using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Tests.Architecture;

/// <summary>The tables of docs/architecture.md as data, compared with what the built assemblies really reference.</summary>
public sealed class ArchitectureTests
{
    /// <summary>Feature folders of src/Server, and what each may use beside <see cref="ForAll"/>.</summary>
    private static readonly Dictionary<string, string[]> Server = new()
    {
        // The verbs of the command line stand beside Program.cs and may name what they start; the settings carry the features' own options.
        [""] = ["Access", "Database", "Declarations", "FileScreening", "Intake", "Registry"],
        ["Access"] = [],
        ["PersonalData"] = [],
        ["Files"] = [],
        ["Outbound"] = [],
        ["Registry"] = [],
        ["Sellers"] = [],
        ["RiskLists"] = ["Sellers", "Evidence"],
        ["Declarations"] = ["Evidence"],
        ["Evidence"] = [],
        ["Alerts"] = ["Access", "Evidence"],
        ["Screenings"] = ["Registry", "RiskLists", "Declarations", "Alerts", "Evidence"],
        // Alerts: what an alert still needs is not erased.
        ["Intake"] = ["Screenings", "Registry", "Alerts"],
        ["FileScreening"] = ["Intake", "Registry", "RiskLists", "Declarations"],
        ["Inspections"] = ["Screenings", "Alerts", "Evidence"],
        ["Cases"] = ["Screenings", "Alerts", "Inspections", "Sellers", "Evidence"],
        // Alerts: an opened alert shows its referral.
        ["Referrals"] = ["Cases", "Inspections", "Alerts", "Screenings", "RiskLists", "Declarations", "Evidence"],
        ["Insights"] = [],
        ["Jobs"] = [],
        ["Database"] = [],
        ["Web"] = [],
    };

    /// <summary>What every feature stands on. Of the composition root only what a feature is given, never what composes.</summary>
    private static readonly HashSet<string> ForAll =
    [
        "Database", "Web", "Jobs", "Files", "Outbound", "PersonalData",
        "Access.CurrentUser", "Access.CurrentUserAccess", "Access.Audit", "Access.AuditEntry", "Access.AuditActions", "Access.Policies", "Access.Role", "Access.IDemoPart", "Access.LocalDay", "Access.RegionReader",
        "ServerSettings", "StartupException", "Telemetry", "CommandLine",
    ];

    /// <summary>Folders of src/Screening. Lists use Decisions for the audience of an entry and for its canonical form, which is hashed.</summary>
    private static readonly Dictionary<string, string[]> Core = new()
    {
        [""] = [FeatureRules.Everything],
        ["Parcels"] = [],
        ["Decisions"] = ["Parcels"],
        ["Text"] = [],
        ["Lexicon"] = ["Text"],
        ["Lists"] = ["Text", "Parcels", "Decisions"],
        ["Rules"] = ["Parcels", "Text", "Lexicon", "Lists", "Decisions"],
        ["Policies"] = ["Parcels", "Text", "Lexicon", "Lists", "Decisions", "Rules"],
    };

    [Fact]
    public void Server_Features_UseOnlyWhatTheTableAllows()
    {
        var references = TypeReferences.Read(typeof(Program).Assembly.Location);
        var rules = new FeatureRules("LogisticsScreening.Server", Server, ForAll);
        Assert.Empty(rules.UnknownFolders(references));
        Assert.Empty(rules.Violations(references.Where(reference => reference is not { FromNamespace: "LogisticsScreening.Server", From: nameof(Program) })));
    }

    [Fact]
    public void Core_Folders_UseOnlyWhatTheTableAllows()
    {
        var references = TypeReferences.Read(typeof(Lane).Assembly.Location);
        var rules = new FeatureRules("LogisticsScreening.Screening", Core, new HashSet<string>());
        Assert.Empty(rules.UnknownFolders(references));
        Assert.Equal([], rules.Violations(references));
    }

    [Fact]
    public void Core_Assembly_StandsOnTheRuntimeAlone() => Assert.All(
        typeof(Lane).Assembly.GetReferencedAssemblies(),
        reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void Program_IsAtMostEightyLines() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "src", "Server", "Program.cs")).Length, 1, 80);

    [Fact]
    public void LogMessages_HaveNumbersOfTheirOwn()
    {
        var numbers = typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.DeclaredOnly))
            .Select(method => System.Reflection.CustomAttributeExtensions.GetCustomAttribute<Microsoft.Extensions.Logging.LoggerMessageAttribute>(method))
            .OfType<Microsoft.Extensions.Logging.LoggerMessageAttribute>()
            .Select(message => message.EventId)
            .ToList();
        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public void Dialect_HasAtMostTenMembers()
    {
        var members = typeof(LogisticsScreening.Server.Database.SqlDialect)
            .GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.DeclaredOnly)
            .Where(member => member is System.Reflection.PropertyInfo or System.Reflection.MethodInfo { IsSpecialName: false });
        Assert.InRange(members.Count(), 1, 10);
    }

    /// <summary>The sample under Samples breaks one rule in each way a reference can hide; all must be seen, and nothing else.</summary>
    [Theory]
    [InlineData("InABody")]
    [InlineData("InALambda")]
    [InlineData("InAnAsyncMethod")]
    [InlineData("InASignature")]
    [InlineData("InAGenericArgument")]
    [InlineData("InAnArrayField")]
    [InlineData("InAnAttribute")]
    [InlineData("InACatch")]
    [InlineData("InABaseType")]
    [InlineData("InATypeOf")]
    [InlineData("InAGenericMethodCall")]
    public void Sample_ForbiddenReference_IsSeen(string offender)
    {
        var violations = SampleRules(rightIsAllowed: false).Violations(SampleReferences());
        Assert.Contains(violations, violation => violation.StartsWith($"Left/{offender} uses Right/", StringComparison.Ordinal));
        Assert.DoesNotContain(violations, violation => violation.StartsWith("Left/Innocent ", StringComparison.Ordinal));
        Assert.Empty(SampleRules(rightIsAllowed: true).Violations(SampleReferences()));
    }

    [Fact]
    public void Sample_FolderWithoutALine_IsSeen() =>
        Assert.Equal(["Left"], new FeatureRules(SampleRoot, new Dictionary<string, string[]> { ["Right"] = [] }, new HashSet<string>()).UnknownFolders(SampleReferences()));

    private const string SampleRoot = "LogisticsScreening.Server.Tests.Architecture.Samples";

    private static IReadOnlyCollection<TypeReference> SampleReferences() => TypeReferences.Read(typeof(ArchitectureTests).Assembly.Location);

    private static FeatureRules SampleRules(bool rightIsAllowed) =>
        new(SampleRoot, new Dictionary<string, string[]> { ["Left"] = rightIsAllowed ? ["Right"] : [], ["Right"] = [] }, new HashSet<string>());
}
