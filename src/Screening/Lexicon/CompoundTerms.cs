using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Weak terms that are a listed material and a craft form in one word: 玳瑁手镯, 象皮珠, ivory carving. Such a word brings its own second signal, which it would else cover.
/// </summary>
internal static class CompoundTerms
{
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
