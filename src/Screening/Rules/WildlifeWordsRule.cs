using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Words of the wildlife trade in the declared texts. A strong word is enough by itself. A weak one, which has ordinary uses, needs a second signal on the same
/// waybill: a signal word, another term for the same species, a party on the risk list, or a line so vague that it says nothing. Species that may be sent with
/// papers (cultivated agarwood, farmed turtles, licensed medicines) ask for the papers instead of accusing.
/// </summary>
internal sealed class WildlifeWordsRule : Rule
{
    private static readonly FindingCode Strong = new("contents.wildlife", Check.Contents, "申报内容含野生动物制品强特征词", "Declared text names a wildlife product");
    private static readonly FindingCode Combined = new("contents.wildlifeCombined", Check.Contents, "弱特征词与第二线索同时出现", "Code word together with a second signal");
    private static readonly FindingCode Papers = new("contents.papersNeeded", Check.Contents, "该物种须凭证件寄递", "Species needs papers");

    public static RuleKind Kind { get; } = new("wildlifeWords", [Strong, Combined, Papers], _ => new WildlifeWordsRule());

    public override void Apply(RuleContext context)
    {
        var hits = context.Words.Hits;
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits[i].Hit.Entry is LexiconTerm term)
                Apply(context, hits[i], term);
        }
    }

    private static void Apply(RuleContext context, DeclaredHit hit, LexiconTerm term)
    {
        var species = context.Lexicon.SpeciesOf(term.Target);
        var (nameZh, nameEn) = Names(species, term.Target);
        var written = context.Words.TextOf(hit);
        if (term.Tier == TermTier.Strong)
        {
            Add(context, Strong, hit, written, term, new(
                $"申报内容中的“{written}”直接指向{nameZh}制品，须逐件开箱验视并核对许可证、批准文件或专用标识。",
                $"“{written}” in the declared text names a product of {nameEn}: inspect every inner package and check permit, approval or special mark."));
        }
        else if (SecondSignal(context, hit, term) is { } second)
        {
            var sendable = species.Count > 0 && species.All(s => SendableWithPapers(s));
            Add(context, sendable ? Papers : Combined, hit, written, term, sendable
                ? new(
                    $"“{written}”可能是{nameZh}，{second.Zh}。野外来源看不出来：请查验专用标识、许可证或检疫证明，不作指控。",
                    $"“{written}” may be {nameEn}; {second.En}. Wild origin cannot be seen: ask for the special mark, permit or quarantine certificate, accuse nobody.")
                : new(
                    $"“{written}”在野生动物交易中用作{nameZh}的代称，{second.Zh}。",
                    $"“{written}” stands for {nameEn} in the wildlife trade; {second.En}."));
        }
    }

    private static void Add(RuleContext context, FindingCode code, DeclaredHit hit, string written, LexiconTerm term, LocalizedText explanation) => context.Add(
        code,
        explanation,
        field: hit.Path,
        text: written,
        start: hit.Hit.Start,
        length: hit.Hit.Length,
        entry: term.Id,
        tier: EnumText<MatchLayer>.Of(hit.Hit.Layer));

    /// <summary>Populations that are protected only in the wild, or class II: legal trade with papers exists (Wildlife Protection Law art. 34).</summary>
    private static bool SendableWithPapers(Species species) => species.WildOnly || species.PapersRequired is "level2" or "wildOnly" or "plantOrigin" or "ecological" or "none";

    private static LocalizedText? SecondSignal(RuleContext context, DeclaredHit hit, LexiconTerm term)
    {
        foreach (var other in context.Words.Hits)
        {
            if (other.SameField(hit) && other.Hit.Overlaps(hit.Hit))
                continue;
            if (other.Hit.Entry is SignalWord)
                return new($"同一运单上又有“{context.Words.TextOf(other)}”", $"the same waybill also says “{context.Words.TextOf(other)}”");
            if (other.Hit.Entry is LexiconTerm second && second.Target == term.Target && second.Id != term.Id)
                return new($"同一运单上又有同一物种的词“{context.Words.TextOf(other)}”", $"another word for the same species, “{context.Words.TextOf(other)}”, stands on the same waybill");
        }

        if (context.HasFindingOf(Check.RiskList))
            return new("且一方在风险名单上", "and a party is on the risk list");
        foreach (var (field, item, text) in context.Words.Texts)
        {
            if (field == DeclaredField.Description && !(hit.Field == field && hit.Item == item) && context.Lexicon.IsVague(text, VagueScope.Description))
                return new("其余申报内容笼统", "and the rest of the declaration is vague");
        }

        return null;
    }

    private static (string Zh, string En) Names(IReadOnlyList<Species> species, string target) =>
        species.Count == 0 ? (target, target) : (species[0].NameZh, species[0].NameEn);
}
