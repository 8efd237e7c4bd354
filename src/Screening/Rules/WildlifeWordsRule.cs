using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Words of the wildlife trade in the declared texts. A strong word is enough by itself. A weak one, which has ordinary uses, needs a second signal on the same
/// waybill: a signal word (within the word itself when it is a material with its craft form, 玳瑁手镯), another term for the same species, a weight that does not fit, a party on
/// the risk list, or another line so vague that it says nothing. Where the same text names lawful goods whose trade uses such words (和田玉 白料 手镯), or the second signal is a form that
/// everyday goods have (独角兽 吊坠), that is a question and no alert (lawful_words.csv). A weak name of an animal or its part that is all of the declaration is a reason to look. Species
/// that may be sent with papers (cultivated agarwood, farmed turtles, licensed medicines) ask for the papers instead of accusing.
/// A word found in a deeper layer scores less (match_layers.csv): enough alone, enough with a second signal, a reason to look, or nothing. A word that is denied
/// ("仿象牙") is a reason to look at the papers: sellers write so too.
/// Parameters (0-10000): disguiseAlone, default 8000; disguisePossible, 3500; disguiseWithSignal, 2000.
/// </summary>
internal sealed class WildlifeWordsRule : Rule
{
    private static readonly FindingCode Strong = new("contents.wildlife", Check.Contents, "申报内容含野生动物制品强特征词", "Declared text names a wildlife product");
    private static readonly FindingCode Disguised = new("contents.wildlifeDisguised", Check.Contents, "疑似变形书写的野生动物制品词", "Disguised word for a wildlife product");
    private static readonly FindingCode Possible = new("contents.wildlifePossible", Check.Contents, "可能是变形书写的野生动物制品词", "Possibly a disguised word for a wildlife product");
    private static readonly FindingCode Negated = new("contents.wildlifeNegated", Check.Contents, "申报为野生动物制品的仿制品", "Declared as an imitation of a wildlife product");
    private static readonly FindingCode Combined = new("contents.wildlifeCombined", Check.Contents, "弱特征词与第二线索同时出现", "Code word together with a second signal");
    private static readonly FindingCode Papers = new("contents.papersNeeded", Check.Contents, "该物种须凭证件寄递", "Species needs papers");

    // A finding of its own, of the list's check: what only the list made suspicious must not be told to the courier, nor seen by whom the list hit is hidden from.
    private static readonly FindingCode WithListedParty = new("riskList.codeWord", Check.RiskList, "名单当事人使用弱特征词", "Code word of a listed party");

    private const int MostNames = 3;

    /// <summary>UTF-16 units that may stand between a denial and what it denies ("仿古象牙").</summary>
    private const int FurthestNegation = 2;

    private readonly int alone;
    private readonly int possible;
    private readonly int withSignal;

    private WildlifeWordsRule(RuleParameters parameters)
    {
        alone = parameters.Number("disguiseAlone", 8_000, 0, LexiconHit.Certain);
        possible = parameters.Number("disguisePossible", 3_500, 0, LexiconHit.Certain);
        withSignal = parameters.Number("disguiseWithSignal", 2_000, 0, LexiconHit.Certain);
    }

    public static RuleKind Kind { get; } = new("wildlifeWords", [Strong, Disguised, Possible, Negated, Combined, Papers, WithListedParty], p => new WildlifeWordsRule(p));

