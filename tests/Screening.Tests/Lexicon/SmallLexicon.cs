using LogisticsScreening.Screening.Lexicon;

namespace LogisticsScreening.Screening.Tests.Lexicon;

/// <summary>A handful of rows that show every rule of matching.</summary>
internal static class SmallLexicon
{
    public static LexiconData Data { get; } = new()
    {
        Terms =
        [
            Term("象牙", TermScript.Zh), Term("猛犸象牙", TermScript.Zh), Term("犀牛角", TermScript.Zh, "rhino"), Term("犀角", TermScript.Zh, "rhino"),
            Term("穿山甲鳞片", TermScript.Zh, "pangolin"), Term("白", TermScript.Zh), Term("甲", TermScript.Zh, "pangolin"), Term("大m", TermScript.Mixed, "tiger"),
            Term("XY", TermScript.Initials), Term("xiangya", TermScript.Pinyin), Term("ivory", TermScript.En), Term("tusk", TermScript.En),
            Term("rhino horn", TermScript.En, "rhino"), Term("🐘", TermScript.Emoji),
        ],
        AllowPhrases =
        [
            new("phrase-1", "象牙白", "象牙", "颜色", "a colour", "test"),
            new("phrase-2", "ivory white", "ivory", "颜色", "a colour", "test"),
        ],
        SignalWords = [new("signal-1", "雕", SignalKind.CraftForm, "test"), new("signal-2", "按克", SignalKind.PriceByWeight, "test")],
        ProhibitedWords = [new("heading-1-1", 1, "仿真枪", TermTier.Strong, "test", "test")],
        VagueWords =
        [
            Vague("礼品", WordLanguage.Zh), Vague("配件", WordLanguage.Zh), Vague("gift", WordLanguage.En), Vague("various goods", WordLanguage.En),
            new("vague-party", "unknown", VagueScope.Party, WordLanguage.En, "test"),
        ],
    };

    public static CompiledLexicon Compile()
    {
        var compilation = LexiconCompiler.Compile(Data);
        Assert.Empty(compilation.Problems);
        return Assert.IsType<CompiledLexicon>(compilation.Lexicon);
    }

    public static LexiconTerm Term(string term, TermScript script, string target = "elephant") =>
        new($"{target}-{term}", term, script, target, TermTrick.Plain, TermTier.Strong, "test", "documented", "", "test", "2026-11-22");

    private static VagueWord Vague(string term, WordLanguage language) => new($"vague-{term}", term, VagueScope.Description, language, "test");
}
