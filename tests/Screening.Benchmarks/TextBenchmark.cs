using System.Buffers;
using System.Diagnostics;
using LogisticsScreening.Screening.Benchmarks.Peers;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Tests.Lexicon;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>
/// Characters a second of the word lists on ordinary texts, beside what a program would use without them: a loop of
/// <see cref="string.IndexOf(string, StringComparison)"/> and <see cref="SearchValues"/>. All report every occurrence of every
/// word, checked equal before timing; the peers are given texts already folded, so their figures leave normalisation out.
/// </summary>
internal static class TextBenchmark
{
    private const int Texts = 10_000;
    private const int HostileLength = 10_000;

    /// <summary>Words, disguises and what explains them, as thick as a text can hold them.</summary>
    private static readonly string[] Hostile =
        ["象牙", "象牙白", "象*牙", "向牙", "西 牛 角 ", "牙刷向牙", "象象牙牙", "xiang ya ", "象y", "🐘牙", "护士虎骨膏药", "猛犸象牙切片手串", "rhin0 h0rn ", "西牛jiao", "xi1niu2", "犭良🐂", "骨 ", "(´д｀)", "\uFDFA", "가", "\uD800"];

    public static void Run(Report report)
    {
        var data = ReferenceRows.Load();
        var watch = Stopwatch.StartNew();
        var lexicon = LexiconCompiler.Compile(data).Lexicon ?? throw new InvalidOperationException("db/reference does not compile.");
        var compileCold = watch.Elapsed;
        watch.Restart();
        lexicon = LexiconCompiler.Compile(data).Lexicon!;
        var compileWarm = watch.Elapsed;

        string[] words = [.. data.Terms.Select(t => t.Term), .. data.ProhibitedWords.Select(w => w.Term), .. data.SignalWords.Select(w => w.Term), .. data.AllowPhrases.Select(p => p.Phrase)];
        string[] patterns = [.. words.Select(TextFolding.Fold).Distinct(StringComparer.Ordinal)];
        var texts = OrdinaryTexts.Make(Texts, seed: 20261122, shortest: 20, longest: 60, [.. data.Terms.Select(t => t.Term)]);
        string[] folded = [.. texts.Select(TextFolding.Fold)];
        var characters = texts.Sum(t => (long)t.Length);

        var search = new Occurrences(patterns);
        var naive = Counted(folded, (text, found) => Naive(text, patterns, found));
        var values = new SearchValuesPeer(patterns);
        var hyperscan = Hyperscan.TryCreate(patterns, folded);
        var python = PyAhoCorasick.TryCreate(patterns, folded);
        (string Name, (int, int, int)[]? Found)[] peers =
            [("automaton", Counted(texts, search.Find)), ("SearchValues", Counted(folded, values.Find)), ("Hyperscan", hyperscan?.FindAll()), ("pyahocorasick", python?.FindAll())];
        if (peers.FirstOrDefault(p => p.Found is not null && !naive.SequenceEqual(p.Found)) is (not null and var name, _))
            throw new InvalidOperationException($"{name} found other words: nothing is timed.");

        var (forms, states) = lexicon.DisguiseSize;
        report.Remark($"Word lists: {patterns.Length:N0} patterns in {search.States:N0} states, and {forms:N0} disguises in {states:N0}; compiled in {compileCold.TotalMilliseconds:N0} ms at the first time and {compileWarm.TotalMilliseconds:N0} ms afterwards.");
        var (worst, slowest) = WorstCase(lexicon);
        report.Remark($"The slowest of {Hostile.Length} hostile texts of {HostileLength:N0} characters (\"{worst}\" over and over): {slowest * 1e3:N1} ms.");
        report.Remark($"{Texts:N0} invented texts of {characters / (double)Texts:N1} characters (`OrdinaryTexts.cs`, a seed gives the same texts) with {naive.Length:N0} occurrences, which all peers find alike, checked before anything is timed; they are given folded texts.");
        var sounds = With(data, l => l <= MatchLayer.Homophone);
        var written = With(data, l => l != MatchLayer.Homophone);
        var found = new List<(int, int)>();
        var times = Measure.Turns(
            () => Each(texts, t => lexicon.Match(t, MatchLayer.Exact)),
            () => Each(texts, t => lexicon.Match(t, MatchLayer.Separated)),
            () => Each(texts, t => sounds.Match(t)),
            () => Each(texts, t => written.Match(t)),
            () => Each(texts, t => lexicon.Match(t)),
            () => Each(texts, t => lexicon.IsVague(t)),
            () => Each(texts, t => search.Find(t, found)),
            () => Each(folded, t => values.Find(t, found)),
            () => Each(folded, t => Naive(t, patterns, found)),
            () => hyperscan?.Round());
        Row("words, exact layer (folding, boundaries, allow phrases included)", times[0]);
        Row("words, exact, variant and separated", times[1]);
        Row("words, with homophones", times[2]);
        Row("words, with look-alikes, parts, pinyin, initials, letters and pictures", times[3]);
        Row("words, all layers", times[4]);
        Row("vague declaration", times[5]);
        Row("every occurrence of every word, folding included", times[6]);
        Row("peer: `SearchValues<string>`", times[7]);
        Row("peer: loop of `IndexOf`", times[8]);
        if (hyperscan is not null)
            Row($"peer: {hyperscan.Name}", times[9]);
        else
            report.Remark($"Hyperscan (Debian's libhyperscan5) is not installed.");
        if (python is not null)
            Row("peer: pyahocorasick, in its own process", Measure.Of(python.Seconds(Measure.Rounds)));
        else
            report.Remark($"pyahocorasick (Debian's python3-ahocorasick) is not installed.");

        void Row(string what, Timing time) => report.Row(what, time, characters / 1e6, "million characters/s", Texts);
    }

