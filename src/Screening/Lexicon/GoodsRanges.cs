using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Knows what ordinary goods weigh and cost. A Chinese compound is what its last word says (a 手机支架 is no 手机), so a listed word counts
/// only where a run of characters ends with it. Of goods that are listed one beside the other all must be known.
/// </summary>
internal sealed class GoodsRanges
{
    private readonly FrozenDictionary<string, GoodsRange> byTerm;
    private readonly int longest;

    /// <summary>For each unit as declared, whether it may be the last of a listed word; true too for what folding does not turn into one other unit.</summary>
    private readonly bool[] mayBeLast = new bool[0x10000];

    public GoodsRanges(IEnumerable<GoodsRange> rows)
    {
        byTerm = rows.ToFrozenDictionary(r => TextFolding.Fold(r.Term), StringComparer.Ordinal);
        longest = byTerm.Keys.Select(t => t.Length).DefaultIfEmpty().Max();
        var last = byTerm.Keys.Select(t => t[^1]).ToHashSet();
        for (var unit = 0; unit < mayBeLast.Length; unit++)
            mayBeLast[unit] = UnicodeTables.Units[unit] is var entry && ((int)entry < 0 ? entry == UnicodeTables.SpecialSeveral : last.Contains((char)entry));
    }

    /// <summary>The widest range of the goods that the text names; null when it names none, or beside known goods others.</summary>
    public PlausibleGoods? Find(ReadOnlySpan<char> original, MatchScratch scratch)
    {
        if (!MayName(original))
            return null;
        var text = scratch.Text;
        text.Read(original);
        var chars = text.Chars;
        PlausibleGoods? all = null, part = null;
        for (var i = 0; i < chars.Length; i++)
        {
            if (text.ClassAt(i) == TextClass.ListMark)
            {
                if (part is null)
                    return null;
                (all, part) = (part.Value.Or(all), null);
            }
            else if (mayBeLast[chars[i]] && EndsRun(text, i) && Ending(text, i + 1) is { } goods)
            {
                part = goods.Or(part);
            }
        }

        return part?.Or(all);
    }

    /// <summary>False when no run of characters, as declared, ends like a listed word: most texts need no folding to know.</summary>
    private bool MayName(ReadOnlySpan<char> original)
    {
        for (var i = 0; i < original.Length; i++)
        {
            if (mayBeLast[original[i]] && (i + 1 == original.Length || UnicodeTables.UnitClass(original[i]) != UnicodeTables.UnitClass(original[i + 1])))
                return true;
        }

        return false;
    }

    private static bool EndsRun(NormalizedText text, int at) =>
        at + 1 == text.Chars.Length || text.ClassAt(at + 1) != text.ClassAt(at);

    private PlausibleGoods? Ending(NormalizedText text, int end)
    {
        var lookup = byTerm.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = Math.Max(0, end - longest); start < end; start++)
        {
            // Latin words begin where no letter stands before them.
            if (start > 0 && text.ClassAt(start) == TextClass.Word && text.ClassAt(start - 1) == TextClass.Word)
                continue;
            if (lookup.TryGetValue(text.Chars[start..end], out var row))
                return new(row.Term, row.Lightest, row.Heaviest, row.Dearest);
        }

        return null;
    }
}

/// <summary>What declared goods may weigh and cost: of several goods the widest range.</summary>
/// <param name="Term">The listed word, of several the last.</param>
/// <param name="Lightest">Grams a piece.</param>
/// <param name="Heaviest">Grams a piece.</param>
/// <param name="Dearest">Yuan a kilogram.</param>
public readonly record struct PlausibleGoods(string Term, int Lightest, int Heaviest, int Dearest)
{
    internal PlausibleGoods Or(PlausibleGoods? other) => other is not { } o
        ? this
        : new(Term, Math.Min(Lightest, o.Lightest), Math.Max(Heaviest, o.Heaviest), Math.Max(Dearest, o.Dearest));
}
