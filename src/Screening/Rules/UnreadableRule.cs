using System.Buffers;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Rules;

/// <summary>What cannot be read is at least yellow: texts without a single letter or digit, texts with invisible characters, names and phones that are none.</summary>
internal sealed class UnreadableRule : Rule
{
    private static readonly FindingCode Unreadable = new("contents.unreadable", Check.Contents, "申报内容无法识别", "Declaration unreadable");
    private static readonly FindingCode Hidden = new("contents.hiddenCharacters", Check.Contents, "申报内容含不可见字符", "Hidden characters in the declaration");
    private static readonly FindingCode PartyUnreadable = new("realName.partyUnreadable", Check.RealName, "当事人信息无法识别", "Party data unreadable");

    // Zero-width space, joiners and marks used to split a word unseen, and direction overrides, which show it backwards (intake refuses those before). U+200D and U+FE0F stay out: ordinary emoji are made with them.
    private static readonly SearchValues<char> Invisible = SearchValues.Create("\u00AD\u034F\u061C\u115F\u180E\u200B\u200C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u3164\uFEFF\uFFFD");

    /// <summary>A privacy waybill shows at most five digits of eleven (national standard in force 2023-02-01), older ones seven; landlines written with their area code one more.</summary>
    private const int MostVisibleDigits = 8;

    public static RuleKind Kind { get; } = new("unreadable", [Unreadable, Hidden, PartyUnreadable], _ => new UnreadableRule());

    public override void Apply(RuleContext context)
    {
        foreach (var (field, item, text) in context.Words.Texts)
        {
            if (TextFolding.IsBlank(text))
            {
                if (field == DeclaredField.Description)
                    context.Add(Unreadable, new("申报内容没有任何文字或数字。", "The declared text has neither letters nor digits."), field: DeclaredWords.PathOf(field, item), text: text, start: 0, length: text.Length);
            }
            else if (text.AsSpan().IndexOfAny(Invisible) is var at and >= 0)
            {
                context.Add(Hidden, new("申报内容夹有不可见字符，可能用于隐藏词语。", "The declared text holds invisible characters, which can hide a word."), field: DeclaredWords.PathOf(field, item), text: text.Substring(at, 1), start: at, length: 1);
            }
        }

        var waybill = context.Facts.Waybill;
        Apply(context, PartyRole.Sender, "sender", waybill.Sender);
        Apply(context, PartyRole.Recipient, "recipient", waybill.Recipient);
        if (waybill.Sender.Agent is { } agent)
            Apply(context, PartyRole.Agent, "sender.agent", agent);
    }

    private static void Apply(RuleContext context, PartyRole role, string path, Party party)
    {
        if (TextFolding.IsBlank(party.Name))
            context.Add(PartyUnreadable, new("姓名没有任何文字。", "The name holds no letters."), role, path + ".name");
        Span<char> phone = stackalloc char[PhoneNumber.MaxLength];
        if (!PhoneNumber.TryRead(party.Phone, phone, out var length, out var kind))
            context.Add(PartyUnreadable, new("电话号码无法识别。", "The phone number cannot be read."), role, path + ".phone");
        else if (kind == PhoneKind.Masked && length - phone[..length].Count('*') > MostVisibleDigits)
            context.Add(PartyUnreadable, new("电话号码只遮蔽了少数几位：既无法比对，也不是隐私面单的写法。", "The phone number hides only a few digits: it cannot be compared, and no privacy waybill writes it so."), role, path + ".phone");
        if (party.Address is { } address && TextFolding.IsBlank(address))
            context.Add(PartyUnreadable, new("地址没有任何文字。", "The address holds no letters."), role, path + ".address");
    }
}
