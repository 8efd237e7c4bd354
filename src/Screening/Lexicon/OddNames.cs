using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>Names made of a surname and a word that is no given name. Which surnames exist does not matter: 大西瓜 is as odd as 李西瓜.</summary>
internal sealed class OddNames(IEnumerable<VagueWord> words)
{
    /// <summary>Characters of a compound surname.</summary>
    private const int LongestSurname = 2;

    private readonly FrozenSet<string> givenNames = words.Select(w => TextFolding.Join(w.Term)).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<char> lastCharacters = words.Select(w => TextFolding.Join(w.Term)[^1]).ToFrozenSet();

    public bool Contains(ReadOnlySpan<char> name, MatchScratch scratch)
    {
        // Most names are told by their last character, without folding them.
        if (name.IsEmpty || UnicodeTables.Units[name[^1]] is var last && (int)last >= 0 && !lastCharacters.Contains((char)last))
            return false;
        scratch.Text.Read(name);
        var joined = scratch.Text.HasSeparators ? scratch.Text.Join() : scratch.Text.Chars;
        var lookup = givenNames.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var surname = 1; surname <= LongestSurname && surname < joined.Length; surname++)
        {
            if (UnicodeTables.UnitClass(joined[surname - 1]) != TextClass.Ideograph)
                return false;
            if (lookup.Contains(joined[surname..]))
                return true;
        }

        return false;
    }
}
