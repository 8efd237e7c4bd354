using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// All word lists compiled into one automaton: immutable, shared by all threads, the same from the same rows. Made by
/// <see cref="LexiconCompiler"/>. A text without a hit is searched without allocating.
/// </summary>
public sealed class CompiledLexicon
{
    [ThreadStatic]
    private static MatchScratch? Scratch;

    private readonly PatternAutomaton automaton;
    private readonly QuickScan quick;
    private readonly LexiconPattern[] numbered;
    private readonly DisguiseSearch disguises;
    private readonly Dictionary<string, int[]> wholeFields;
    private readonly int longestWholeField;
    private readonly VagueDetector descriptions;
    private readonly VagueDetector parties;
    private readonly VagueDetector addresses;
    private readonly OddNames oddNames;
    private readonly MeaninglessText meaningless;
    private readonly GoodsRanges goods;
    private readonly WordBeginnings beginnings;
    private readonly Dictionary<string, Species[]> speciesByGroup;
    private readonly Dictionary<string, (string Material, string Form)> compounds;

    internal CompiledLexicon(LexiconData data, LexiconPattern[] patterns)
    {
        Data = data;
        // Whole-field patterns are looked up, not searched; the automaton's numbers are positions in numbered.
        var searched = patterns.Where(p => !p.WholeField).ToArray();
        var whole = patterns.Where(p => p.WholeField).ToArray();
        numbered = [.. searched, .. whole];
        var built = new AutomatonBuilder([.. searched.Select(p => p.Text)]);
        automaton = new PatternAutomaton(built);
        quick = new QuickScan(built);
        disguises = new DisguiseSearch(data, [.. patterns.Where(p => p.Entry is LexiconTerm or ProhibitedWord && !CompoundTerms.IsNameBesidePart(p.Entry, data)).DistinctBy(p => p.Number).Select(p => (p.Number, p.Target, p.Entry))]);
        wholeFields = whole
            .Select((pattern, index) => (pattern.Text, Number: searched.Length + index))
            .GroupBy(p => p.Text, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(p => p.Number).ToArray(), StringComparer.Ordinal);
        longestWholeField = whole.Select(p => p.Text.Length).DefaultIfEmpty().Max();
        descriptions = new VagueDetector(data.VagueWords.Where(w => w.Scope == VagueScope.Description));
        parties = new VagueDetector(data.VagueWords.Where(w => w.Scope == VagueScope.Party));
        addresses = new VagueDetector(data.VagueWords.Where(w => w.Scope == VagueScope.Address));
        oddNames = new OddNames(data.VagueWords.Where(w => w.Scope == VagueScope.Given));
        meaningless = new MeaninglessText(data.Naming.Select(e => e.Word));
        goods = new GoodsRanges(data.GoodsRanges);
        beginnings = new(data.Terms);
        Lawful = new(data.LawfulWords);
        compounds = CompoundTerms.Of(data);
        speciesByGroup = data.Species.GroupBy(s => s.Group, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The rows it was compiled from.</summary>
    public LexiconData Data { get; }

    internal LawfulWords Lawful { get; }

    /// <summary>Disguises that are searched, and states of their automata, for statements about size.</summary>
    internal (int Forms, int States) DisguiseSize => disguises.Size;

    /// <summary>Steps that this thread's last text took: characters searched and candidates weighed, for the test that work stays linear.</summary>
    internal static long StepsOfLastText => Scratch?.Steps ?? 0;

    /// <summary>Weight of a layer: the score of a find at its best.</summary>
    internal int WeightOf(MatchLayer layer) => disguises.Weight(layer);

    /// <summary>Species that a term's target stands for; empty for a target that is no species group.</summary>
    public IReadOnlyList<Species> SpeciesOf(string group) => speciesByGroup.GetValueOrDefault(group, []);

    /// <summary>The listed material and the craft form that a weak term is put together of (玳瑁 and 手镯); null for other terms.</summary>
    public (string Material, string Form)? PartsOf(LexiconTerm term) => compounds.TryGetValue(term.Id, out var parts) ? parts : null;

    /// <summary>
    /// Every term, prohibited word and signal word in the text, by position. Among overlapping hits of one target the one in place
    /// beats the separated one, then the longest wins; an allow phrase takes away the hits of its term that it covers. Latin words
    /// need word boundaries; a single character is a hit only when it is the whole text, except as a signal.
    /// Vague words are not among them: see <see cref="FindVague"/>.
    /// </summary>
    /// <param name="deepest">Layers after <see cref="MatchLayer.Separated"/> are searched all or none; of the first three none after this one.</param>
    public IReadOnlyList<LexiconHit> Match(ReadOnlySpan<char> text, MatchLayer deepest = MatchLayer.Emoji)
    {
        var disguised = deepest > MatchLayer.Separated && disguises.MayMatch(text);
        if (!quick.MayMatch(text, longestWholeField, out var separated)
            && (!separated || deepest < MatchLayer.Separated || !quick.MayMatchJoined(text))
            && (deepest < MatchLayer.Separated || !NormalizedText.HasRepeats(text))
            && !disguised)
            return [];
        var scratch = Scratch ??= new MatchScratch();
        scratch.Text.Read(text);
        scratch.Steps = 0;
        scratch.InPlace.Clear();
        scratch.Joined.Clear();
        var chars = scratch.Text.Chars;
        scratch.Steps += chars.Length;
        automaton.Search(chars, scratch.InPlace);
        var whole = ReadOnlySpan<int>.Empty;
        var separators = scratch.Text.HasSeparators;
        if (separators && deepest >= MatchLayer.Separated)
        {
            var joined = scratch.Text.Join();
            automaton.Search(joined, scratch.Joined);
            whole = WholeField(joined);
        }
        else if (!separators || !scratch.Text.HasMoreThan(longestWholeField))
        {
            whole = WholeField(separators ? scratch.Text.Join() : chars);
        }

        return new HitResolver(numbered, automaton, disguises, scratch, text, deepest).Resolve(whole, disguised);
    }

    /// <summary>
    /// The vague word when the whole text says nothing else: vague words, numbers, counters and fillers ("礼品2件", "gift x 2",
    /// "各种配件、样品"). Null when anything else is in it, or nothing at all.
    /// </summary>
    public LexiconHit? FindVague(ReadOnlySpan<char> text, VagueScope scope = VagueScope.Description)
    {
        var detector = scope switch
        {
            VagueScope.Description => descriptions,
            VagueScope.Party => parties,
            VagueScope.Address => addresses,
            _ => throw new ArgumentOutOfRangeException(nameof(scope)),
        };
        return detector.Find(text, Scratch ??= new MatchScratch());
    }

    /// <summary>True when <see cref="FindVague"/> finds one.</summary>
    public bool IsVague(ReadOnlySpan<char> text, VagueScope scope = VagueScope.Description) => FindVague(text, scope) is not null;

    /// <summary>True when a text holds vague words, numbers, counters and fillers alone, or nothing at all.</summary>
    public bool SaysNothing(ReadOnlySpan<char> text) => descriptions.SaysNothing(text, Scratch ??= new MatchScratch(), out _);

    /// <summary>True when the whole text is nothing that could be sent: no word of any list, one character over and over, digits alone.</summary>
    public bool IsMeaningless(ReadOnlySpan<char> text) => meaningless.Is(text, Scratch ??= new MatchScratch());

    /// <summary>True for a surname with a form of address or an everyday word: 李老板, 张豆腐.</summary>
    public bool IsOddName(ReadOnlySpan<char> name) => oddNames.Contains(name, Scratch ??= new MatchScratch());

    /// <summary>True when the whole text is the beginning of a strong word that may go on elsewhere: 穿山.</summary>
    internal bool IsBeginning(ReadOnlySpan<char> text) => beginnings.Are(text);

    /// <summary>Adds the lawful materials and products that a text names.</summary>
    internal void FindLawful(ReadOnlySpan<char> text, List<(int Start, int End)> found) => Lawful.Find(text, Scratch ??= new MatchScratch(), found);

    /// <summary>What the declared goods may weigh and cost; null when they are not listed.</summary>
    public PlausibleGoods? GoodsOf(ReadOnlySpan<char> text) => goods.Find(text, Scratch ??= new MatchScratch());

    private ReadOnlySpan<int> WholeField(ReadOnlySpan<char> joined) =>
        joined.Length <= longestWholeField && wholeFields.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(joined, out var patterns)
            ? patterns
            : [];
}
