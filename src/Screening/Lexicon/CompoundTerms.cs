using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Weak terms that are a listed material and a craft form in one word: 玳瑁手镯, 象皮珠, ivory carving. Such a word brings its own second signal, which it would else cover.
/// </summary>
internal static class CompoundTerms
{
    /// <summary>
    /// True for a name that a listed animal part makes a prohibited word (活体仓鼠). It is looked for as it is listed only: a hundred animals are not worth twenty thousand disguises of harmless pets.
    /// </summary>
    public static bool IsNameBesidePart(LexiconEntry row, LexiconData data) => row is ProhibitedWord word && data.SignalWords.Any(s =>
        s.Signal == SignalKind.AnimalPart && s.Term.Length > 1 && word.Term.Length > s.Term.Length
        && (word.Term.StartsWith(s.Term, StringComparison.Ordinal) || word.Term.EndsWith(s.Term, StringComparison.Ordinal)));

    /// <summary>Material and form of each such term, by its id. The form is a listed craft form or the beginning of one (珠 of 珠子).</summary>
    public static Dictionary<string, (string Material, string Form)> Of(LexiconData data)
    {
        var materials = data.Terms.Where(t => t.Trick == TermTrick.Plain).ToLookup(t => t.Target);
        string[] forms = [.. data.SignalWords.Where(s => s.Signal == SignalKind.CraftForm).Select(s => TextFolding.Join(s.Term))];
        var compounds = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var term in data.Terms.Where(t => t is { Trick: TermTrick.Form, Tier: TermTier.Weak }))
        {
            var word = TextFolding.Join(term.Term);
            foreach (var material in materials[term.Target])
            {
                var stem = TextFolding.Join(material.Term);
                if (stem.Length > 1 && word.Length > stem.Length && word.StartsWith(stem, StringComparison.Ordinal)
                    && Array.Exists(forms, f => f.StartsWith(word[stem.Length..], StringComparison.Ordinal)))
                    compounds.TryAdd(term.Id, (material.Term, word[stem.Length..]));
            }
        }

        return compounds;
    }
}
