namespace LogisticsScreening.Server.Intake;

/// <summary>What is wrong with an input, by field path: the <c>errors</c> of a problem document.</summary>
internal sealed class FieldErrors
{
    /// <summary>A hostile body can have a hundred thousand bad fields; nobody reads beyond the first.</summary>
    public const int MostFields = 100;

    private readonly SortedDictionary<string, List<string>> byField = new(StringComparer.Ordinal);

    public bool Any => byField.Count > 0;

    /// <param name="reason">For people, in English; it never repeats the value, which may be personal data.</param>
    public void Add(string field, string reason)
    {
        if (byField.Count >= MostFields && !byField.ContainsKey(field))
            (field, reason) = ("…", "and further fields");
        if (!byField.TryGetValue(field, out var reasons))
            byField[field] = reasons = [];
        if (!reasons.Contains(reason))
            reasons.Add(reason);
    }

    public void AddAll(string field, IEnumerable<string> reasons)
    {
        foreach (var reason in reasons)
            Add(field, reason);
    }

    public Dictionary<string, string[]> ToDictionary() => byField.ToDictionary(f => f.Key, f => f.Value.ToArray(), StringComparer.Ordinal);

    public override string ToString() => string.Join("; ", byField.Select(f => $"{f.Key}: {string.Join(", ", f.Value)}"));
}
