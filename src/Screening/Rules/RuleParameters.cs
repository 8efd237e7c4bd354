namespace LogisticsScreening.Screening.Rules;

/// <summary>The parameters of one rule in the policy file, read with ranges. Unknown names and values out of range become problems, never defaults.</summary>
public sealed class RuleParameters(IReadOnlyDictionary<string, long>? given)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];

    /// <summary>A whole number between the bounds, both allowed; absent gives the default.</summary>
    public int Number(string name, int byDefault, int least, int most)
    {
        known.Add(name);
        if (given is null || !given.TryGetValue(name, out var value))
            return byDefault;
        if (value >= least && value <= most)
            return (int)value;
        problems.Add($"{name} must be between {least} and {most}");
        return byDefault;
    }

    /// <summary>All parameters "prefix:key", by key.</summary>
    public IReadOnlyDictionary<string, int> Numbers(string prefix, int least, int most)
    {
        var result = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in given?.Keys.Where(n => n.StartsWith(prefix + ":", StringComparison.Ordinal)) ?? [])
            result[name[(prefix.Length + 1)..]] = Number(name, least, least, most);
        return result;
    }

    public IEnumerable<string> Problems() =>
        problems.Concat((given?.Keys ?? []).Where(n => !known.Contains(n)).Order(StringComparer.Ordinal).Select(n => $"{n} is not a parameter of this kind"));
}
