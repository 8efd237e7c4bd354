using System.Text;
using LogisticsScreening.Server.FileScreening;

namespace LogisticsScreening.Server.Tests.FileScreening;

/// <summary>All names are invented.</summary>
public sealed class MatchFileTests
{
    [Fact]
    public void Score_Pairs_GivesScoreAndTierInTheirOrder()
    {
        var (scores, problems) = Score("b,a\n张晓明,張曉明\n\"Testova, Anna\",Anna Testova\n,张晓明\n张晓明,李建国\n");
        Assert.Equal(
            ["a,b,score,tier", "張曉明,张晓明,0.9900,variant", "Anna Testova,\"Testova, Anna\",0.9800,same", "张晓明,,0.0000,none", "李建国,张晓明,0.0000,none", ""],
            scores.Split("\r\n"));
        Assert.Empty(problems);
    }

    [Fact]
    public void Score_BadRows_AreReportedByLineAndStopNothing()
    {
        var (scores, problems) = Score($"a,b\n张晓明\n{new string('张', 501)},x\n张晓明,张晓明\n");
        Assert.Equal(2, scores.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(2, problems.Count);
        Assert.StartsWith("pairs.csv, line 2: has 1 fields", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("pairs.csv, line 3: a: ", problems[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,c\n")]
    [InlineData("a\n")]
    public void Score_NoTableOfPairs_IsOneClearError(string file) =>
        Assert.StartsWith("pairs.csv, line 1: ", Assert.Throws<StartupException>(() => Score(file)).Message, StringComparison.Ordinal);

    private static (string Scores, List<string> Problems) Score(string file)
    {
        var problems = new List<string>();
        using var scores = new MemoryStream();
        MatchCommand.Score(new MemoryStream(Encoding.UTF8.GetBytes(file)), scores, "pairs.csv", _ => { }, problems.Add);
        return (Encoding.UTF8.GetString(scores.ToArray()), problems);
    }
}
