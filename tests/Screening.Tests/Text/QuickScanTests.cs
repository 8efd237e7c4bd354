using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Text;

public sealed class QuickScanTests
{
    private static readonly string[] Patterns = ["xy", "x y", "象牙", "犀", "abc", "c1", "a-b", "料白料", "/"];

    [Fact]
    public void MayMatch_HostileText_NeverDeniesWhatTheSearchFinds()
    {
        var built = new AutomatonBuilder(Patterns);
        var (quick, automaton) = (new QuickScan(built), new PatternAutomaton(built));
        var hostile = new HostileText(seed: 21);
        var text = new NormalizedText();
        int denied = 0, separatedCount = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var original = hostile.Text(6, Patterns);
            text.Read(original);
            var inPlace = new PatternMatches();
            automaton.Search(text.Chars, inPlace);
            var joined = new PatternMatches();
            automaton.Search(text.Join(), joined);
            if (!quick.MayMatch(original, solid: 1, out var separators))
            {
                denied++;
                Assert.Equal(0, inPlace.Count);
                Assert.True(text.HasMoreThan(1));
                Assert.True(separators || text.Join().Length == text.Chars.Length);
                separatedCount += separators ? 1 : 0;
            }

            if (!quick.MayMatchJoined(original))
                Assert.Equal(0, joined.Count);
        }

        Assert.True(denied > 500 && separatedCount > 100, $"{denied} denied, {separatedCount} with separators");
    }

    [Theory]
    [InlineData("普通衣服", false)]
    [InlineData("普通犀", true)]
    [InlineData("象\u200B牙", true)]
    [InlineData("ＸＹ", true)]
    [InlineData("x \u3000 y", true)]
    [InlineData("x\u200B \u200B y", true)]
    [InlineData("象 牙", false)]
    [InlineData("衣", true)]
    [InlineData("*衣*", true)]
    public void MayMatch_Cases(string text, bool may) => Assert.Equal(may, Quick.MayMatch(text, solid: 1, out _));

    [Theory]
    [InlineData("象 * 牙", true)]
    [InlineData("a✨b✨c", true)]
    [InlineData("衣 服", false)]
    public void MayMatchJoined_Cases(string text, bool may) => Assert.Equal(may, Quick.MayMatchJoined(text));

    private static QuickScan Quick => new(new AutomatonBuilder(Patterns));
}
