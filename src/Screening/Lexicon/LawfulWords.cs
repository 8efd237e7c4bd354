using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// What honest trades write beside words that sellers of wildlife use too: jade dealers 白料, makers of toys 独角兽. It takes nothing away from a strong word. Searched only where a weak word
/// would be an alert, so that no ordinary text pays for it.
/// </summary>
internal sealed class LawfulWords
{
    /// <summary>Right before a lawful word: then the sender says that it is something else (非树脂, not plastic).</summary>
    private static readonly string[] Denials = ["非", "不是", "并非", "绝非", "不含", "无", "not", "no", "non-"];

    private readonly PatternAutomaton automaton;
    private readonly LexiconPattern[] patterns;
    private readonly FrozenSet<string> everyday;
    private readonly FrozenSet<string> forms;

    public LawfulWords(IReadOnlyList<LawfulWord> words)
    {
        patterns =
        [
            .. words.Where(w => w.Kind is LawfulKind.Material or LawfulKind.Product).SelectMany(w => Disguises.Spellings(w.Text).Select(s => new LexiconPattern(w, 0, 0, s))),
        ];
        automaton = PatternAutomaton.Build([.. patterns.Select(p => p.Text)]);
        everyday = Of(LawfulKind.Everyday);
        forms = Of(LawfulKind.Form);

        FrozenSet<string> Of(LawfulKind kind) => words.Where(w => w.Kind == kind).Select(w => TextFolding.Fold(w.Text)).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Adds the lawful materials and products in a text, as [Start, End) of what is declared.</summary>
    public void Find(ReadOnlySpan<char> original, MatchScratch scratch, List<(int Start, int End)> found)
    {
        var text = scratch.Text;
        text.Read(original);
        scratch.InPlace.Clear();
        automaton.Search(text.Chars, scratch.InPlace);
        foreach (var match in scratch.InPlace.All)
        {
            var pattern = patterns[match.Pattern];
            if (!WordBoundaries.StartsAt(text, pattern, match.Start) || EndOf(text, pattern, match.End) is not { } end || IsDenied(text, match.Start))
                continue;
            var (at, length) = text.Original(match.Start, end);
            found.Add((at, at + length));
        }
    }

    /// <summary>True for a listed word that everyday goods bear or are shaped as: 独角兽, 果冻.</summary>
    public bool IsEveryday(LexiconTerm term) => everyday.Contains(TextFolding.Fold(term.Term));

    /// <summary>True for a craft form that such goods have too (吊坠), not for one of collectors alone (手串).</summary>
    public bool IsEverydayForm(SignalWord signal) => forms.Contains(TextFolding.Fold(signal.Term));

    private static int? EndOf(NormalizedText text, LexiconPattern pattern, int end)
    {
        if (WordBoundaries.EndsAt(text, pattern, end))
            return end;
        return pattern.TakesPlural && text.Chars[end] == 's' && WordBoundaries.EndsAt(text, pattern, end + 1) ? end + 1 : null;
    }

    private static bool IsDenied(NormalizedText text, int start)
    {
        var before = text.Chars[..start].TrimEnd(' ');
        foreach (var denial in Denials)
        {
            if (before.EndsWith(denial, StringComparison.Ordinal) && (!char.IsAsciiLetter(denial[0]) || before.Length == denial.Length || !char.IsAsciiLetter(before[^(denial.Length + 1)])))
                return true;
        }

        return false;
    }
}
