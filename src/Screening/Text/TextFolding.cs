namespace LogisticsScreening.Screening.Text;

/// <summary>Folded forms of names, addresses and other short texts, for comparing and for keys; never for showing.</summary>
public static class TextFolding
{
    [ThreadStatic]
    private static NormalizedText? Buffer;

    /// <summary>
    /// Width, case, accents and traditional or variant characters folded, invisible characters removed, white space trimmed and
    /// collapsed to single spaces. Punctuation stays. Never throws; folding twice changes nothing. Returns the same instance
    /// when there is nothing to fold.
    /// </summary>
    public static string Fold(string text)
    {
        var buffer = Buffer ??= new NormalizedText();
        buffer.Read(text);
        return buffer.Chars.SequenceEqual(text) ? text : new string(buffer.Chars);
    }

    /// <summary>As <see cref="Fold"/>, and without spaces, punctuation and symbols: "O'Neil-Smith" and "oneil smith" are one.</summary>
    public static string Join(string text)
    {
        var buffer = Buffer ??= new NormalizedText();
        buffer.Read(text);
        var joined = buffer.HasSeparators ? buffer.Join() : buffer.Chars;
        return joined.SequenceEqual(text) ? text : new string(joined);
    }

    /// <summary>True when nothing is left but spaces, punctuation, symbols and invisible characters.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        // Nearly every text starts with a letter.
        if (!text.IsEmpty && UnicodeTables.UnitClass(text[0]) is TextClass.Word or TextClass.Ideograph)
            return false;
        var buffer = Buffer ??= new NormalizedText();
        buffer.Read(text);
        return buffer.HasSeparators ? buffer.Join().IsEmpty : buffer.Chars.IsEmpty;
    }

    /// <summary>A-Z to a-z, everything else as it is: for codes and hexadecimal text.</summary>
    public static string ToLowerAscii(string text) =>
        text.AsSpan().IndexOfAnyInRange('A', 'Z') < 0
            ? text
            : string.Create(text.Length, text, static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = source[i] is >= 'A' and <= 'Z' ? (char)(source[i] | 0x20) : source[i];
            });

    /// <summary>
    /// As <see cref="Fold"/>, and Chinese digits (一, 壹, 〇, the spoken 幺) as ASCII digits: "一三八" is "138". For numbers only;
    /// in goods texts 一 is a word of its own.
    /// </summary>
    public static string FoldDigits(string text)
    {
        var folded = Fold(text);
        return folded.AsSpan().IndexOfAny(ChineseDigits.Characters) < 0
            ? folded
            : string.Create(folded.Length, folded, static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = ChineseDigits.ValueOf(source[i]) is var value and >= 0 ? (char)('0' + value) : source[i];
            });
    }
}
