using LogisticsScreening.Screening.Lexicon;

namespace LogisticsScreening.Screening.Tests.Lexicon;

public sealed class LexiconCompilerTests
{
    public static TheoryData<string, LexiconData, string> BadRows => new()
    {
        { "id twice", Terms(Term("a"), Term("b") with { Id = "a" }), "lexicon.csv:7: a: the id is used twice" },
        { "no id", Terms(Term("a") with { Id = " " }), "lexicon.csv:7: the id is empty" },
        { "no source", Terms(Term("a") with { Source = "" }), "lexicon.csv:7: a: the source is empty" },
        { "empty word", Terms(Term("a") with { Term = " " }), "lexicon.csv:7: a: the word is empty" },
        { "folds to nothing", Terms(Term("a") with { Term = "\u200B\uFE0F" }), "lexicon.csv:7: a: nothing is left of \"\u200B\uFE0F\" after folding" },
        { "too long", Terms(Term("a") with { Term = new string('象', 65) }), "lexicon.csv:7: a: the word is longer than 64 characters" },
        { "word twice", Terms(Term("a"), Term("b") with { Term = "a" }), "lexicon.csv:7: b: \"a\" is already listed as a" },
        { "no target", Terms(Term("a") with { Target = "" }), "lexicon.csv:7: a: target \"\" is no group of species.csv" },
        { "heading", new() { ProhibitedWords = [new("p", 20, "枪支", TermTier.Strong, "r", "s", 3)] }, "prohibited_words.csv:3: p: heading 20 is not 1-19" },
        { "phrase of nothing", Phrase("象牙白", "象牙"), "allow_phrases.csv:4: f: \"象牙\" is no listed word" },
        { "phrase without term", Phrase("果冻", "a"), "allow_phrases.csv:4: f: \"果冻\" does not contain \"a\"" },
        { "phrase is the term", Phrase("Ａ", "a"), "allow_phrases.csv:4: f: \"Ａ\" is the listed word itself" },
        { "vague of marks", new() { VagueWords = [new("v", "--", VagueScope.Description, WordLanguage.En, "s", 9)] }, "vague_words.csv:9: v: nothing is left of \"--\" after folding" },
        { "term of marks", Terms(Term("★")), "lexicon.csv:7: ★: nothing is left of \"★\" after folding" },
        { "signal twice", new() { SignalWords = [Signal("x"), Signal("y")] }, "signal_words.csv:0: y: \"雕\" is already listed as x" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void Compile_BadRow_ProblemAndNoLexicon(string what, LexiconData data, string problem)
    {
        var compilation = LexiconCompiler.Compile(data);
        Assert.True(compilation.Lexicon is null, what);
        Assert.Equal(problem, Assert.Single(compilation.Problems).ToString());
    }

    [Fact]
    public void Compile_SeveralBadRows_AllReported()
    {
        var compilation = LexiconCompiler.Compile(Terms(Term("a") with { Source = "" }, Term("b") with { Term = "" }));
        Assert.Equal(2, compilation.Problems.Count);
    }

    [Fact]
    public void Compile_UnknownTarget_ProblemOnceSpeciesAreThere()
    {
        var species = new Species("s", "tiger", "Tiger", "虎", "Panthera tigris", [], "I", "level1", false, "level1", "", "", false, [], [], [], "s");
        var compilation = LexiconCompiler.Compile(Terms(Term("a")) with { Species = [species] });
        Assert.Equal("lexicon.csv:7: a: target \"elephant\" is no group of species.csv", Assert.Single(compilation.Problems).ToString());
    }

    [Fact]
    public void Compile_OneWordTwoTargets_BothFound()
    {
        var lexicon = LexiconCompiler.Compile(Terms(Term("a"), Term("b") with { Term = "a", Target = "rhino" })).Lexicon!;
        Assert.Equal(2, lexicon.Match("a").Count);
    }

    [Fact]
    public void Compile_PhraseNamesTheId_Excused()
    {
        var lexicon = LexiconCompiler.Compile(Terms(Term("t") with { Term = "象牙" }) with
        {
            AllowPhrases = [new("f", "象牙白", "t", "z", "e", "s")],
        }).Lexicon!;
        Assert.Empty(lexicon.Match("象牙白"));
    }

    [Fact]
    public void Compile_NoRows_MatchesNothing() => Assert.Empty(LexiconCompiler.Compile(new()).Lexicon!.Match("象牙"));

    private static LexiconTerm Term(string word) => SmallLexicon.Term(word, TermScript.En) with { Id = word, Line = 7 };

    private static SignalWord Signal(string id) => new(id, "雕", SignalKind.CraftForm, "s");

    private static LexiconData Terms(params LexiconTerm[] terms) => new() { Terms = terms };

    private static LexiconData Phrase(string phrase, string term) =>
        Terms(Term("a")) with { AllowPhrases = [new("f", phrase, term, "z", "e", "s", 4)] };
}
