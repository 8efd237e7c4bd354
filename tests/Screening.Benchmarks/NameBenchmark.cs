using System.Diagnostics;
using System.Globalization;
using System.Text;
using LogisticsScreening.Screening.Benchmarks.Peers;
using LogisticsScreening.Screening.Lists.Names;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>
/// Finding a name in a list of a million: the index beside what one would do without it, reading the list through with Jaro-Winkler, and beside PostgreSQL's trigram search.
/// Half of the names asked for are disguised forms of listed ones, half strangers. Each peer has the threshold that it is commonly used with.
/// </summary>
internal static class NameBenchmark
{
    private const int Queries = 1_000;

    /// <summary>Reading a million names through takes a good part of a second each time.</summary>
    private const int QueriesReadingThrough = 100;

    private const int Small = 1_000;

    /// <summary>The section of docs/performance.md.</summary>
    public static string Run(string machine, bool quick)
    {
        var names = Make(quick ? 50_000 : 1_000_000, seed: 20261127);
        var queries = Ask(names);
        var page = new StringBuilder();
        Say($"## Names");
        Say($"");
        Say($"`./dev bench`, {machine}");
        Say($"");
        Say($"- {names.Length:N0} invented names, {names.Distinct().Count():N0} different ones, 5 % in Latin letters (`InventedNames.cs`). Asked for: {queries.Length / 2} disguised forms of listed names, as many of each kind: spaces or turned round, traditional, homophone, look-alike, exchanged characters, romanised, Latin with a slip or turned round (`DisguisedNames.cs`), and as many strangers, one after another. What reads the whole list is asked the first {QueriesReadingThrough} only.");
        Say($"- By name and road: each person lives in one of {NameSearches.Roads:N0} roads, which both sides know, and which the product asks for with names that many bear.");

        var small = names[..Small];
        var (smallByName, smallByRoad) = (Settled(NameSearches.ByName(small), Ask(small)), Settled(NameSearches.ByNameAndRoad(small), Ask(small)));
        var started = Stopwatch.GetTimestamp();
        var index = NameSearches.ByName(names);
        var built = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var byName = Settled(index, queries);
        var byRoad = Settled(NameSearches.ByNameAndRoad(names), queries);
        Say($"- The index by the name alone is built in {built:N1} s. Growth from {Small:N0} to {names.Length:N0} names, mean time: x {Mean(byRoad) / Mean(smallByRoad):N2} by name and road (now {Mean(byRoad) * 1_000:N1} µs), x {Mean(byName) / Mean(smallByName):N2} by the name alone (now {Mean(byName) * 1_000:N1} µs).");
        List<string> rows =
        [
            Row($"index by name and road, then compared, score {NameMatcher.Least / 10_000.0:N2}", byRoad),
            Row($"index by the name alone, then compared, score {NameMatcher.Least / 10_000.0:N2}", byName),
            Row($"the same comparison with every name, no index", All(NameSearches.ReadThrough(names), queries[..QueriesReadingThrough])),
            Row($"peer: every name by Jaro-Winkler, {NameSearches.JaroWinklerThreshold:N2}", All(NameSearches.ByJaroWinkler(names), queries[..QueriesReadingThrough])),
        ];
        using (var postgres = PgTrgm.TryCreate())
        {
            if (postgres is null)
            {
                Say($"- PostgreSQL with pg_trgm (Debian's postgresql) is not installed.");
            }
            else
            {
                Say($"- {postgres.Name}: loaded and indexed in {postgres.Load(names):N1} s; fsync off, timed inside the server, second of two passes, planned each time. It makes {postgres.TrigramsOfHan} trigrams of a name of three characters. Compared: rows that the index gave it.");
                rows.Add(Row($"peer: {postgres.Name}, similarity {PgTrgm.Threshold:N1}", [.. postgres.Ask([.. queries.Select(q => q.Text)], QueriesReadingThrough)]));
            }
        }

        Say($"");
        Say($"| search | asked | median ms | p99 ms | names compared, mean | matches of a disguised name, mean | of a stranger | listed name among them, percent |");
        Say($"|---|---:|---:|---:|---:|---:|---:|---:|");
        rows.ForEach(row => page.Append(row).Append('\n'));
        return page.ToString().TrimEnd();

        void Say(FormattableString line) => page.Append(Shown(FormattableString.Invariant(line))).Append('\n');

        string Row(FormattableString what, NameAnswer[] answers)
        {
            var answered = answers.Zip(queries, (answer, query) => (answer.Matches, query.Place)).ToLookup(a => a.Place >= 0);
            // Another entry of the same name is as good: names alone tell no two people apart.
            var found = answered[true].Average(a => a.Matches.Any(match => names[match] == names[a.Place]) ? 100.0 : 0);
            return Shown(FormattableString.Invariant(
                $"| {FormattableString.Invariant(what)} | {answers.Length:N0} | {Median(answers):N4} | {Percentile(answers, 0.99):N4} | {answers.Average(a => a.Compared):N1} | {answered[true].Average(a => a.Matches.Count):N1} | {answered[false].Average(a => a.Matches.Count):N1} | {found:N1} |"));
        }
    }

    private static string[] Make(int count, int seed)
    {
        var invented = new InventedNames(seed, percentLatin: 5);
        return [.. Enumerable.Range(0, count).Select(_ => invented.Next())];
    }

    /// <summary>In turns a disguised one and a stranger, so that any beginning holds as many of each.</summary>
    private static NameQuery[] Ask(string[] names)
    {
        var listed = names.ToHashSet(StringComparer.Ordinal);
        var disguised = new DisguisedNames(seed: 20261128).Make(names, Queries / 2);
        var strangers = Make(Queries * 100, seed: 20261129).Where(name => !listed.Contains(name));
        return [.. disguised.Zip(strangers).SelectMany((pair, i) => (NameQuery[])[new(pair.First.Disguised, pair.First.Place, NameSearches.RoadOf(pair.First.Place)), new(pair.Second, -1, NameSearches.RoadOf(i))])];
    }

    private static NameAnswer[] All(Func<NameQuery, NameAnswer> search, NameQuery[] queries) => Array.ConvertAll(queries, query => search(query));

    /// <summary>Asked over and over until the just-in-time compiler has had its time; the last pass counts.</summary>
    private static NameAnswer[] Settled(Func<NameQuery, NameAnswer> search, NameQuery[] queries)
    {
        const int Passes = 3;
        for (var pass = 1; pass < Passes; pass++)
        {
            All(search, queries);
            Thread.Sleep(TimeSpan.FromMilliseconds(300));
        }

        return All(search, queries);
    }

    private static string Shown(string line)
    {
        Console.WriteLine(line);
        return line;
    }

    private static double Mean(NameAnswer[] answers) => answers.Average(a => a.Milliseconds);

    private static double Median(NameAnswer[] answers) => Percentile(answers, 0.5);

    private static double Percentile(NameAnswer[] answers, double share) => answers.Select(a => a.Milliseconds).Order().ElementAt((int)(answers.Length * share));
}
