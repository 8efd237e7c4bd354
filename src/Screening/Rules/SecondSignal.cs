using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;

namespace LogisticsScreening.Screening.Rules;

/// <summary>How much a second signal says.</summary>
internal enum SignalWeight
{
    /// <summary>A form that everyday goods of that name have too (独角兽 吊坠): a question, no alert.</summary>
    Everyday,

    /// <summary>Enough, unless the text names lawful goods whose trade uses such words.</summary>
    Ordinary,

    /// <summary>Enough whatever else is written: secrecy, a part of the named animal, a weight that does not fit the goods.</summary>
    Grave,
}

/// <summary>What on the same waybill makes a weak word a suspicion.</summary>
internal readonly record struct SecondSignal(LocalizedText Text, SignalWeight Weight)
{
    /// <summary>The one that says most, and of those the first; null when nothing else speaks for the word.</summary>
    /// <param name="possible">The least score of a hit that says something by itself.</param>
    public static SecondSignal? Find(RuleContext context, DeclaredHit hit, LexiconTerm term, int possible)
    {
        SecondSignal? best = null;
        foreach (var other in context.Words.Signals)
        {
            if (other.SameField(hit) && other.Hit.Overlaps(hit.Hit) && !IsPartOfDisguise(hit.Hit, other.Hit))
                continue;
            // The 牙 of a 向 / 牙 over two lines is a part of the word.
            if (hit.Over is not null && context.Words.TextOf(hit).Contains(context.Words.TextOf(other), StringComparison.Ordinal))
                continue;
            if (WeightOf(context, other, hit, term, possible) is not { } weight || weight <= best?.Weight)
                continue;
            var said = context.Words.TextOf(other);
            best = new(
                other.Hit.Entry is SignalWord
                    ? new($"同一运单上又有“{said}”", $"the same waybill also says \"{said}\"")
                    : new($"同一运单上又有同一物种的词“{said}”", $"another word for the same species, \"{said}\", stands on the same waybill"),
                weight);
            if (weight == SignalWeight.Grave)
                return best;
        }

        if (best is null or { Weight: SignalWeight.Everyday } && hit.Hit.Layer <= MatchLayer.Separated && context.Lexicon.PartsOf(term) is var (material, form))
            best = new(new($"一词之内既有材质“{material}”又有工艺形态“{form}”", $"the word itself joins the material \"{material}\" and the craft form \"{form}\""), SignalWeight.Ordinary);
        return PlausibilityRule.FoundWeight(context) ? new(new("申报重量与物品不符", "the declared weight does not fit"), SignalWeight.Grave) : best;
    }

    private static SignalWeight? WeightOf(RuleContext context, DeclaredHit other, DeclaredHit hit, LexiconTerm term, int possible) => other.Hit.Entry switch
    {
        SignalWord { Signal: SignalKind.Negation } => null,
        SignalWord { Signal: SignalKind.Secrecy } => SignalWeight.Grave,
        // A code word's 皮 is the skin of the jade (白料 带皮); an animal's is its own.
        SignalWord { Signal: SignalKind.AnimalPart } when term.Trick is TermTrick.Plain or TermTrick.Form => SignalWeight.Grave,
        SignalWord signal when context.Lexicon.Lawful.IsEverydayForm(signal) && IsEverydayName(context, hit, term) => SignalWeight.Everyday,
        SignalWord => SignalWeight.Ordinary,
        LexiconTerm second when second.Target == term.Target && second.Id != term.Id && other.Hit.Score >= possible => SignalWeight.Ordinary,
        _ => null,
    };

    /// <summary>True for what everyday goods are called, and for two characters that only sound like the word's, and not quite: 湖鼓, 狐骨.</summary>
    private static bool IsEverydayName(RuleContext context, DeclaredHit hit, LexiconTerm term) =>
        context.Lexicon.Lawful.IsEveryday(term)
        || hit.Hit.Layer == MatchLayer.Homophone && term.Term.Length == 2 && hit.Hit.Score < context.Lexicon.WeightOf(MatchLayer.Homophone);

    /// <summary>项芽手串 for 象牙手串: the craft form that a long word ends with speaks for what stands before it.</summary>
    private static bool IsPartOfDisguise(LexiconHit disguise, LexiconHit signal) =>
        disguise.Layer > MatchLayer.Separated && signal.Length > 1 && signal.Start >= disguise.Start && signal.End <= disguise.End && disguise.Length - signal.Length > 1;
}
