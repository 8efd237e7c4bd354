using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>What part of a name a share is about.</summary>
public enum NamePart
{
    Surname,
    Given,
}

/// <summary>How many of a million people bear a surname or a given name.</summary>
public sealed record NameShare(NamePart Part, string Name, int PerMillion);

/// <summary>
/// Counts the names of an operator's own registrations. What few people bear is left out: it would say something of them, and a share of it nothing. Names in Latin letters,
/// of minorities and of organisations are not counted, nor those of more than two given characters. Not safe for several threads at once.
/// </summary>
public sealed class NameShareCounter
{
    /// <summary>Bearers of the rarest part that is told.</summary>
    public const int LeastBearers = 50;

    /// <summary>Names below which no share is told: the rarest part would stand for one in two thousand people, and every name would look common.</summary>
    public const int LeastNames = 100_000;

    private readonly NameReading reading = new();
    private readonly Dictionary<(NamePart Part, string Name), int> bearers = [];

    /// <summary>Names counted; others were passed over.</summary>
    public int Counted { get; private set; }

    public void Add(string name)
    {
        reading.Read(name);
        if (!NameRarity.Tells(reading))
            return;
        Counted++;
        Count(NamePart.Surname, reading.Surname);
        Count(NamePart.Given, reading.Given);
    }

    /// <returns>The most frequent first.</returns>
    /// <exception cref="InvalidOperationException">Fewer than <see cref="LeastNames"/> were counted.</exception>
    public IReadOnlyList<NameShare> Shares()
    {
        if (Counted < LeastNames)
            throw new InvalidOperationException($"Shares need {LeastNames} names; {Counted} were counted.");
        return
        [
            .. bearers.Where(b => b.Value >= LeastBearers)
                .OrderBy(b => b.Key.Part).ThenByDescending(b => b.Value).ThenBy(b => b.Key.Name, StringComparer.Ordinal)
                .Select(b => new NameShare(b.Key.Part, b.Key.Name, (int)Math.Max(1, b.Value * 1_000_000L / Counted))),
        ];
    }

    private void Count(NamePart part, ReadOnlySpan<char> name)
    {
        var key = (part, name.ToString());
        bearers[key] = bearers.GetValueOrDefault(key) + 1;
    }
}
