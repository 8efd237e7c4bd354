namespace LogisticsScreening.Screening.Text;

/// <summary>What a folded character does in a word. Bit flags, so that the classes seen in a text can be collected with OR.</summary>
[Flags]
internal enum TextClass
{
    None = 0,

    /// <summary>Letter, digit or mark of a script whose words are written with boundaries: Latin, Cyrillic, Arabic, digits.</summary>
    Word = 1 << 0,

    /// <summary>Character of a script written without boundaries: Han, kana, Hangul.</summary>
    Ideograph = 1 << 1,

    Space = 1 << 2,

    /// <summary>Comma, semicolon, slash: parts things that are listed.</summary>
    ListMark = 1 << 3,

    /// <summary>Full stop, dash, bracket, quote: ordinary between words.</summary>
    Punctuation = 1 << 4,

    /// <summary>Star, tilde, emoji, unassigned: odd inside a word.</summary>
    Symbol = 1 << 5,

    Separator = Space | ListMark | Punctuation | Symbol,
}
