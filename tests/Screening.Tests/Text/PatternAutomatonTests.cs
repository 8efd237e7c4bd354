using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Text;

public sealed class PatternAutomatonTests
{
    [Fact]
    public void Search_RandomPatterns_SameAsLookingForEach()
    {
        var random = new Random(7);
        for (var round = 0; round < 150; round++)
        {
            var alphabet = "abcd象牙角\uD83D\uDC18"[..(2 + random.Next(7))];
            var patterns = Enumerable.Range(0, 1 + random.Next(30)).Select(_ => Word(random, alphabet, 1, 6)).ToArray();
            var automaton = PatternAutomaton.Build(patterns);
            for (var i = 0; i < 20; i++)
            {
                var text = Word(random, alphabet + "z", 0, 60);
                var matches = new PatternMatches();
                automaton.Search(text, matches);
                Assert.Equal(Naive(patterns, text).Order(), matches.All.ToArray().Select(m => (m.Pattern, m.Start, m.End)).Order());
            }
        }
    }

    [Fact]
    public void Search_OneEnd_LongestFirst()
    {
        var matches = new PatternMatches();
        PatternAutomaton.Build(["c", "abc", "bc"]).Search("abc", matches);
        Assert.Equal([1, 2, 0], matches.All.ToArray().Select(m => m.Pattern));
    }

    [Fact]
    public void Build_NoPatterns_FindsNothing()
    {
        var matches = new PatternMatches();
        PatternAutomaton.Build([]).Search("anything 象牙", matches);
        Assert.Equal(0, matches.Count);
    }

    [Fact]
    public void Build_EmptyPattern_Refused() => Assert.Throws<ArgumentException>(() => PatternAutomaton.Build(["a", ""]));

    private static IEnumerable<(int, int, int)> Naive(string[] patterns, string text) =>
        from pattern in Enumerable.Range(0, patterns.Length)
        from start in Enumerable.Range(0, text.Length)
        where string.CompareOrdinal(text, start, patterns[pattern], 0, patterns[pattern].Length) == 0
        select (pattern, start, start + patterns[pattern].Length);

    private static string Word(Random random, string alphabet, int shortest, int longest) =>
        string.Concat(Enumerable.Range(0, random.Next(shortest, longest + 1)).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
