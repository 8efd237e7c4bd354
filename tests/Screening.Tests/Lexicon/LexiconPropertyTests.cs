using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Tests.Text;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Lexicon;

/// <summary>What holds for any text, shown on seeded hostile text with the rows of db/reference.</summary>
public sealed class LexiconPropertyTests
{
    private static readonly LexiconData Data = ReferenceRows.Load();
    private static readonly CompiledLexicon Shipped = LexiconCompiler.Compile(Data).Lexicon!;
    private static readonly Disguises Disguises = new(Data);

    /// <summary>Listed words, allowed phrases, disguises of every kind, and strings of one sound.</summary>
    private static readonly string[] Words =
    [
        .. Data.Terms.Select(t => t.Term), .. Data.AllowPhrases.Select(p => p.Phrase), "西牛角", "向牙手串", "川山甲鳞片", "保骨酒", "象象牙牙", "西牛jiao", "xi1牛脚", "西🐂角", "犭良 ya",
        "虍几gu酒", "犀流角", "像ya", "橡y", "西牛j", "x牛脚", "西牛甬", "🐘y", "角牛犀", "牙象", "rhino hom", "vvalrus tusk", "rhіn0 h0rn", "хіnіujіао", "象(´д｀)牙", "cs甲鳞片", "rhno horn", "象丨牙", "象の牙", "бивень слона", "р~о~г~н~о~с~о~р~о~г~а", "犀甪", "穿3甲", "象★★★★★★★★★★★★牙",
        .. Data.Terms.SelectMany(t => Disguises.Of(t)).GroupBy(f => f.Layer).SelectMany(g => g.Select(f => f.Text).Where((_, i) => i % 40 == 0)),
    ];

    [Fact]
    public void Match_HostileText_SpansPointAtTheWord()
    {
        var hostile = new HostileText(seed: 11);
        var layers = new HashSet<MatchLayer>();
        for (var i = 0; i < 8_000; i++)
        {
            var text = hostile.Text(12, Words);
            foreach (var hit in Shipped.Match(text))
            {
                layers.Add(hit.Layer);
                Assert.InRange(hit.Start, 0, text.Length - 1);
                Assert.InRange(hit.Length, 1, text.Length - hit.Start);
                Assert.InRange(hit.Score, 1, LexiconHit.Certain);
                var found = text.Substring(hit.Start, hit.Length);
                Assert.True(IsWritten(hit, found), $"{found} is no {hit.Layer} of {hit.Entry.Word}");
            }
        }

        Assert.Equal(Enum.GetValues<MatchLayer>().Length, layers.Count);
    }

    [Fact]
    public void Match_HostileText_HitsOfOneTargetDoNotOverlap()
    {
        var hostile = new HostileText(seed: 12);
        for (var i = 0; i < 2_000; i++)
        {
            var hits = Shipped.Match(hostile.Text(12, Words)).Where(h => h.Kind == HitKind.Term).ToArray();
            foreach (var group in hits.GroupBy(h => (((LexiconTerm)h.Entry).Target, h.Layer > MatchLayer.Separated)))
                Assert.DoesNotContain(group, a => group.Any(b => a != b && a.Overlaps(b)));
        }
    }

    /// <summary>Half of a surrogate pair behind a full stop says nothing, but no quick look at a text can pass it: the hits must be those that the quick looks let through.</summary>
    [Fact]
    public void Match_QuickLooksOpened_SameHits()
    {
        var hostile = new HostileText(seed: 17);
        for (var i = 0; i < 8_000; i++)
        {
            var text = hostile.Text(8, Words);
            Assert.Equal(Describe(Shipped.Match(text + "\u3002\uD800")), Describe(Shipped.Match(text)));
        }
    }

    /// <summary>What a thread read before leaves nothing behind: 美甲甲片 was found or not by what stood in the text before it.</summary>
    [Theory]
    [InlineData("大象牙牙刷")]
    [InlineData("美甲甲片 延长")]
    [InlineData("虎虎骨头汤")]
    public void Match_AfterAnotherText_SameHits(string text)
    {
        var hostile = new HostileText(seed: 18);
        Shipped.Match("无关");
        var alone = Describe(Shipped.Match(text));
        for (var i = 0; i < 2_000; i++)
        {
            Shipped.Match(hostile.Text(12, Words));
            Assert.Equal(alone, Describe(Shipped.Match(text)));
        }
    }

    /// <summary>A word of another list, which shares no character and no sound with the hits, takes none of them away.</summary>
    [Fact]
    public void Match_UnrelatedTermAdded_EveryHitStays()
    {
        var more = LexiconCompiler.Compile(Data with { Terms = [.. Data.Terms, Data.Terms[0] with { Id = "unrelated", Term = "呒嗯哦", Target = Data.Terms[^1].Target }] }).Lexicon!;
        var hostile = new HostileText(seed: 16);
        for (var i = 0; i < 2_000; i++)
        {
            var text = hostile.Text(12, Words);
            Assert.Equal(Describe(Shipped.Match(text)), Describe(more.Match(text)));
        }
    }

