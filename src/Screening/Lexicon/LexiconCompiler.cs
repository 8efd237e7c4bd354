using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Compiles rows into a <see cref="CompiledLexicon"/>, or says which rows cannot be used and why. Names the files as the
/// reference data does, so that a problem can be shown as it is.
/// </summary>
public static class LexiconCompiler
{
    private const string TermFile = "lexicon.csv";
    private const string PhraseFile = "allow_phrases.csv";
    private const string SignalFile = "signal_words.csv";
    private const string ProhibitedFile = "prohibited_words.csv";
    private const string VagueFile = "vague_words.csv";
    private const string LayerFile = "match_layers.csv";
    private const string SplitFile = "split_characters.csv";
    private const string EmojiFile = "emoji.csv";
    private const string OrdinaryFile = "ordinary_words.csv";
    private const string LawfulFile = "lawful_words.csv";
    private const string GoodsFile = "goods_ranges.csv";
    private const string SpeciesFile = "species.csv";

    /// <summary>Headings of the prohibited catalogue.</summary>
    private const int LastHeading = 19;

    /// <summary>UTF-16 units after folding; a longer "word" is a sentence put into the wrong column.</summary>
    private const int LongestWord = 64;

    public static LexiconCompilation Compile(LexiconData data)
    {
        var problems = new List<LexiconProblem>();
        if (TextSelfTest.Run() is { } wrong)
            problems.Add(new("UnicodeTables.g.cs", 0, wrong));
        CheckRows(TermFile, data.Terms, t => t.Target, problems);
        CheckRows(PhraseFile, data.AllowPhrases, p => p.Term, problems);
        CheckRows(SignalFile, data.SignalWords, s => EnumName(s.Signal), problems);
        CheckRows(ProhibitedFile, data.ProhibitedWords, p => EnumName(p.Heading), problems);
        CheckRows(VagueFile, data.VagueWords, v => EnumName(v.Scope), problems);
        CheckLayers(data.Layers, problems);
        CheckRows(SplitFile, data.SplitCharacters, s => s.Character, problems);
        foreach (var split in data.SplitCharacters.Where(s => TextFolding.Fold(s.Character).Length != 1 || TextFolding.Fold(s.Parts).Length < 2))
            problems.Add(new(SplitFile, split.Line, $"{split.Id}: needs one character and at least two parts"));
        CheckRows(EmojiFile, data.Emoji, e => e.Stands, problems);
        foreach (var emoji in data.Emoji.Where(e => TextFolding.IsBlank(e.Stands)))
            problems.Add(new(EmojiFile, emoji.Line, $"{emoji.Id}: the word is empty"));
        CheckRows(OrdinaryFile, data.OrdinaryWords, _ => "", problems);
        CheckRows(LawfulFile, data.LawfulWords, _ => "", problems);
        CheckLawful(data, problems);
        CheckRows(GoodsFile, data.GoodsRanges, _ => "", problems);
        foreach (var goods in data.GoodsRanges.Where(g => g.Lightest < 1 || g.Heaviest < g.Lightest || g.Dearest < 1))
            problems.Add(new(GoodsFile, goods.Line, $"{goods.Id}: lightest, heaviest and dearest must be positive and in order"));
        CheckIds(SpeciesFile, data.Species, problems);
        CheckReferences(data, problems);

        var rows = new List<LexiconEntry>([.. data.Terms, .. data.ProhibitedWords, .. data.SignalWords]);
        var excused = ResolvePhrases(data, rows, problems);
        return problems.Count > 0
            ? new LexiconCompilation(null, problems)
            : new LexiconCompilation(new CompiledLexicon(data, Patterns(data, rows, excused)), []);
    }

    private static string EnumName<T>(T value)
        where T : notnull => value.ToString()!;

    private static void CheckRows<T>(string file, IReadOnlyList<T> rows, Func<T, string> target, List<LexiconProblem> problems)
        where T : LexiconEntry
    {
        CheckIds(file, rows, problems);
        var seen = new Dictionary<(string, string), T>();
        foreach (var row in rows)
        {
            var folded = TextFolding.Fold(row.Word);
            if (string.IsNullOrWhiteSpace(row.Word))
                problems.Add(new(file, row.Line, $"{row.Id}: the word is empty"));
            else if (folded.Length == 0 || row is VagueWord or ProhibitedWord or LexiconTerm { Script: not TermScript.Emoji } && TextFolding.IsBlank(folded))
                problems.Add(new(file, row.Line, $"{row.Id}: nothing is left of \"{row.Word}\" after folding"));
            else if (folded.Length > LongestWord)
                problems.Add(new(file, row.Line, $"{row.Id}: the word is longer than {LongestWord} characters"));
            else if (!seen.TryAdd((row.Word, target(row)), row))
                problems.Add(new(file, row.Line, $"{row.Id}: \"{row.Word}\" is already listed as {seen[(row.Word, target(row))].Id}"));
        }
    }

    private static void CheckLayers(IReadOnlyList<LayerWeight> layers, List<LexiconProblem> problems)
    {
        CheckIds(LayerFile, layers, problems);
        var seen = new HashSet<MatchLayer>();
        foreach (var layer in layers)
        {
            if (!seen.Add(layer.Layer))
                problems.Add(new(LayerFile, layer.Line, $"{layer.Id}: the layer stands twice"));
            if (layer.Weight is < 0 or > LexiconHit.Certain || layer.Precision is < 0 or > LexiconHit.Certain)
                problems.Add(new(LayerFile, layer.Line, $"{layer.Id}: weight and precision must be between 0 and {LexiconHit.Certain}"));
        }
    }

