using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>Names inside what people write into the field of a name: titles, notes, a company, the name again in pinyin.</summary>
internal static class NameParts
{
    private const int Most = 3, LeastCharacters = 2, LeastLetters = 4;

    private static readonly string[] Notes = ["先生", "女士", "小姐", "老师", "老板", "经理", "本人", "亲启", "代收", "转交", "收", "转"];

    /// <summary>The runs of ideographs without such notes and the runs of Latin words, where that is another name than what is written; nothing for most names.</summary>
    public static IReadOnlyList<string> Of(string written)
    {
        if (IsPlain(written))
            return Array.Empty<string>();
        return Read(written);
    }

    private static List<string> Read(string written)
    {
        var found = new List<string>();
        for (var at = 0; at < written.Length && found.Count < Most;)
        {
            var isIdeograph = IsIdeograph(written[at]);
            var end = at;
            while (end < written.Length && (isIdeograph ? IsIdeograph(written[end]) : IsOfLatinName(written[end])))
                end++;
            var part = written.AsSpan(at, end - at);
            part = isIdeograph ? WithoutNotes(part) : part.Trim(" .,-'");
            // "欧阳先生" says a surname, no name.
            if (isIdeograph && Surnames.IsSurname(part))
                part = [];
            if (part.Length >= (isIdeograph ? LeastCharacters : LeastLetters) && part.Length < written.Length && !found.Contains(part.ToString()))
                found.Add(part.ToString());
            at = Math.Max(end, at + 1);
        }

        return found;
    }

    private static bool IsPlain(string written)
    {
        var (ideographs, letters) = (true, true);
        foreach (var c in written)
        {
            ideographs &= IsIdeograph(c);
            letters &= IsOfLatinName(c);
        }

        return letters || (ideographs && WithoutNotes(written).Length == written.Length);
    }

    private static ReadOnlySpan<char> WithoutNotes(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < Notes.Length; i++)
        {
            if (name.Length <= Notes[i].Length || !name.EndsWith(Notes[i], StringComparison.Ordinal))
                continue;
            name = name[..^Notes[i].Length];
            i = -1;
        }

        return name;
    }

    private static bool IsIdeograph(char c) => UnicodeTables.UnitClass(c) == TextClass.Ideograph;

    /// <summary>Family name first is told by a comma.</summary>
    private static bool IsOfLatinName(char c) => c is ' ' or '.' or ',' or '\'' or '-' || (UnicodeTables.UnitClass(c) == TextClass.Word && !char.IsAsciiDigit(c));
}
