using System.Diagnostics;
using LogisticsScreening.Screening.Benchmarks.Peers;
using LogisticsScreening.Screening.Lists.Names;

namespace LogisticsScreening.Screening.Benchmarks;

/// <param name="Place">Of the listed name that it hides; negative for a stranger.</param>
/// <param name="Road">Where the person lives, as the list has it for the listed ones.</param>
internal sealed record NameQuery(string Text, int Place, int Road);

/// <summary>One answer: how many names were compared with the one asked for, and which matched, by their places in the list.</summary>
internal sealed record NameAnswer(double Milliseconds, int? Compared, IReadOnlyList<int> Matches);

/// <summary>Ways to find a name in an array of names, each query timed alone on the thread that asks.</summary>
internal static class NameSearches
{
    public const int Roads = 50_000;
    public const double JaroWinklerThreshold = 0.80;

    /// <summary>The median of so many tries counts; the first one warms up.</summary>
    private const int Tries = 5;

    public static int RoadOf(int place) => place % Roads;

    /// <summary>The product's index by the name alone. The product itself asks so for rare names only.</summary>
    public static Func<NameQuery, NameAnswer> ByName(string[] names) => Indexed(names, _ => NameIndex.Unqualified, _ => NameIndex.Unqualified);

    /// <summary>The product's index by the name and the road where the person lives.</summary>
    public static Func<NameQuery, NameAnswer> ByNameAndRoad(string[] names) => Indexed(names, place => Qualifier(RoadOf(place)), query => Qualifier(query.Road));

    /// <summary>The product's comparison without an index.</summary>
    public static Func<NameQuery, NameAnswer> ReadThrough(string[] names) => ReadThrough(names, IsMatch);

    public static Func<NameQuery, NameAnswer> ByJaroWinkler(string[] names) => ReadThrough(names, (a, b) => JaroWinkler.Similarity(a, b) >= JaroWinklerThreshold);

    private static bool IsMatch(string a, string b) => NameMatcher.Compare(a, b).Score >= NameMatcher.Least;

    private static ulong Qualifier(int road) => 1 + (ulong)road;

    private static Func<NameQuery, NameAnswer> Indexed(string[] names, Func<int, ulong> ofPlace, Func<NameQuery, ulong> ofQuery)
    {
        var (builder, reading, keys) = (new NameIndex.Builder(), new NameReading(), new NameKeys());
        for (var place = 0; place < names.Length; place++)
        {
            reading.Read(names[place]);
            keys.Read(reading);
            builder.Add(place, keys.Of(NameReach.Near), ofPlace(place));
        }

        var index = builder.Build();
        return query =>
        {
            var matches = new List<int>();
            var times = new double[Tries];
            var compared = 0;
            var candidates = new HashSet<int>();
            for (var i = 0; i < Tries; i++)
            {
                matches.Clear();
                var started = Stopwatch.GetTimestamp();
                reading.Read(query.Text);
                keys.Read(reading);
                candidates.Clear();
                index.Find(keys.Of(NameReach.Near), ofQuery(query), candidates);
                compared = candidates.Count;
                foreach (var place in candidates)
                {
                    if (IsMatch(query.Text, names[place]))
                        matches.Add(place);
                }

                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }

            return new(times.Order().ElementAt(Tries / 2), compared, matches);
        };
    }

    private static Func<NameQuery, NameAnswer> ReadThrough(string[] names, Func<string, string, bool> isMatch) => query =>
    {
        var matches = new List<int>();
        var started = Stopwatch.GetTimestamp();
        for (var place = 0; place < names.Length; place++)
        {
            if (isMatch(query.Text, names[place]))
                matches.Add(place);
        }

        return new(Stopwatch.GetElapsedTime(started).TotalMilliseconds, names.Length, matches);
    };
}
