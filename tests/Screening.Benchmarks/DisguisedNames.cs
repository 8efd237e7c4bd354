using LogisticsScreening.Screening.Quality;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>
/// Names as they come back on waybills when somebody does not want to be found: of each kind as many. Made with the hand-written tables of tests/Screening.Quality/Sets, which the
/// matcher does not know, and so only of names whose characters stand in them.
/// </summary>
internal sealed class DisguisedNames
{
    private readonly Dictionary<string, string> surnames = Tables.Rows("surnames.csv").ToDictionary(r => r[0], r => r[1]);
    private readonly Dictionary<char, (string Pinyin, string Characters)> sounds = Tables.Rows("given_names.csv").SelectMany(r => r[1].Select(c => (c, (r[0], r[1])))).DistinctBy(p => p.c).ToDictionary();
    private readonly Dictionary<char, char> traditional = Tables.Rows("traditional_names.csv").ToDictionary(r => r[0][0], r => r[1][0]);
    private readonly Dictionary<char, char> lookAlikes = Tables.Rows("look_alike_names.csv").SelectMany(r => ((char, char)[])[(r[0][0], r[1][0]), (r[1][0], r[0][0])]).DistinctBy(p => p.Item1).ToDictionary();
    private readonly Func<string, string?>[] kinds;
    private readonly Random random;

    public DisguisedNames(int seed)
    {
        random = new(seed);
        kinds = [Spaced, Traditional, Homophone, LookAlike, Exchanged, Romanised, Latin];
    }

    /// <summary>Names drawn from the list by their places, each with its disguise.</summary>
    public IEnumerable<(int Place, string Disguised)> Make(string[] list, int count)
    {
        for (var made = 0; made < count;)
        {
            var place = random.Next(list.Length);
            if (kinds[made % kinds.Length](list[place]) is not { } disguised || disguised == list[place])
                continue;
            made++;
            yield return (place, disguised);
        }
    }

    private string? Spaced(string name) => Split(name) is (var surname, var given) ? random.Next(2) == 0 ? string.Join(' ', name.ToCharArray()) : $"{given} {surname}" : null;

    private string? Traditional(string name) => Split(name) is null ? null : string.Concat(name.Select(c => traditional.GetValueOrDefault(c, c)));

    private string? Homophone(string name) => Changed(name, c => sounds.TryGetValue(c, out var sound) ? sound.Characters[random.Next(sound.Characters.Length)] : c);

    private string? LookAlike(string name) => Changed(name, c => lookAlikes.GetValueOrDefault(c, c));

    private string? Exchanged(string name) => Split(name) is (var surname, [var first, var second]) ? $"{surname}{second}{first}" : null;

    private string? Romanised(string name) => Split(name) is (var surname, var given) && given.All(sounds.ContainsKey)
        ? $"{surnames[surname]} {string.Concat(given.Select(c => sounds[c].Pinyin))}".ToUpperInvariant()
        : null;

    /// <summary>One letter left out, or the family name first.</summary>
    private string? Latin(string name)
    {
        if (!char.IsAsciiLetter(name[0]))
            return null;
        var last = name.LastIndexOf(' ');
        return random.Next(2) == 0 ? $"{name[(last + 1)..]}, {name[..last]}" : name.Remove(last + 2 + random.Next(name.Length - last - 2), 1);
    }

    private string? Changed(string name, Func<char, char> change)
    {
        if (Split(name) is not (var surname, var given))
            return null;
        var at = random.Next(given.Length);
        return surname + given[..at] + change(given[at]) + given[(at + 1)..];
    }

    private (string Surname, string Given)? Split(string name)
    {
        var length = name.Length > 2 && surnames.ContainsKey(name[..2]) ? 2 : 1;
        return surnames.ContainsKey(name[..length]) ? (name[..length], name[length..]) : null;
    }
}