    private static void CheckIds<T>(string file, IReadOnlyList<T> rows, List<LexiconProblem> problems)
        where T : LexiconEntry
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (string.IsNullOrWhiteSpace(row.Id))
                problems.Add(new(file, row.Line, "the id is empty"));
            else if (!ids.Add(row.Id))
                problems.Add(new(file, row.Line, $"{row.Id}: the id is used twice"));
            if (string.IsNullOrWhiteSpace(row.Source))
                problems.Add(new(file, row.Line, $"{row.Id}: the source is empty"));
        }
    }

    private static void CheckReferences(LexiconData data, List<LexiconProblem> problems)
    {
        foreach (var word in data.ProhibitedWords.Where(w => w.Heading is < 1 or > LastHeading))
            problems.Add(new(ProhibitedFile, word.Line, $"{word.Id}: heading {word.Heading} is not 1-{LastHeading}"));
        var groups = data.Species.Select(s => s.Group).ToHashSet(StringComparer.Ordinal);
        foreach (var term in data.Terms.Where(t => string.IsNullOrWhiteSpace(t.Target) || groups.Count > 0 && !groups.Contains(t.Target)))
            problems.Add(new(TermFile, term.Line, $"{term.Id}: target \"{term.Target}\" is no group of {SpeciesFile}"));
    }

    /// <summary>An everyday word is a listed weak one, a form a listed craft form: anything else would do nothing.</summary>
    private static void CheckLawful(LexiconData data, List<LexiconProblem> problems)
    {
        var weak = data.Terms.Where(t => t.Tier == TermTier.Weak).Select(t => t.Term).ToHashSet(StringComparer.Ordinal);
        var forms = data.SignalWords.Where(s => s.Signal == SignalKind.CraftForm).Select(s => s.Term).ToHashSet(StringComparer.Ordinal);
        foreach (var word in data.LawfulWords.Where(w => w.Kind == LawfulKind.Everyday && !weak.Contains(w.Text) || w.Kind == LawfulKind.Form && !forms.Contains(w.Text)))
            problems.Add(new(LawfulFile, word.Line, $"{word.Id}: \"{word.Text}\" is {(word.Kind == LawfulKind.Form ? $"no craftForm of {SignalFile}" : $"no weak term of {TermFile}")}"));
    }

    /// <summary>For each phrase the numbers of the rows it excuses: those whose word or id it names.</summary>
    private static HashSet<int>[] ResolvePhrases(LexiconData data, List<LexiconEntry> rows, List<LexiconProblem> problems)
    {
        var numbers = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var name in (string[])[rows[i].Id, TextFolding.Fold(rows[i].Word)])
            {
                if (!numbers.TryGetValue(name, out var list))
                    numbers.Add(name, list = []);
                list.Add(i);
            }
        }

        return [.. data.AllowPhrases.Select(phrase =>
        {
            if (!numbers.TryGetValue(phrase.Term, out var found) && !numbers.TryGetValue(TextFolding.Fold(phrase.Term), out found))
            {
                problems.Add(new(PhraseFile, phrase.Line, $"{phrase.Id}: \"{phrase.Term}\" is no listed word"));
                return [];
            }

            var folded = TextFolding.Fold(phrase.Phrase);
            foreach (var word in found.Select(n => TextFolding.Fold(rows[n].Word)).Distinct(StringComparer.Ordinal))
            {
                if (!folded.Contains(word, StringComparison.Ordinal))
                    problems.Add(new(PhraseFile, phrase.Line, $"{phrase.Id}: \"{phrase.Phrase}\" does not contain \"{word}\""));
                else if (folded == word)
                    problems.Add(new(PhraseFile, phrase.Line, $"{phrase.Id}: \"{phrase.Phrase}\" is the listed word itself"));
            }

            return found;
        })];
    }

    private static LexiconPattern[] Patterns(LexiconData data, List<LexiconEntry> rows, HashSet<int>[] excused)
    {
        // Numbers from 1: 0 means "no target" where hits are chosen.
        var targets = new Dictionary<(Type, string), int>();
        var patterns = new List<LexiconPattern>();
        for (var i = 0; i < rows.Count; i++)
        {
            var key = (rows[i].GetType(), TargetOf(rows[i]));
            if (!targets.TryGetValue(key, out var target))
                targets.Add(key, target = targets.Count + 1);
            foreach (var form in Forms(rows[i].Word))
                patterns.Add(new LexiconPattern(rows[i], i, target, form));
        }

        for (var i = 0; i < data.AllowPhrases.Count; i++)
        {
            foreach (var form in Forms(data.AllowPhrases[i].Phrase))
                patterns.Add(new LexiconPattern(data.AllowPhrases[i], rows.Count + i, 0, form) { Excuses = excused[i] });
        }

        return [.. patterns];
    }

    private static string TargetOf(LexiconEntry row) => row switch
    {
        LexiconTerm term => term.Target,
        ProhibitedWord word => EnumName(word.Heading),
        SignalWord word => EnumName(word.Signal),
        _ => "",
    };

    /// <summary>The folded word and, when it has spaces or punctuation, the word written together. Symbols are part of a word that has them.</summary>
    private static IEnumerable<string> Forms(string word)
    {
        var folded = TextFolding.Fold(word);
        yield return folded;
        var joined = TextFolding.Join(word);
        if (joined.Length > 0 && joined.Length < folded.Length && !folded.Any(c => char.IsSurrogate(c) || UnicodeTables.UnitClass(c) == TextClass.Symbol))
            yield return joined;
    }
}
