namespace LogisticsScreening.Screening.Lexicon;

/// <summary>In what writing a term is listed.</summary>
public enum TermScript
{
    Zh,
    En,
    Pinyin,
    Initials,
    Mixed,
    Emoji,
    Vi,

    /// <summary>Another language: Spanish, French, Italian, German, Russian.</summary>
    Other,
}

/// <summary>Strong: alone enough to inspect. Weak: only with a second signal (domain.md section 5).</summary>
public enum TermTier
{
    Strong,
    Weak,
}

/// <summary>How a term hides what is meant.</summary>
public enum TermTrick
{
    Plain,
    Code,
    Form,
    Pharmacy,
    Homophone,
    SplitCharacter,
    Pinyin,
    Initials,
    Emoji,
    Cover,
    Claim,
    Feature,
    Phrase,
    Clipped,
    LatinSyllable,
}

/// <summary>What a second signal speaks of.</summary>
public enum SignalKind
{
    CraftForm,
    Material,
    AnimalPart,
    PriceByWeight,
    ProvenanceClaim,
    Secrecy,

    /// <summary>Says that it is not the thing (仿, imitation): no second signal, and no excuse either, because sellers write it too.</summary>
    Negation,
}

/// <summary>What a lawful word says of the goods.</summary>
public enum LawfulKind
{
    /// <summary>What lawful goods are made of: 和田玉, resin.</summary>
    Material,

    /// <summary>What the goods are: 冲锋衣, candle.</summary>
    Product,

    /// <summary>A listed weak word that everyday goods bear or are shaped as: 独角兽.</summary>
    Everyday,

    /// <summary>A listed craft form that everyday goods have too: 吊坠.</summary>
    Form,
}

/// <summary>Which field a vague word makes empty of meaning.</summary>
public enum VagueScope
{
    Description,
    Party,

    /// <summary>Behind a surname: 豆腐, 老板.</summary>
    Given,

    /// <summary>Where an address should stand: 同上, 电话联系.</summary>
    Address,
}

/// <summary>Language of a vague word.</summary>
public enum WordLanguage
{
    Zh,
    En,
}

/// <summary>Which list a hit comes from.</summary>
public enum HitKind
{
    Term,
    Prohibited,
    Signal,
    Vague,
}

/// <summary>How much had to be undone to find a word; the later, the weaker the evidence.</summary>
public enum MatchLayer
{
    /// <summary>Written as listed, ASCII letter case aside.</summary>
    Exact,

    /// <summary>Other width, traditional or variant characters, accents, invisible characters, an English plural.</summary>
    Variant,

    /// <summary>Separators between the characters of the word, or characters written twice.</summary>
    Separated,

    /// <summary>Other characters that sound alike: 西角 for 犀角.</summary>
    Homophone,

    /// <summary>A character written as its parts: 犭良 for 狼.</summary>
    SplitCharacter,

    /// <summary>A character that looks alike: 像牙 for 象牙, iv0ry for ivory.</summary>
    LookAlike,

    /// <summary>Spelled out, wholly or in part: xiangya, 象ya.</summary>
    Pinyin,

    /// <summary>The first letters of its syllables: XYSC.</summary>
    Initials,

    /// <summary>One syllable as its first letter: 大m, 象y.</summary>
    LatinSyllable,

    /// <summary>A character as a picture: 🐘牙.</summary>
    Emoji,
}
