using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Names, phones and addresses of sender and recipient that are plainly no real ones, or lead nowhere: the law wants all three of both (Express Delivery Regulations art. 22), and
/// published cases have recipients of whom the phone alone was real (domain.md section 2). What cannot be read at all is the unreadable rule's, and names that name nobody the vague one's.
/// </summary>
internal sealed class PartyDetailsRule : Rule
{
    private static readonly FindingCode NameInvented = new("realName.nameInvented", Check.RealName, "姓名明显不实", "Name plainly invented");
    private static readonly FindingCode PhoneInvented = new("realName.phoneInvented", Check.RealName, "电话号码可能不实", "Phone possibly invented");
    private static readonly FindingCode AddressInvented = new("realName.addressInvented", Check.RealName, "地址明显不实", "Address plainly invented");
    private static readonly FindingCode AddressIncomplete = new("realName.addressIncomplete", Check.RealName, "地址不完整", "Address incomplete");
    private static readonly FindingCode PhoneOnly = new("realName.phoneOnly", Check.RealName, "仅留有电话", "Known by the phone alone");

    public static RuleKind Kind { get; } = new(
        "partyDetails", [NameInvented, PhoneInvented, AddressInvented, AddressIncomplete, PhoneOnly], _ => new PartyDetailsRule());

    public override void Apply(RuleContext context)
    {
        Apply(context, PartyRole.Sender, "sender", context.Facts.Waybill.Sender);
        Apply(context, PartyRole.Recipient, "recipient", context.Facts.Waybill.Recipient);
    }

    private static void Apply(RuleContext context, PartyRole role, string path, Party party)
    {
        var invented = PartyDetails.IsInventedName(party.Name);
        if (invented)
            context.Add(NameInvented, new("姓名只有数字，或是同一个字重复。", "The name is digits alone, or one character over and over."), role, path + ".name");
        if (PartyDetails.IsInventedPhone(party.Phone))
            context.Add(PhoneInvented, new("号码末八位全同或连号，多为随手填写，请拨打核实。", "The last eight digits are alike or in a row, as typed to fill a field: call the number."), role, path + ".phone");
        var address = party.Address is { } text ? PartyDetails.Of(text, context.Party.Address, context.Lexicon) : AddressDetail.Enough;
        if (address == AddressDetail.Enough)
            return;
        if (address == AddressDetail.Invented)
            context.Add(AddressInvented, new("地址是占位用语或重复的字，不是地址。", "Words that fill a field, or one character over and over, stand where the address should."), role, path + ".address");
        else
            context.Add(AddressIncomplete, new("地址只到省、市或区县，请补充街道（乡村）和门牌。", "The address ends with its province, city or county: ask for the road or village and the number."), role, path + ".address");
        if (invented || context.Lexicon.IsVague(party.Name, VagueScope.Party))
            context.Add(PhoneOnly, new("姓名和地址都找不到人，只剩电话。", "Neither name nor address leads to anybody; only the phone is left."), role, path);
    }
}