    [Fact]
    public void Match_RowsInOtherOrder_SameHits()
    {
        var shuffled = LexiconCompiler.Compile(Data with
        {
            Terms = [.. Data.Terms.Reverse()],
            SignalWords = [.. Data.SignalWords.Reverse()],
            ProhibitedWords = [.. Data.ProhibitedWords.Reverse()],
            AllowPhrases = [.. Data.AllowPhrases.Reverse()],
        }).Lexicon!;
        var hostile = new HostileText(seed: 13);
        for (var i = 0; i < 2_000; i++)
        {
            var text = hostile.Text(12, Words);
            Assert.Equal(Describe(Shipped.Match(text)), Describe(shuffled.Match(text)));
        }
    }

    [Fact]
    public void Match_ShallowerLayers_NeverMoreInPlace()
    {
        var hostile = new HostileText(seed: 14);
        for (var i = 0; i < 2_000; i++)
        {
            var text = hostile.Text(12, Words);
            Assert.All(Shipped.Match(text, MatchLayer.Variant), h => Assert.True(h.Layer <= MatchLayer.Variant));
            Assert.All(Shipped.Match(text, MatchLayer.Exact), h => Assert.Equal(MatchLayer.Exact, h.Layer));
        }
    }

    [Fact]
    public void FindVague_HostileText_SpanInsideTheText()
    {
        var hostile = new HostileText(seed: 15);
        var vague = Data.VagueWords.Select(w => w.Term).ToArray();
        var found = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var text = hostile.Text(3, vague);
            if (Shipped.FindVague(text) is not { } hit)
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
    [InlineData("向牙")]
    [InlineData("西 牛 角 ")]
    [InlineData("牙刷向牙")]
    [InlineData("象象牙牙")]
    [InlineData("xiang ya ")]
    [InlineData("象y")]
    [InlineData("🐘牙")]
    [InlineData("护士虎骨膏药")]
    [InlineData("西牛jiao")]
    [InlineData("xi1niu2")]
    [InlineData("犭良🐂")]
    [InlineData("rhіn0 h0rn ")]
    [InlineData("骨")]
    [InlineData("骨 ")]
    [InlineData("(´д｀)")]
    [InlineData("犀流角")]
    [InlineData("橡y")]
    [InlineData("西牛j ")]
    [InlineData("西牛甬")]
    [InlineData("角牛犀")]
    [InlineData("牙象 ")]
    [InlineData("vvalrus hom ")]
    [InlineData("\uD800")]
    [InlineData("가")]
    [InlineData("象★★★★★★★★★★★★★★★★★★★★★★★★★★★★★★★★牙")]
    [InlineData("象★")]
    [InlineData("象の牙")]
    [InlineData("穿丨山丨甲丨")]
    [InlineData("rhno horn ")]
    [InlineData("cs甲鳞片")]
    [InlineData("б~и~в~е~н~ь~")]
    public void Match_RepeatedHostileText_LinearWork(string unit)
    {
        long Steps(int times)
        {
            var text = string.Concat(Enumerable.Repeat(unit, times));
            Shipped.Match(text);
            var match = CompiledLexicon.StepsOfLastText;
            Shipped.FindVague(text);
            return match + CompiledLexicon.StepsOfLastText;
        }

        var (small, large) = (Steps(500), Steps(5000));
        Assert.InRange(large, 0, small * 11 + 1000);
    }

    /// <summary>Emoji are words in some rows and separators elsewhere, so a row of emoji is compared with them.</summary>
    private static string Form(string text) => TextFolding.IsBlank(text) ? TextFolding.Fold(text) : TextFolding.Join(text);

    private static bool IsWritten(LexiconHit hit, string text)
    {
        var (word, found) = (Form(hit.Entry.Word), Form(text));
        return hit.Layer switch
        {
            > MatchLayer.Separated => found != word && Written(text).Any(t => DisguiseReader.CanBe(TextFolding.Fold(hit.Entry.Word), t, Data)),
            MatchLayer.Separated => found == word || Once(found) == Once(word),
            _ => found == word || found == word + "s" || found == word + "es",
        };
    }

    /// <summary>The folded text; where the first or last character became several (㍿), a span holds all of them though a word may need but one.</summary>
    private static IEnumerable<string> Written(string text)
    {
        var folded = TextFolding.Fold(text);
        var (first, last) = (TextFolding.Fold(text[..1]).Length, TextFolding.Fold(text[^1..]).Length);
        for (var start = 0; start < Math.Max(1, first); start++)
        {
            for (var cut = 0; cut < Math.Max(1, last) && start + cut < folded.Length; cut++)
                yield return folded[start..^cut];
        }
    }

    private static string Once(string text) => string.Concat(text.Where((c, i) => i == 0 || c != text[i - 1]));

    private static IEnumerable<string> Describe(IEnumerable<LexiconHit> hits) =>
        hits.Select(h => $"{h.Start} {h.Length} {h.Layer} {h.Kind} {h.Entry.Id}").Order(StringComparer.Ordinal);
}