    public override void Apply(RuleContext context)
    {
        var hits = context.Words.Hits;
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits[i].Hit.Entry is LexiconTerm term)
                Apply(context, hits[i], term);
        }
    }

    private void Apply(RuleContext context, DeclaredHit hit, LexiconTerm term)
    {
        var written = context.Words.TextOf(hit);
        var disguised = hit.Hit.Layer > MatchLayer.Separated;
        if (hit.Hit.Score < (term.Tier == TermTier.Strong ? withSignal : possible))
            return;
        if (Negation(context, hit) is { } negation)
        {
            // A weak word that is denied says as little as one without a second signal.
            if (hit.Hit.Score >= possible && (term.Tier == TermTier.Strong || SecondSignal.Find(context, hit, term, possible) is not null))
                AddNegated(context, hit, written, term, negation);
        }
        else if (term.Tier == TermTier.Strong && !disguised)
        {
            var (nameZh, nameEn) = Names(context.Lexicon.SpeciesOf(term.Target), term.Target);
            Add(context, Strong, hit, written, term, new(
                $"申报内容中的“{written}”直接指向{nameZh}制品，须逐件开箱验视并核对许可证、批准文件或专用标识。",
                $"\"{written}\" in the declared text names a product of {nameEn}: inspect every inner package and check permit, approval or special mark."));
        }
        else if (disguised && hit.Hit.Score >= alone)
        {
            AddDisguised(context, hit, written, term, second: null);
        }
        else if (SecondSignal.Find(context, hit, term, possible) is { } second)
        {
            AddBesideSignal(context, hit, written, term, second);
        }
        else
        {
            ApplyAlone(context, hit, written, term);
        }
    }

    /// <summary>Nothing else in the declaration speaks for it: the list may, or another line that says nothing, or the likeness by itself.</summary>
    private void ApplyAlone(RuleContext context, DeclaredHit hit, string written, LexiconTerm term)
    {
        if (WidestListAudience(context) is { } audience)
        {
            var (nameZh, nameEn) = Names(context.Lexicon.SpeciesOf(term.Target), term.Target);
            Add(context, WithListedParty, hit, written, term, audience: audience, explanation: new(
                $"“{written}”在野生动物交易中用作{nameZh}的代称，且一方在风险名单上。",
                $"\"{written}\" stands for {nameEn} in the wildlife trade, and a party is on the risk list."));
        }
        else if (context.Words.HasVagueLineBeside(hit, context.Lexicon))
        {
            AddBesideSignal(context, hit, written, term, new(new("其余申报内容笼统", "the rest of the declaration is vague"), SignalWeight.Ordinary));
            return;
        }

        // 穿山甲 is a brand of drills too, but nobody declares a drill by that word alone. What stands for ordinary goods (果冻) says what they are.
        if (term is { Tier: TermTier.Weak, Trick: TermTrick.Plain or TermTrick.Form } && hit.Hit.Layer <= MatchLayer.Separated && context.Words.IsAllOf(hit, context.Lexicon))
        {
            AddOnlyName(context, hit, written, term);
            return;
        }

        // Beside the list's finding too: whoever may not see that one must not miss what he would see without it.
        if (term.Tier == TermTier.Strong && hit.Hit.Score >= possible)
        {
            var how = DisguiseText.Of(hit.Hit.Layer, written, term.Term);
            Add(context, Possible, hit, written, term, new($"{how.Zh}，也可能只是普通用语：请问清并开箱核对。", $"{how.En}, and may be ordinary words: ask, open it and compare."));
        }
    }

    private void AddBesideSignal(RuleContext context, DeclaredHit hit, string written, LexiconTerm term, SecondSignal second)
    {
        if (second.Weight == SignalWeight.Everyday)
            AddLowered(context, hit, written, term, second.Text, new($"“{written}”一类名称、造型的日用品和饰品很常见", $"everyday goods and ornaments called or shaped like \"{written}\" are common"));
        else if (second.Weight < SignalWeight.Grave && IsWeak(hit.Hit, term) && context.Words.LawfulBeside(hit, context.Lexicon) is { } lawful)
            AddLowered(context, hit, written, term, second.Text, new($"同一栏又写有“{lawful}”，此类合法商品的交易也用这些词", $"\"{lawful}\" in the same text names lawful goods, whose trade uses such words too"));
        else
            AddWithSignal(context, hit, written, term, second.Text);
    }

    /// <summary>Words with honest uses, and disguises that may be chance: letters, and two characters that only sound like two others.</summary>
    private bool IsWeak(LexiconHit hit, LexiconTerm term) =>
        term.Tier == TermTier.Weak || hit.Score < possible || hit.Layer == MatchLayer.Homophone && term.Term.Length == 2;

    private static void AddLowered(RuleContext context, DeclaredHit hit, string written, LexiconTerm term, LocalizedText second, LocalizedText but)
    {
        var species = context.Lexicon.SpeciesOf(term.Target);
        var (nameZh, nameEn) = Names(species, term.Target);
        var said = term.Tier == TermTier.Strong || hit.Hit.Layer > MatchLayer.Separated
            ? DisguiseText.Of(hit.Hit.Layer, written, term.Term)
            : new($"“{written}”在野生动物交易中指{nameZh}", $"\"{written}\" stands for {nameEn} in the wildlife trade");
        Add(context, IsSendable(species) ? Papers : Possible, hit, written, term, new(
            $"{said.Zh}，{second.Zh}；但{but.Zh}：请问清材质并开箱核对。",
            $"{said.En}; {second.En}; but {but.En}: ask what it is made of, open it and compare."));
    }

    private static void AddOnlyName(RuleContext context, DeclaredHit hit, string written, LexiconTerm term)
    {
        var species = context.Lexicon.SpeciesOf(term.Target);
        var (nameZh, nameEn) = Names(species, term.Target);
        Add(context, IsSendable(species) ? Papers : Possible, hit, written, term, new(
            $"申报内容只写了“{written}”，按字面是{nameZh}：请问清是何物品，开箱核对；真品须查验专用标识、许可证或检疫证明。",
            $"The declaration says nothing but \"{written}\", which by its words is {nameEn}: ask what it is, open it and compare; the real thing needs the special mark, permit or quarantine certificate."));
    }

    private static void AddDisguised(RuleContext context, DeclaredHit hit, string written, LexiconTerm term, LocalizedText? second)
    {
        var (nameZh, nameEn) = Names(context.Lexicon.SpeciesOf(term.Target), term.Target);
        var how = DisguiseText.Of(hit.Hit.Layer, written, term.Term);
        Add(context, Disguised, hit, written, term, new(
            $"{how.Zh}，指向{nameZh}制品{(second is null ? "" : $"；{second.Zh}")}。须逐件开箱验视。",
            $"{how.En}, a product of {nameEn}{(second is null ? "" : $"; {second.En}")}. Inspect every inner package."));
    }

    private static void AddNegated(RuleContext context, DeclaredHit hit, string written, LexiconTerm term, string negation)
    {
        var (nameZh, nameEn) = Names(context.Lexicon.SpeciesOf(term.Target), term.Target);
        Add(context, Negated, hit, written, term, new(
            $"“{written}”前后写有“{negation}”，声称不是{nameZh}制品。请开箱核对材质，真品须有许可证、批准文件或专用标识。",
            $"\"{negation}\" beside \"{written}\" says that it is no product of {nameEn}. Open it and compare the material; the real thing needs permit, approval or special mark."));
    }

    private static void AddWithSignal(RuleContext context, DeclaredHit hit, string written, LexiconTerm term, LocalizedText second)
    {
        var species = context.Lexicon.SpeciesOf(term.Target);
        var (nameZh, nameEn) = Names(species, term.Target);
        if (term.Tier == TermTier.Strong)
        {
            AddDisguised(context, hit, written, term, second);
        }
        else if (IsSendable(species))
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
        hit.Ends is { } end ? WithBothFields(explanation, DeclaredWords.NameOf(hit.Field, hit.Item), DeclaredWords.NameOf(end.Field, end.Item)) : explanation,
        field: hit.Path,
        text: written,
        start: hit.Start,
        length: hit.Length,
        entry: term.Id,
        score: hit.Hit.Score,
        tier: EnumText<MatchLayer>.Of(hit.Hit.Layer),
        audience: audience);

    private static bool IsSendable(IReadOnlyList<Species> species) => species.Count > 0 && species.All(SendableWithPapers);

    private static LocalizedText WithBothFields(LocalizedText explanation, LocalizedText begins, LocalizedText ends) =>
        new($"{explanation.Zh}该词分写在{begins.Zh}和{ends.Zh}两栏。", $"{explanation.En} The word is split over {begins.En} and {ends.En}.");

    /// <summary>Populations that are protected only in the wild, or class II: legal trade with papers exists (Wildlife Protection Law art. 34).</summary>
    private static bool SendableWithPapers(Species species) => species.WildOnly || species.PapersRequired is "level2" or "wildOnly" or "plantOrigin" or "ecological" or "none";

    /// <summary>What denies the word, as declared: right before it, or right behind ("象牙仿品"). A single character behind it begins something else ("象牙假一赔十").</summary>
    private static string? Negation(RuleContext context, DeclaredHit hit)
    {
        foreach (var other in context.Words.Signals)
        {
            if (other.Hit.Entry is not SignalWord { Signal: SignalKind.Negation } || !other.SameField(hit))
                continue;
            var before = other.Hit.End <= hit.Hit.Start;
            if (!before && other.Hit.Length == 1)
                continue;
            var distance = before ? hit.Hit.Start - other.Hit.End : other.Hit.Start - hit.Hit.End;
            if (distance is >= 0 and <= FurthestNegation)
                return context.Words.TextOf(other);
        }

        return null;
    }

    /// <summary>Who may see a hit on the risk list may see what follows from it; null when there is no hit.</summary>
    private static Audience? WidestListAudience(RuleContext context)
    {
        Audience? widest = null;
        foreach (var finding in context.Findings)
        {
            if (RiskListRule.IsHit(finding) && (widest is null || finding.Audience < widest))
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
