using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>Names inside what people write into the field of a name: titles, notes, a company, the name again in pinyin.</summary>
internal static class NameParts
{
    private const int Most = 3, LeastCharacters = 2;

    private static readonly string[] Notes = ["先生", "女士", "小姐", "老师", "老板", "经理", "本人", "亲启", "代收", "转交", "收", "转"];

    /// <summary>The runs of ideographs without such notes, where that is another name than what is written; nothing for most names.</summary>
    public static IEnumerable<string> Of(string written)
    {
        if (IsPlain(written))
            return [];
        var found = new List<string>();
        for (var at = 0; at < written.Length && found.Count < Most; at++)
        {
            var start = at;
            while (at < written.Length && IsIdeograph(written[at]))
                at++;
            var part = WithoutNotes(written.AsSpan(start, at - start));
            if (part.Length >= LeastCharacters && part.Length < written.Length && !found.Contains(part.ToString()))
                found.Add(part.ToString());
        }

        return found;
    }

    private static bool IsPlain(string written)
    {
        foreach (var c in written)
        {
            if (!IsIdeograph(c))
                return false;
        }

        return WithoutNotes(written).Length == written.Length;
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
}
