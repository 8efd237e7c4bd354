using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>Beginnings of strong words in ideographs: a field that is nothing else may be the first half of a word that goes on in the next (穿山 | 甲鳞片).</summary>
internal sealed class WordBeginnings
{
    private readonly FrozenSet<string> beginnings;
    private readonly int longest;

    public WordBeginnings(IEnumerable<LexiconTerm> terms)
    {
        beginnings = terms.Where(t => t.Tier == TermTier.Strong).Select(t => TextFolding.Fold(t.Term)).Where(w => w.All(c => UnicodeTables.UnitClass(c) == TextClass.Ideograph))
            .SelectMany(w => Enumerable.Range(1, w.Length - 1).Select(length => w[..length])).ToFrozenSet(StringComparer.Ordinal);
        longest = beginnings.Select(b => b.Length).DefaultIfEmpty().Max();
    }

    /// <summary>True when the whole text, as declared, is one.</summary>
    public bool Are(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || text.Length > longest)
            return false;
        Span<char> folded = stackalloc char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if ((int)UnicodeTables.Units[text[i]] < 0)
                return false;
            folded[i] = (char)UnicodeTables.Units[text[i]];
        }

        return beginnings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(folded);
    }
}
