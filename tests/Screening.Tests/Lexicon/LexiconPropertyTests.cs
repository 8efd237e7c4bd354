using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Tests.Text;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Lexicon;

/// <summary>What holds for any text, shown on seeded hostile text with the rows of db/reference.</summary>
public sealed class LexiconPropertyTests
{
    private static readonly LexiconData s_data = ReferenceRows.Load();
    private static readonly CompiledLexicon s_lexicon = LexiconCompiler.Compile(s_data).Lexicon!;
    private static readonly string[] s_words = [.. s_data.Terms.Select(t => t.Term), .. s_data.AllowPhrases.Select(p => p.Phrase)];

    [Fact]
    public void Match_HostileText_SpansPointAtTheWord()
    {
        var hostile = new HostileText(seed: 11);
        var layers = new HashSet<MatchLayer>();
        for (var i = 0; i < 4_000; i++)
        {
            var text = hostile.Text(12, s_words);
            foreach (var hit in s_lexicon.Match(text))
            {
                layers.Add(hit.Layer);
                Assert.InRange(hit.Start, 0, text.Length - 1);
                Assert.InRange(hit.Length, 1, text.Length - hit.Start);
                var found = Form(text.Substring(hit.Start, hit.Length));
                var word = Form(hit.Entry.Word);
                Assert.True(found == word || found == word + "s" || found == word + "es", $"{found} is not {word}");
            }
        }

        Assert.Equal(3, layers.Count);
    }

    [Fact]
    public void Match_HostileText_HitsOfOneTargetDoNotOverlap()
    {
        var hostile = new HostileText(seed: 12);
        for (var i = 0; i < 2_000; i++)
        {
            var hits = s_lexicon.Match(hostile.Text(12, s_words)).Where(h => h.Kind == HitKind.Term).ToArray();
            foreach (var group in hits.GroupBy(h => ((LexiconTerm)h.Entry).Target))
                Assert.DoesNotContain(group, a => group.Any(b => a != b && a.Overlaps(b)));
        }
    }

    [Fact]
    public void Match_RowsInOtherOrder_SameHits()
    {
        var shuffled = LexiconCompiler.Compile(s_data with
        {
            Terms = [.. s_data.Terms.Reverse()],
            SignalWords = [.. s_data.SignalWords.Reverse()],
            ProhibitedWords = [.. s_data.ProhibitedWords.Reverse()],
            AllowPhrases = [.. s_data.AllowPhrases.Reverse()],
        }).Lexicon!;
        var hostile = new HostileText(seed: 13);
        for (var i = 0; i < 2_000; i++)
        {
            var text = hostile.Text(12, s_words);
            Assert.Equal(Describe(s_lexicon.Match(text)), Describe(shuffled.Match(text)));
        }
    }

    [Fact]
    public void Match_ShallowerLayers_NeverMoreInPlace()
    {
        var hostile = new HostileText(seed: 14);
        for (var i = 0; i < 2_000; i++)
        {
            var text = hostile.Text(12, s_words);
            Assert.All(s_lexicon.Match(text, MatchLayer.Variant), h => Assert.True(h.Layer <= MatchLayer.Variant));
            Assert.All(s_lexicon.Match(text, MatchLayer.Exact), h => Assert.Equal(MatchLayer.Exact, h.Layer));
        }
    }

    [Fact]
    public void FindVague_HostileText_SpanInsideTheText()
    {
        var hostile = new HostileText(seed: 15);
        var vague = s_data.VagueWords.Select(w => w.Term).ToArray();
        var found = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var text = hostile.Text(3, vague);
            if (s_lexicon.FindVague(text) is not { } hit)
                continue;
            found++;
            Assert.InRange(hit.Start, 0, text.Length - 1);
            Assert.InRange(hit.Length, 1, text.Length - hit.Start);
        }

        Assert.True(found > 20, $"only {found} vague texts were made");
    }

    /// <summary>Counted in steps, not in time: ten times the text is at most about ten times the work.</summary>
    [Theory]
    [InlineData("象牙")]
    [InlineData("象牙白")]
    [InlineData("象*牙")]
    [InlineData("犀 牛 角 ")]
    [InlineData("ivory ")]
    [InlineData("rhino....horn")]
    [InlineData("i v o r y")]
    [InlineData("礼品")]
    [InlineData("一")]
    [InlineData("\uFDFA")]
    [InlineData("猛犸象牙切片手串")]
    public void Match_RepeatedHostileText_LinearWork(string unit)
    {
        long Steps(int times)
        {
            var text = string.Concat(Enumerable.Repeat(unit, times));
            s_lexicon.Match(text);
            var match = CompiledLexicon.StepsOfLastText;
            s_lexicon.FindVague(text);
            return match + CompiledLexicon.StepsOfLastText;
        }

        var (small, large) = (Steps(500), Steps(5000));
        Assert.InRange(large, 0, small * 11 + 1000);
    }

    /// <summary>Emoji are words in some rows and separators elsewhere, so a row of emoji is compared with them.</summary>
    private static string Form(string text) => TextFolding.IsBlank(text) ? TextFolding.Fold(text) : TextFolding.Join(text);

    private static IEnumerable<string> Describe(IEnumerable<LexiconHit> hits) =>
        hits.Select(h => $"{h.Start} {h.Length} {h.Layer} {h.Kind} {h.Entry.Id}").Order(StringComparer.Ordinal);
}
