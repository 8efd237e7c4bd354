using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Words of the wildlife trade in the declared texts. A strong word is enough by itself. A weak one, which has ordinary uses, needs a second signal on the same
/// waybill: a signal word, another term for the same species, a party on the risk list, or another line so vague that it says nothing. Species that may be sent with
/// papers (cultivated agarwood, farmed turtles, licensed medicines) ask for the papers instead of accusing.
/// </summary>
internal sealed class WildlifeWordsRule : Rule
{
    private static readonly FindingCode Strong = new("contents.wildlife", Check.Contents, "申报内容含野生动物制品强特征词", "Declared text names a wildlife product");
    private static readonly FindingCode Combined = new("contents.wildlifeCombined", Check.Contents, "弱特征词与第二线索同时出现", "Code word together with a second signal");
    private static readonly FindingCode Papers = new("contents.papersNeeded", Check.Contents, "该物种须凭证件寄递", "Species needs papers");

    // A finding of its own, of the list's check: what only the list made suspicious must not be told to the courier, nor seen by whom the list hit is hidden from.
    private static readonly FindingCode WithListedParty = new("riskList.codeWord", Check.RiskList, "名单当事人使用弱特征词", "Code word of a listed party");

    private const int MostNames = 3;

    public static RuleKind Kind { get; } = new("wildlifeWords", [Strong, Combined, Papers, WithListedParty], _ => new WildlifeWordsRule());

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
                $"\"{written}\" in the declared text names a product of {nameEn}: inspect every inner package and check permit, approval or special mark."));
        }
        else if (SecondSignal(context, hit, term) is { } second)
        {
            AddWithSignal(context, hit, written, term, species, second);
        }
        else if (WidestListAudience(context) is { } audience)
        {
            Add(context, WithListedParty, hit, written, term, audience: audience, explanation: new(
                $"“{written}”在野生动物交易中用作{nameZh}的代称，且一方在风险名单上。",
                $"\"{written}\" stands for {nameEn} in the wildlife trade, and a party is on the risk list."));
        }
        else if (context.Words.HasVagueLineBeside(hit, context.Lexicon))
        {
            AddWithSignal(context, hit, written, term, species, new("其余申报内容笼统", "the rest of the declaration is vague"));
        }
    }

    private static void AddWithSignal(RuleContext context, DeclaredHit hit, string written, LexiconTerm term, IReadOnlyList<Species> species, LocalizedText second)
    {
        var (nameZh, nameEn) = Names(species, term.Target);
        if (species.Count > 0 && species.All(s => SendableWithPapers(s)))
        {
            Add(context, Papers, hit, written, term, new(
                $"“{written}”可能是{nameZh}，{second.Zh}。野外来源看不出来：请查验专用标识、许可证或检疫证明，不作指控。",
                $"\"{written}\" may be {nameEn}; {second.En}. Wild origin cannot be seen: ask for the special mark, permit or quarantine certificate, accuse nobody."));
        }
        else
        {
            Add(context, Combined, hit, written, term, new(
                $"“{written}”在野生动物交易中用作{nameZh}的代称，{second.Zh}。",
                $"\"{written}\" stands for {nameEn} in the wildlife trade; {second.En}."));
        }
    }

    private static void Add(RuleContext context, FindingCode code, DeclaredHit hit, string written, LexiconTerm term, LocalizedText explanation, Audience audience = Audience.Depot) => context.Add(
        code,
        explanation,
        field: hit.Path,
        text: written,
        start: hit.Hit.Start,
        length: hit.Hit.Length,
        entry: term.Id,
        tier: EnumText<MatchLayer>.Of(hit.Hit.Layer),
        audience: audience);

    /// <summary>Populations that are protected only in the wild, or class II: legal trade with papers exists (Wildlife Protection Law art. 34).</summary>
    private static bool SendableWithPapers(Species species) => species.WildOnly || species.PapersRequired is "level2" or "wildOnly" or "plantOrigin" or "ecological" or "none";

    private static LocalizedText? SecondSignal(RuleContext context, DeclaredHit hit, LexiconTerm term)
    {
        foreach (var other in context.Words.Signals)
        {
            if (other.SameField(hit) && other.Hit.Overlaps(hit.Hit))
                continue;
            if (other.Hit.Entry is SignalWord)
                return new($"同一运单上又有“{context.Words.TextOf(other)}”", $"the same waybill also says \"{context.Words.TextOf(other)}\"");
            if (other.Hit.Entry is LexiconTerm second && second.Target == term.Target && second.Id != term.Id)
                return new($"同一运单上又有同一物种的词“{context.Words.TextOf(other)}”", $"another word for the same species, \"{context.Words.TextOf(other)}\", stands on the same waybill");
        }

        return null;
    }

    /// <summary>Who may see a hit on the risk list may see what follows from it; null when there is no hit.</summary>
    private static Audience? WidestListAudience(RuleContext context)
    {
        Audience? widest = null;
        foreach (var finding in context.Findings)
        {
            if (finding.Check == Check.RiskList && (widest is null || finding.Audience < widest))
                widest = finding.Audience;
        }

        return widest;
    }

    /// <summary>A word such as 象牙 stands for several species; the reader must not take it for one of them.</summary>
    private static (string Zh, string En) Names(IReadOnlyList<Species> species, string target) =>
        species.Count == 0 ? (target, target) : (List(species.Select(s => s.NameZh), "、", "等"), List(species.Select(s => s.NameEn), ", ", " and others"));

    private static string List(IEnumerable<string> names, string separator, string more)
    {
        var distinct = names.Distinct().ToList();
        return string.Join(separator, distinct.Take(MostNames)) + (distinct.Count > MostNames ? more : "");
    }
}
