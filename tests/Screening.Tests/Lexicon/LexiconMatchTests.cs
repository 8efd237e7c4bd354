using LogisticsScreening.Screening.Lexicon;

namespace LogisticsScreening.Screening.Tests.Lexicon;

public sealed class LexiconMatchTests
{
    private static readonly CompiledLexicon Shipped = SmallLexicon.Compile();

    [Theory]
    [InlineData("象牙手串", "象牙", MatchLayer.Exact)]
    [InlineData("全新Ivory手串", "Ivory", MatchLayer.Exact)]
    [InlineData("rhino horn cup", "rhino horn", MatchLayer.Exact)]
    [InlineData("大m骨", "大m", MatchLayer.Exact)]
    [InlineData("好看🐘", "🐘", MatchLayer.Exact)]
    [InlineData("ＸＹ手串", "ＸＹ", MatchLayer.Variant)]
    [InlineData("穿山甲鱗片", "穿山甲鱗片", MatchLayer.Variant)]
    [InlineData("象\u200B牙", "象\u200B牙", MatchLayer.Variant)]
    [InlineData("象\u202E牙", "象\u202E牙", MatchLayer.Variant)]
    [InlineData("ivories? tusks!", "tusks", MatchLayer.Variant)]
    [InlineData("rhino  horn", "rhino  horn", MatchLayer.Variant)]
    [InlineData("Rhino-Horn", "Rhino-Horn", MatchLayer.Variant)]
    [InlineData("rhinohorn", "rhinohorn", MatchLayer.Variant)]
    [InlineData("xiàngyá", "xiàngyá", MatchLayer.Variant)]
    [InlineData("卖象*牙手串", "象*牙", MatchLayer.Separated)]
    [InlineData("象 牙", "象 牙", MatchLayer.Separated)]
    [InlineData("象✨牙", "象✨牙", MatchLayer.Separated)]
    [InlineData("象.牙手串", "象.牙", MatchLayer.Separated)]
    [InlineData("犀 牛 角", "犀 牛 角", MatchLayer.Separated)]
    [InlineData("象,牙", "象,牙", MatchLayer.Separated)]
    [InlineData("i v o r y", "i v o r y", MatchLayer.Separated)]
    [InlineData("X*Y", "X*Y", MatchLayer.Separated)]
    public void Match_OneTerm_SpanAndLayer(string text, string span, MatchLayer layer)
    {
        var hit = Assert.Single(Shipped.Match(text));
        Assert.Equal(HitKind.Term, hit.Kind);
        Assert.Equal(span, text.Substring(hit.Start, hit.Length));
        Assert.Equal(layer, hit.Layer);
    }

    [Theory]
    [InlineData("xy18650电池")]
    [InlineData("galaxy")]
    [InlineData("A4XY")]
    [InlineData("ivoryton")]
    [InlineData("axiangyab")]
    [InlineData("xiangyang")]
    [InlineData("大mm")]
    [InlineData("X Y axis")]
    [InlineData("大象 牙刷")]
    [InlineData("书,象,牙膏")]
    [InlineData("象.........牙")]
    [InlineData("白色衬衫")]
    [InlineData("指甲油")]
    [InlineData("")]
    public void Match_OrdinaryText_Nothing(string text) => Assert.Empty(Shipped.Match(text));

    [Theory]
    [InlineData("白", 0, 1)]
    [InlineData(" *白* ", 2, 1)]
    [InlineData("甲", 0, 1)]
    public void Match_SingleCharacterAlone_Hit(string text, int start, int length)
    {
        var hit = Assert.Single(Shipped.Match(text));
        Assert.Equal((start, length), (hit.Start, hit.Length));
    }

    [Fact]
    public void Match_OverlapOfOneTarget_LongestWins()
    {
        var hit = Assert.Single(Shipped.Match("猛犸象牙"));
        Assert.Equal("猛犸象牙", ((LexiconTerm)hit.Entry).Term);
    }

