namespace LogisticsScreening.Screening.Lexicon;

/// <summary>What every row of the word lists has.</summary>
/// <param name="Id">Stable, kebab-case, unique in its list.</param>
/// <param name="Source">Where the row was read.</param>
/// <param name="Line">Line of the file it came from, for problems; 0 when it came from none.</param>
public abstract record LexiconEntry(string Id, string Source, int Line)
{
    /// <summary>The word that is looked for.</summary>
    internal abstract string Word { get; }
}

/// <summary>A word that sellers of wildlife use.</summary>
/// <param name="Target">Species group (<see cref="Species.Group"/>) that is meant.</param>
/// <param name="TierReason">Why it is strong or weak.</param>
/// <param name="Status">Documented, back-translated, derived: how far the source carries it.</param>
/// <param name="OrdinaryUses">What else the word stands for.</param>
/// <param name="AsOf">Day the row was last checked, ISO 8601.</param>
public sealed record LexiconTerm(
    string Id,
    string Term,
    TermScript Script,
    string Target,
    TermTrick Trick,
    TermTier Tier,
    string TierReason,
    string Status,
    string OrdinaryUses,
    string Source,
    string AsOf,
    int Line = 0) : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Term;
}

/// <summary>A longer ordinary word that contains a listed one: 象牙白 the colour, 虎皮鹦鹉 the bird.</summary>
/// <param name="Phrase">The ordinary word.</param>
/// <param name="Term">The listed word (or its id) that is no hit inside the phrase.</param>
public sealed record AllowPhrase(string Id, string Phrase, string Term, string ReasonZh, string ReasonEn, string Source, int Line = 0)
    : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Phrase;
}

/// <summary>A word that turns a weak term into a suspicion: craft forms, prices by the gram, provenance claims.</summary>
public sealed record SignalWord(string Id, string Term, SignalKind Signal, string Source, int Line = 0) : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Term;
}

/// <summary>An everyday word for goods of the prohibited catalogue.</summary>
/// <param name="Heading">1-19, the heading of the catalogue.</param>
public sealed record ProhibitedWord(string Id, int Heading, string Term, TermTier Tier, string Reason, string Source, int Line = 0)
    : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Term;
}

/// <summary>A word that names no goods ("gift", "配件") or no party ("private").</summary>
public sealed record VagueWord(string Id, string Term, VagueScope Scope, WordLanguage Language, string Source, int Line = 0)
    : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Term;
}

/// <summary>How much a layer's find says.</summary>
/// <param name="Weight">0-10000; the score of a finding at its best. Policy parameters say what is enough.</param>
/// <param name="Precision">0-10000: how many of its finds were right on the set, see docs/quality.md; null while nobody has measured it.</param>
/// <param name="Set">The set it was measured on.</param>
public sealed record LayerWeight(string Id, MatchLayer Layer, int Weight, int? Precision, string Set, string AsOf, string Source, int Line = 0) : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Id;
}

/// <summary>One way to write a character as its parts.</summary>
public sealed record SplitCharacter(string Id, string Character, string Parts, string Source, int Line = 0) : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Parts;
}

/// <summary>A picture and a word, or part of one, that it stands for.</summary>
public sealed record EmojiWord(string Id, string Emoji, string Stands, string Source, int Line = 0) : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Emoji;
}

/// <summary>An everyday word for goods or their properties. It explains away what would else be read into it (洗脚盆 is no 犀角), and makes a text meaningful.</summary>
public sealed record OrdinaryWord(string Id, string Text, string Source, int Line = 0) : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Text;
}

/// <summary>What honest trades write beside weak words: it lowers a weak word to a question, never a strong one.</summary>
public sealed record LawfulWord(string Id, string Text, LawfulKind Kind, string Source, int Line = 0) : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Text;
}

/// <summary>Ordinary goods with what they weigh and cost, wide enough for every honest parcel.</summary>
/// <param name="Lightest">Grams a piece.</param>
/// <param name="Heaviest">Grams a piece.</param>
/// <param name="Dearest">Yuan a kilogram.</param>
public sealed record GoodsRange(string Id, string Term, int Lightest, int Heaviest, int Dearest, string Source, int Line = 0) : LexiconEntry(Id, Source, Line)
{
    internal override string Word => Term;
}

/// <summary>A protected species and what is traded of it. Listings change: an unverified row must be shown as such.</summary>
/// <param name="Group">What terms point at; several species may share one.</param>
/// <param name="Cites">Appendix and annotations, as text.</param>
/// <param name="China">Class of protection in China, as text.</param>
/// <param name="WildOnly">Only wild populations are protected: origin cannot be seen, ask for the mark or permit.</param>
/// <param name="PapersRequired">The papers a courier must see, as text.</param>
/// <param name="ListedOn">Day of the listing the row speaks of, as text.</param>
/// <param name="Hs6">Customs headings that may be declared.</param>
public sealed record Species(
    string Id,
    string Group,
    string NameEn,
    string NameZh,
    string Scientific,
    IReadOnlyList<string> ChineseNames,
    string Cites,
    string China,
    bool WildOnly,
    string PapersRequired,
    string ListedOn,
    string AsOf,
    bool Verified,
    IReadOnlyList<string> Forms,
    IReadOnlyList<string> Hs6,
    IReadOnlyList<string> Disguises,
    string Source,
    int Line = 0) : LexiconEntry(Id, Source, Line)
{
    internal override string Word => NameZh;
}
