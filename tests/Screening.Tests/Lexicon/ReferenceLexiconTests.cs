using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Lexicon;

/// <summary>The rows of db/reference, compiled.</summary>
public sealed class ReferenceLexiconTests
{
    private static readonly LexiconCompilation Compilation = LexiconCompiler.Compile(ReferenceRows.Load());

    private static CompiledLexicon Lexicon => Compilation.Lexicon!;

    [Fact]
    public void Compile_ReferenceRows_NoProblem() => Assert.Empty(Compilation.Problems.Select(p => p.ToString()));

    [Fact]
    public void Match_EveryWordAlone_FoundOverItsWholeLength()
    {
        var missed = new List<string>();
        foreach (var entry in Words())
        {
            var hits = Lexicon.Match(entry.Word);
            if (!hits.Any(h => h.Entry == entry && h.Layer == MatchLayer.Exact && h.Start == 0 && h.Length == entry.Word.Length))
                missed.Add($"{entry.Id} {entry.Word}: {string.Join(", ", hits.Select(h => $"{h.Entry.Word} {h.Layer} {h.Start}+{h.Length}"))}");
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void Match_EveryAllowPhrase_ExcusesItsTerm()
    {
        var kept = new List<string>();
        foreach (var phrase in Lexicon.Data.AllowPhrases)
        {
            var hits = Lexicon.Match(phrase.Phrase);
            if (hits.Any(h => h.Entry.Id == phrase.Term || TextFolding.Fold(h.Entry.Word) == TextFolding.Fold(phrase.Term)))
                kept.Add($"{phrase.Id} {phrase.Phrase} / {phrase.Term}: {string.Join(", ", hits.Select(h => $"{h.Entry.Word} {h.Layer} {h.Start}+{h.Length}"))}");
        }

        Assert.Empty(kept);
    }

    [Fact]
    public void EveryVagueWord_InItsScope_Found()
    {
        var missed = Lexicon.Data.VagueWords.Where(w => w.Scope == VagueScope.Given ? !Lexicon.IsOddName("张" + w.Term) : !Lexicon.IsVague(w.Term, w.Scope)).Select(w => $"{w.Id} {w.Term}");
        Assert.Empty(missed);
    }

    private static IEnumerable<LexiconEntry> Words() =>
        [.. Lexicon.Data.Terms, .. Lexicon.Data.ProhibitedWords, .. Lexicon.Data.SignalWords];
}
