using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Declarations that name no goods ("礼品", "parts") or mean nothing ("3filunnes"), and party names that name nobody ("先生", "unknown"): the law wants name, nature and quantity.
/// A name such as 张豆腐 or 李老板 is odd, and no more: people do write so on honest parcels.
/// </summary>
internal sealed class VagueDeclarationRule : Rule
{
    private static readonly FindingCode Vague = new("contents.vague", Check.Contents, "申报内容笼统", "Vague declaration");
    private static readonly FindingCode PartyVague = new("contents.partyNameVague", Check.Contents, "当事人姓名笼统", "Vague party name");

    private static readonly FindingCode Meaningless = new("contents.meaningless", Check.Contents, "申报内容没有意义", "Meaningless declaration");
    private static readonly FindingCode PartyOdd = new("contents.partyNameOdd", Check.Contents, "当事人姓名不像姓名", "Odd party name");

    public static RuleKind Kind { get; } = new("vagueDeclaration", [Vague, Meaningless, PartyVague, PartyOdd], _ => new VagueDeclarationRule());

    public override void Apply(RuleContext context)
    {
        var lexicon = context.Lexicon;
        foreach (var (field, item, text) in context.Words.Texts)
        {
            if (field != DeclaredField.Description)
                continue;
            if (lexicon.IsVague(text, VagueScope.Description))
                Add(context, Vague, item, text, new($"“{text}”没有说明寄的是什么，请补充名称、性质和数量。", $"\"{text}\" does not say what is sent: ask for name, nature and quantity."));
            else if (lexicon.IsMeaningless(text))
                Add(context, Meaningless, item, text, new($"“{text}”看不出是什么物品，请当面问清并开箱核对。", $"\"{text}\" means nothing that could be sent: ask, open it and compare."));
        }

        var waybill = context.Facts.Waybill;
        Apply(context, PartyRole.Sender, "sender.name", waybill.Sender.Name);
        Apply(context, PartyRole.Recipient, "recipient.name", waybill.Recipient.Name);
        if (waybill.Sender.Agent is { } agent)
            Apply(context, PartyRole.Agent, "sender.agent.name", agent.Name);
    }

    private static void Add(RuleContext context, FindingCode code, int item, string text, LocalizedText explanation) =>
        context.Add(code, explanation, field: DeclaredWords.PathOf(DeclaredField.Description, item), text: text, start: 0, length: text.Length);

    private static void Apply(RuleContext context, PartyRole role, string field, string name)
    {
        if (context.Lexicon.IsVague(name, VagueScope.Party))
            context.Add(PartyVague, new("姓名不是可识别的姓名或单位名称。", "The name identifies neither a person nor an organisation."), role, field);
        else if (context.Lexicon.IsOddName(name))
            context.Add(PartyOdd, new("姓名由姓氏加称呼或日常用词组成，可能不是真名；仅供参考。", "The name is a surname with a form of address or an everyday word and may be no real one; for information only."), role, field);
    }
}
