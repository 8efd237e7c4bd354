namespace LogisticsScreening.Screening.Lexicon;

/// <summary>The rows a lexicon is compiled from, in file order.</summary>
public sealed record LexiconData
{
    public IReadOnlyList<LexiconTerm> Terms { get; init; } = [];

    public IReadOnlyList<AllowPhrase> AllowPhrases { get; init; } = [];

    public IReadOnlyList<SignalWord> SignalWords { get; init; } = [];

    public IReadOnlyList<ProhibitedWord> ProhibitedWords { get; init; } = [];

    public IReadOnlyList<VagueWord> VagueWords { get; init; } = [];

    /// <summary>One row for each layer; a deeper layer without a row is not searched.</summary>
    public IReadOnlyList<LayerWeight> Layers { get; init; } = [];

    public IReadOnlyList<SplitCharacter> SplitCharacters { get; init; } = [];

    public IReadOnlyList<EmojiWord> Emoji { get; init; } = [];

    public IReadOnlyList<OrdinaryWord> OrdinaryWords { get; init; } = [];

    public IReadOnlyList<LawfulWord> LawfulWords { get; init; } = [];

    public IReadOnlyList<GoodsRange> GoodsRanges { get; init; } = [];

    public IReadOnlyList<Species> Species { get; init; } = [];

    /// <summary>Every row whose word says what something is.</summary>
    internal IEnumerable<LexiconEntry> Naming => [.. Terms, .. AllowPhrases, .. SignalWords, .. ProhibitedWords, .. OrdinaryWords, .. LawfulWords, .. GoodsRanges];
}

/// <summary>A row that cannot be used. Nothing is dropped silently: with one problem there is no lexicon.</summary>
/// <param name="File">Name of the reference file, for example "lexicon.csv".</param>
/// <param name="Line">Line of the row, 0 when unknown.</param>
public sealed record LexiconProblem(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>The lexicon, or what is wrong with its rows.</summary>
public sealed record LexiconCompilation(CompiledLexicon? Lexicon, IReadOnlyList<LexiconProblem> Problems);
