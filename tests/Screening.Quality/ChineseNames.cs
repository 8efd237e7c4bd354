namespace LogisticsScreening.Screening.Quality;

/// <summary>
/// Invented Chinese names and what becomes of them on waybills: traditional characters, one character of the same sound, a look-alike, two exchanged or one dropped, spaces and
/// order, pinyin, half of it in pinyin, turned round with a homophone. Against them other people: with nothing in common, with the family name, with the family name and one character of the given name, with the given name.
/// </summary>
internal sealed class ChineseNames
{
    private const int People = 1_500;

    private readonly (string Surname, string Pinyin)[] surnames = [.. Tables.Rows("surnames.csv").Select(r => (r[0], r[1]))];
    private readonly (string Pinyin, string Characters)[] given = [.. Tables.Rows("given_names.csv").Select(r => (r[0], r[1]))];
    private readonly Dictionary<char, char> traditional = Tables.Rows("traditional_names.csv").ToDictionary(r => r[0][0], r => r[1][0]);
    private readonly ILookup<char, char> lookAlikes = Tables.Rows("look_alike_names.csv").SelectMany(r => ((char One, char Other)[])[(r[0][0], r[1][0]), (r[1][0], r[0][0])]).ToLookup(p => p.One, p => p.Other);
    private readonly Random random;

    /// <summary>Of its own, so that the kinds above stay the names they were.</summary>
    private readonly Random mixing;

    public ChineseNames(int seed) => (random, mixing) = (new(seed), new(seed));

    public IEnumerable<NamePair> Make()
    {
        for (var i = 0; i < People; i++)
        {
            var person = Invent();
            foreach (var (kind, other) in Disguises(person))
                yield return new(kind, person.Name, other, Same: true);
            foreach (var (kind, other) in Others(person))
            {
                if (other.Name != person.Name)
                    yield return new(kind, person.Name, other.Name, Same: false);
            }
        }
    }

    private sealed record Person(string Surname, string SurnamePinyin, (int Group, char Character)[] Given)
    {
        public string Name => Surname + string.Concat(Given.Select(g => g.Character));
    }

    private Person Invent()
    {
        var (surname, pinyin) = surnames[random.Next(surnames.Length)];
        return new(surname, pinyin, [.. Enumerable.Range(0, random.Next(4) == 0 ? 1 : 2).Select(_ => Character())]);
    }

    private (int Group, char Character) Character()
    {
        var group = random.Next(given.Length);
        return (group, given[group].Characters[random.Next(given[group].Characters.Length)]);
    }

    private IEnumerable<(string Kind, string Other)> Disguises(Person person)
    {
        var name = person.Name;
        var characters = string.Concat(person.Given.Select(g => g.Character));
        yield return ("spaces and order", random.Next(2) == 0 ? string.Join(' ', name.ToCharArray()) : $"{characters} {person.Surname}");
        var variant = string.Concat(name.Select(c => traditional.GetValueOrDefault(c, c)));
        if (variant != name)
            yield return ("variant", variant);
        var at = random.Next(person.Given.Length);
        var same = given[person.Given[at].Group].Characters.Where(c => c != person.Given[at].Character).ToArray();
        if (same.Length > 0)
            yield return ("homophone", With(person, at, same[random.Next(same.Length)]));
        for (var i = 0; i < person.Given.Length; i++)
        {
            foreach (var alike in lookAlikes[person.Given[i].Character].Take(1))
                yield return ("look-alike", With(person, i, alike));
        }

        if (person.Given.Length == 2 && characters[0] != characters[1])
            yield return ("one edit: exchanged", $"{person.Surname}{characters[1]}{characters[0]}");
        if (name.Length == 4)
            yield return ("one edit: dropped", name.Remove(2 + random.Next(2), 1));
        var pinyin = string.Concat(person.Given.Select(g => given[g.Group].Pinyin));
        yield return ("romanised", random.Next(3) switch
        {
            0 => $"{Capital(person.SurnamePinyin)} {Capital(pinyin)}",
            1 => $"{Capital(pinyin)} {Capital(person.SurnamePinyin)}",
            _ => $"{person.SurnamePinyin} {string.Join(' ', person.Given.Select(g => given[g.Group].Pinyin))}".ToUpperInvariant(),
        });
        yield return ("half in pinyin", mixing.Next(3) switch
        {
            0 => $"{Capital(person.SurnamePinyin)} {characters}",
            1 => $"{person.Surname}{pinyin}",
            _ => $"{person.Surname}{characters[..^1]} {given[person.Given[^1].Group].Pinyin}",
        });
        if (same.Length > 0)
            yield return ("turned round, homophone", With(person, at, same[mixing.Next(same.Length)])[person.Surname.Length..] + person.Surname);
    }

    private IEnumerable<(string Kind, Person Other)> Others(Person person)
    {
        yield return ("other people", Invent());
        yield return ("other people, same family name", person with { Given = [.. person.Given.Select(_ => Character())] });
        yield return ("other people, same given name", person with { Surname = Invent().Surname });
        if (person.Given.Length == 2)
        {
            var at = random.Next(2);
            yield return ("other people, one character differs", person with { Given = [.. person.Given.Select((g, i) => i == at ? Unlike(g) : g)] });
        }
    }

    /// <summary>Another character of another sound that does not look alike.</summary>
    private (int Group, char Character) Unlike((int Group, char Character) one)
    {
        while (true)
        {
            var other = Character();
            if (other.Group != one.Group && !lookAlikes[one.Character].Contains(other.Character))
                return other;
        }
    }

    private static string With(Person person, int at, char character) =>
        person.Surname + string.Concat(person.Given.Select((g, i) => i == at ? character : g.Character));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
