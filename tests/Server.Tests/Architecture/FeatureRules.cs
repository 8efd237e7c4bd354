namespace LogisticsScreening.Server.Tests.Architecture;

/// <summary>Which folder may use which: a table, and how to read it. A folder is the first namespace part below the root.</summary>
/// <param name="Root">Root namespace, such as LogisticsScreening.Server.</param>
/// <param name="MayUse">For each folder the folders it may use; "" is the root itself.</param>
/// <param name="ForAll">Full type names, or folders, that everybody may use.</param>
internal sealed record FeatureRules(string Root, IReadOnlyDictionary<string, string[]> MayUse, IReadOnlySet<string> ForAll)
{
    /// <summary>Marks a folder that may use every other.</summary>
    public const string Everything = "*";

    public IReadOnlyList<string> Violations(IEnumerable<TypeReference> references) =>
    [
        .. references
            .Where(reference => IsOurs(reference.FromNamespace) && IsOurs(reference.ToNamespace))
            .Select(reference => (From: Folder(reference.FromNamespace), To: Folder(reference.ToNamespace), reference))
            .Where(use => use.From != use.To && !IsAllowed(use.From, use.To, use.reference))
            .Select(use => $"{use.From}/{use.reference.From} uses {use.To}/{use.reference.To}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Folders that the table forgot: a new feature gets a line before it gets a reference.</summary>
    public IReadOnlyList<string> UnknownFolders(IEnumerable<TypeReference> references) =>
        [.. references.Select(reference => reference.FromNamespace).Where(IsOurs).Select(Folder).Distinct().Where(folder => !MayUse.ContainsKey(folder)).Order(StringComparer.Ordinal)];

    private bool IsAllowed(string from, string to, TypeReference use)
    {
        if (!MayUse.TryGetValue(from, out var allowed))
            return false;
        return allowed.Contains(Everything) || allowed.Contains(to) || ForAll.Contains(to) || ForAll.Contains(to.Length == 0 ? use.To : $"{to}.{use.To}");
    }

    private bool IsOurs(string ns) => ns == Root || ns.StartsWith(Root + ".", StringComparison.Ordinal);

    private string Folder(string ns) => ns == Root ? "" : ns[(Root.Length + 1)..].Split('.')[0];
}
