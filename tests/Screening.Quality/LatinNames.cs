namespace LogisticsScreening.Screening.Quality;

/// <summary>
/// Invented names in Latin letters and how they come back: order, capitals, initials, a middle name left out, another spelling of the same name, one slip of the
/// keyboard. Against them other people who share the family name, the given name, nothing, or bear a name that is nearly the same and another person's.
/// </summary>
internal sealed class LatinNames
{
    private const int People = 600;

    private readonly string[] given;
    private readonly string[] family;
    private readonly Dictionary<string, string> spelling;
    private readonly Dictionary<string, string> confusable;
    private readonly Random random;

    public LatinNames(int seed)
    {
        var rows = Tables.Rows("latin_names.csv").ToDictionary(r => r[0], r => r[1].Split('|'));
        (given, family, random) = (rows["given"], rows["family"], new(seed));
        spelling = rows["spelling"].Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        confusable = rows["confusable"].Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
    }

    public IEnumerable<NamePair> Make()
    {
        for (var i = 0; i < People; i++)
        {
            var (first, middle, last) = (Pick(given), Pick(given), Pick(family));
            var name = $"{first} {last}";
            var full = $"{first} {middle} {last}";
            yield return new("order", name, $"{last}, {first}", Same: true);
            yield return new("capitals and marks", name, name.ToUpperInvariant().Replace("'", "", StringComparison.Ordinal).Replace('-', ' '), Same: true);
            yield return new("middle name left out", full, name, Same: true);
            yield return new("initials", full, random.Next(2) == 0 ? $"{first} {middle[0]}. {last}" : $"{first[0]}. {last}", Same: true);
            yield return new("slip", name, Slip(first, last), Same: true);
            if (spelling.TryGetValue(first, out var other))
                yield return new("other spelling", name, $"{other} {last}", Same: true);
            if (spelling.TryGetValue(last, out other))
                yield return new("other spelling", name, $"{first} {other}", Same: true);

            foreach (var _ in Enumerable.Range(0, 2))
            {
                yield return Different("other people", name, $"{Pick(given)} {Pick(family)}");
                yield return Different("other people, same family name", name, $"{Pick(given)} {last}");
                yield return Different("other people, same given name", name, $"{first} {Pick(family)}");
            }

            yield return Different("other people, same names otherwise", full, $"{middle} {first} {Pick(family)}");
            if (confusable.TryGetValue(first, out var near))
                yield return Different("other people, nearly the same name", name, $"{near} {last}");
            if (confusable.TryGetValue(last, out near))
                yield return Different("other people, nearly the same name", name, $"{first} {near}");
        }
    }

    /// <summary>Drawn names may be equal by chance, and are then no two people.</summary>
    private static NamePair Different(string kind, string a, string b) => new(kind, a, b, Same: a == b);

    private string Pick(string[] names) => names[random.Next(names.Length)];

    /// <summary>One letter exchanged with its neighbour, doubled, dropped or hit beside the key; never the first.</summary>
    private string Slip(string first, string last)
    {
        var name = $"{first} {last}";
        var at = 1 + random.Next(name.Length - 2);
        while (!char.IsAsciiLetterLower(name[at]) || !char.IsAsciiLetterLower(name[at - 1]))
            at = 1 + random.Next(name.Length - 2);
        return random.Next(4) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, name[at].ToString()),
            2 => string.Concat(name.AsSpan(0, at - 1), $"{name[at]}{name[at - 1]}", name.AsSpan(at + 1)),
            _ => string.Concat(name.AsSpan(0, at), ((char)('a' + random.Next(26))).ToString(), name.AsSpan(at + 1)),
        };
    }
}
