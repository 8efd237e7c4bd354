using System.Buffers;

namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// Letters that part the characters of a name or an address (张ー三) and that cannot be separators in every text, because Japanese goods are written with them. Those that can, 丨 and の among
/// them, the text has taken for separators already. No person and no place in China is named with these; a name in kana keeps them.
/// </summary>
internal static class Strokes
{
    private static readonly SearchValues<char> All = SearchValues.Create("乚ノヽー");

    public static bool Has(ReadOnlySpan<char> folded) => folded.ContainsAny(All);

    public static bool Is(char folded) => All.Contains(folded);

    /// <summary>Takes them out of a text without separators, in place; a text of nothing else stays as it is. Returns the units left.</summary>
    public static int Remove(Span<char> solid)
    {
        if (!solid.ContainsAny(All) || !solid.ContainsAnyExcept(All) || HasOtherKana(solid))
            return solid.Length;
        var left = 0;
        foreach (var unit in solid)
        {
            if (!Is(unit))
                solid[left++] = unit;
        }

        return left;
    }

    private static bool HasOtherKana(ReadOnlySpan<char> solid)
    {
        const char First = '\u3040', Last = '\u30FF';
        foreach (var unit in solid)
        {
            if (unit is >= First and <= Last && !Is(unit))
                return true;
        }

        return false;
    }
}
