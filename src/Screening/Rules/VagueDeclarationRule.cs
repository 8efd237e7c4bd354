using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>Declarations that name no goods ("礼品", "parts") and party names that name nobody ("先生", "unknown"): the law wants name, nature and quantity.</summary>
internal sealed class VagueDeclarationRule : Rule
{
    private static readonly FindingCode Vague = new("contents.vague", Check.Contents, "申报内容笼统", "Vague declaration");
    private static readonly FindingCode PartyVague = new("contents.partyNameVague", Check.Contents, "当事人姓名笼统", "Vague party name");

    public static RuleKind Kind { get; } = new("vagueDeclaration", [Vague, PartyVague], _ => new VagueDeclarationRule());

    public override void Apply(RuleContext context)
    {
        var lexicon = context.Lexicon;
        foreach (var (field, item, text) in context.Words.Texts)
        {
            if (field == DeclaredField.Description && lexicon.IsVague(text, VagueScope.Description))
            {
                context.Add(
                    Vague,
                    new($"“{text}”没有说明寄的是什么，请补充名称、性质和数量。", $"\"{text}\" does not say what is sent: ask for name, nature and quantity."),
                    field: DeclaredWords.PathOf(field, item),
                    text: text,
                    start: 0,
                    length: text.Length);
            }
        }

        var waybill = context.Facts.Waybill;
        Apply(context, PartyRole.Sender, "sender.name", waybill.Sender.Name);
        Apply(context, PartyRole.Recipient, "recipient.name", waybill.Recipient.Name);
        if (waybill.Sender.Agent is { } agent)
            Apply(context, PartyRole.Agent, "sender.agent.name", agent.Name);
    }

    private static void Apply(RuleContext context, PartyRole role, string field, string name)
    {
        if (context.Lexicon.IsVague(name, VagueScope.Party))
            context.Add(PartyVague, new("姓名不是可识别的姓名或单位名称。", "The name identifies neither a person nor an organisation."), role, field);
    }
}
