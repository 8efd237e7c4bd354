using System.Buffers;

namespace LogisticsScreening.Screening.Text;

/// <summary>
/// What passes for a Latin letter: Cyrillic and Greek letters, small capitals, letters turned upside down, digits, marks within a word. A word and its disguise are compared in a form where all
/// that look alike are one, so that it does not matter how many letters were replaced. Set by hand: what a reader in a hurry takes for the letter.
/// </summary>
internal static class LatinTwins
{
    /// <summary>Folded characters; i, l and 1 are one letter.</summary>
    private static readonly (char Letter, string Twins)[] Alike =
    [
        ('a', "4аαᴀɑɐ"), ('b', "8вьʙβ"), ('c', "сᴄϲɔ"), ('d', "ԁᴅɗ"), ('e', "3еεєᴇǝə"), ('f', "ꜰɟ"), ('g', "9ɡɢƃ"), ('h', "нһʜɥ"), ('l', "i1іιɪʟꙇӏɩןᴉ"), ('j', "јᴊɾ"), ('k', "кκᴋʞ"),
        ('m', "мᴍɯ"), ('n', "пηɴո"), ('o', "0оοσᴏ"), ('p', "рρᴘ"), ('q', "ԛ"), ('r', "гʀɹ"), ('s', "5ѕꜱ"), ('t', "7тτᴛʇ"), ('u', "υᴜц"), ('v', "νѵᴠʌ"), ('w', "ԝωᴡшʍ"), ('x', "хχ"),
        ('y', "уγʏʎ"), ('z', "ᴢ"),
    ];

    /// <summary>Marks, which part words elsewhere. Of ASCII only: every text is searched for them.</summary>
    private static readonly (char Letter, string Twins)[] AlikeMarks = [('a', "@"), ('l', "!|"), ('s', "$")];

    private static readonly char[] Forms = MakeForms(Alike);

    private static readonly char[] FormsWithMarks = MakeForms([.. Alike, .. AlikeMarks]);

    private static readonly SearchValues<char> Marks = SearchValues.Create(string.Concat(AlikeMarks.Select(m => m.Twins)));

    /// <summary>For each unit as declared, whether it is a letter or passes for one.</summary>
    private static readonly bool[] Passes = [.. Enumerable.Range(0, 0x10000).Select(u => UnicodeTables.Units[u] is var entry && (int)entry >= 0 && char.IsAsciiLetterLower(Forms[(char)entry]))];

    /// <summary>The letter that a folded character passes for; itself when it passes for none.</summary>
    public static char Of(char folded) => Forms[folded];

    public static string Of(string folded) => string.Concat(folded.Select(Of));

    /// <summary>The same in a text where marks still stand.</summary>
    public static char OfMarked(char folded) => FormsWithMarks[folded];

    /// <summary>True when a mark stands in a text as declared that passes for a letter.</summary>
    public static bool HasMarks(ReadOnlySpan<char> original) => original.ContainsAny(Marks);

    /// <summary>True when at least that many characters of a text as declared are letters or pass for them: of few Chinese declarations.</summary>
    public static bool Has(ReadOnlySpan<char> original, int letters)
    {
        foreach (var unit in original)
        {
            if (Passes[unit] && --letters == 0)
                return true;
        }

        return false;
    }

    private static char[] MakeForms((char Letter, string Twins)[] alike)
    {
        char[] forms = [.. Enumerable.Range(0, 0x10000).Select(u => (char)u)];
        foreach (var (letter, twins) in alike)
        {
            foreach (var twin in twins)
                forms[twin] = letter;
        }

        return forms;
    }
}