    private static CompiledLexicon With(LexiconData data, Func<MatchLayer, bool> searched) =>
        LexiconCompiler.Compile(data with { Layers = [.. data.Layers.Where(l => searched(l.Layer))] }).Lexicon!;

    /// <summary>The text that takes longest, and the best of several times: a hostile sender's most, not the machine's noise.</summary>
    private static (string Unit, double Seconds) WorstCase(CompiledLexicon lexicon) => Hostile
        .Select(unit =>
        {
            var text = string.Concat(Enumerable.Repeat(unit, HostileLength / unit.Length));
            var best = double.MaxValue;
            for (var i = 0; i < Measure.Rounds; i++)
            {
                var watch = Stopwatch.StartNew();
                lexicon.Match(text);
                best = Math.Min(best, watch.Elapsed.TotalSeconds);
            }

            return (unit, best);
        })
        .MaxBy(t => t.best);

    private static void Each(string[] texts, Action<string> action)
    {
        foreach (var text in texts)
            action(text);
    }

    private static (int Text, int Start, int Pattern)[] Counted(string[] texts, Action<string, List<(int Start, int Pattern)>> find)
    {
        var all = new List<(int, int, int)>();
        var found = new List<(int Start, int Pattern)>();
        for (var i = 0; i < texts.Length; i++)
        {
            find(texts[i], found);
            all.AddRange(found.Select(f => (i, f.Start, f.Pattern)));
        }

        return [.. all.Order()];
    }

    private static void Naive(string text, string[] patterns, List<(int Start, int Pattern)> found)
    {
        found.Clear();
        for (var i = 0; i < patterns.Length; i++)
        {
            for (var at = text.IndexOf(patterns[i], StringComparison.Ordinal); at >= 0; at = text.IndexOf(patterns[i], at + 1, StringComparison.Ordinal))
                found.Add((at, i));
        }
    }

    /// <summary>The core's normalisation and automaton alone.</summary>
    private sealed class Occurrences(string[] patterns)
    {
        private readonly PatternAutomaton searcher = PatternAutomaton.Build(patterns);
        private readonly NormalizedText normalized = new();
        private readonly PatternMatches matches = new();

        public int States => searcher.StateCount;

        public void Find(string text, List<(int Start, int Pattern)> found)
        {
            found.Clear();
            normalized.Read(text);
            matches.Clear();
            searcher.Search(normalized.Chars, matches);
            foreach (var match in matches.All)
                found.Add((match.Start, match.Pattern));
        }
    }

    /// <summary>SearchValues finds where any word starts; which ones start there is looked up by first character.</summary>
    private sealed class SearchValuesPeer(string[] patterns)
    {
        private readonly SearchValues<string> starts = SearchValues.Create(patterns, StringComparison.Ordinal);
        private readonly Dictionary<char, int[]> byFirst = Enumerable.Range(0, patterns.Length).GroupBy(i => patterns[i][0]).ToDictionary(g => g.Key, g => g.ToArray());

        public void Find(string text, List<(int Start, int Pattern)> found)
        {
            found.Clear();
            var at = 0;
            for (var next = text.AsSpan().IndexOfAny(starts); next >= 0; next = text.AsSpan(at).IndexOfAny(starts))
            {
                at += next;
                foreach (var pattern in byFirst[text[at]])
                {
                    if (text.AsSpan(at).StartsWith(patterns[pattern], StringComparison.Ordinal))
                        found.Add((at, pattern));
                }

                at++;
            }
        }
    }
}
