using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>One searched form of a row.</summary>
internal sealed class LexiconPattern
{
    /// <summary>Latin words up to this length are abbreviations: a digit beside them makes a model number (xy18650).</summary>
    private const int LongestAbbreviation = 3;

    /// <param name="layer">How the text differs from the row's word; exact and variant are told apart where it is found.</param>
    public LexiconPattern(LexiconEntry entry, int number, int target, string text, MatchLayer layer = MatchLayer.Exact, int share = 100)
    {
        Entry = entry;
        Number = number;
        Target = target;
        Text = text;
        Layer = layer;
        Share = share;
        Word = TextFolding.Fold(entry.Word);
        Own = layer == MatchLayer.SplitCharacter || layer == MatchLayer.Pinyin && Word.Length > 2 ? Word + text : Word;
        Folded = layer == MatchLayer.Exact ? Word : text;
        var classes = Text.Select(c => UnicodeTables.UnitClass(c)).ToArray();
        IsTurned = layer == MatchLayer.LookAlike && text.AsSpan().SequenceEqual(Disguises.Turned(Word));
        KeepsNothing = layer == MatchLayer.LatinSyllable && !text.AsSpan().ContainsAny(Word);
        StartsWord = classes[0] == TextClass.Word;
        EndsWord = classes[^1] == TextClass.Word;
        var latin = classes.All(c => c is TextClass.Word or TextClass.Space);
        IsAbbreviation = latin && text.Length <= LongestAbbreviation;
        TakesPlural = layer == MatchLayer.Exact && latin && !IsAbbreviation && char.IsAsciiLetter(text[^1])
            && entry is not LexiconTerm { Script: TermScript.Pinyin or TermScript.Initials };
        WholeField = IsSingleCharacter(text) && entry is not SignalWord and not AllowPhrase;
    }

    public LexiconEntry Entry { get; }

    /// <summary>Position of the row over all lists: the same for all forms of one row.</summary>
    public int Number { get; }

    /// <summary>Number of what the row speaks for; equal targets compete for overlapping text.</summary>
    public int Target { get; }

    /// <summary>The folded form that is searched.</summary>
    public string Text { get; }

    public MatchLayer Layer { get; }

    /// <summary>Percent of the layer's weight that finding it is worth.</summary>
    public int Share { get; }

    /// <summary>The row's word folded.</summary>
    public string Word { get; }

    /// <summary>Characters that are the word's own. Parts are written on purpose: 甲鱼 in 穿山甲鱼粦片 is chance; so is the English pin in three or more syllables.</summary>
    public string Own { get; }

    /// <summary>The word or its disguise, with its own spaces.</summary>
    public string Folded { get; }

    /// <summary>True for the word's characters from the last to the first.</summary>
    public bool IsTurned { get; }

    /// <summary>True for a letter and a look-alike where nothing is left of the word (h滑): it must stand between separators.</summary>
    public bool KeepsNothing { get; }

    /// <summary>True when a letter or digit before it would make it part of another word.</summary>
    public bool StartsWord { get; }

    public bool EndsWord { get; }

    public bool IsAbbreviation { get; }

    /// <summary>True when a following "s" or "es" belongs to it.</summary>
    public bool TakesPlural { get; }

    /// <summary>True for a single character (白, 甲): a hit only when the text is nothing else.</summary>
    public bool WholeField { get; }

    /// <summary>Numbers of the rows that an allow phrase excuses; empty for other rows.</summary>
    public IReadOnlySet<int> Excuses { get; init; } = EmptySet;

    private static readonly HashSet<int> EmptySet = [];

    /// <summary>An emoji is one character too, but stands for a whole word.</summary>
    private static bool IsSingleCharacter(string text)
    {
        var units = char.IsHighSurrogate(text[0]) ? 2 : 1;
        return text.Length == units
            && UnicodeTables.ClassOf(char.ConvertToUtf32(text, 0)) is TextClass.Word or TextClass.Ideograph;
    }
}