    [Fact]
    public void Match_SeparatedLongerThanExact_ExactWins()
    {
        var hit = Assert.Single(Shipped.Match("猛犸*象牙"), h => h.Layer == MatchLayer.Exact);
        Assert.Equal((3, 2), (hit.Start, hit.Length));
        Assert.Single(Shipped.Match("猛犸*象牙"));
    }

    [Fact]
    public void Match_OverlapOfTwoTargets_Both()
    {
        var hits = Shipped.Match("犀角雕");
        Assert.Equal([HitKind.Term, HitKind.Signal], hits.Select(h => h.Kind));
        Assert.True(hits.All(h => !h.Overlaps(hits[0]) || h == hits[0]));
    }

    [Theory]
    [InlineData("象牙白衬衫", 0)]
    [InlineData("象牙白象牙", 1)]
    [InlineData("象牙 白", 1)]
    [InlineData("象*牙*白", 0)]
    [InlineData("ivory white shirt", 0)]
    [InlineData("Ivory-White", 0)]
    [InlineData("ivory whites", 0)]
    public void Match_AllowPhrase_CoveredHitsOnly(string text, int hits) => Assert.Equal(hits, Shipped.Match(text).Count);

    [Fact]
    public void Match_DeepestLayer_NothingBeyond()
    {
        Assert.Empty(Shipped.Match("象*牙", MatchLayer.Variant));
        Assert.Empty(Shipped.Match("ＸＹ", MatchLayer.Exact));
        Assert.Single(Shipped.Match("*白*", MatchLayer.Exact));
    }

    [Fact]
    public void Match_ProhibitedAndSignal_TheirKinds()
    {
        var hits = Shipped.Match("仿真枪按克卖");
        Assert.Equal(["仿真枪", "按克"], hits.Select(h => h.Entry switch
        {
            ProhibitedWord word => word.Term,
            SignalWord word => word.Term,
            _ => "",
        }));
    }

    [Theory]
    [InlineData("礼品2件")]
    [InlineData("一批礼品")]
    [InlineData("禮品")]
    [InlineData("礼 品。")]
    [InlineData("各种礼品、配件等")]
    [InlineData("Gift x 2")]
    [InlineData("2 x gifts")]
    [InlineData("Various goods, 3pcs")]
    [InlineData("礼品三盒共2kg")]
    public void FindVague_NothingElse_Vague(string text)
    {
        var hit = Shipped.FindVague(text);
        Assert.NotNull(hit);
        Assert.True(Shipped.IsVague(text));
        Assert.InRange(hit.Length, 1, text.Length);
    }

    [Theory]
    [InlineData("手机配件")]
    [InlineData("礼品茶叶")]
    [InlineData("giftcard")]
    [InlineData("a gift horse")]
    [InlineData("3件")]
    [InlineData("")]
    [InlineData("✨")]
    [InlineData("unknown")]
    public void FindVague_SaysSomethingElse_Null(string text) => Assert.Null(Shipped.FindVague(text));

    [Fact]
    public void FindVague_PartyScope_ItsOwnWords()
    {
        Assert.True(Shipped.IsVague("Unknown", VagueScope.Party));
        Assert.False(Shipped.IsVague("礼品", VagueScope.Party));
    }

    [Fact]
    public void Match_SignalInsideAnAllowPhrase_NoSignal()
    {
        var lexicon = LexiconCompiler.Compile(SmallLexicon.Data with { AllowPhrases = [new("p", "象牙雕白", "象牙", "z", "e", "s")] }).Lexicon!;
        Assert.Empty(lexicon.Match("象牙雕白"));
        Assert.Single(lexicon.Match("象牙雕白雕"));
    }

    [Theory]
    [InlineData("儿童益智玩具 2盒 (新) 蓝色")]
    [InlineData("ＡＢＳ塑料\u200B積木　礼品盒装")]
    [InlineData("galaxy xy18650 象牙白 ivory white")]
    public void Match_NoHit_AllocatesNothing(string text)
    {
        Shipped.Match(text);
        Shipped.IsVague(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Shipped.Match(text);
            Shipped.IsVague(text);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
