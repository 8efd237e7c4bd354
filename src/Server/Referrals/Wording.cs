using System.Text.Json;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Referrals;

/// <summary>How codes are called in a referral. Codes are those of contract.md; one without words stands for itself.</summary>
internal static class Wording
{
    private static readonly Dictionary<string, LocalizedText> Codes = new(StringComparer.Ordinal)
    {
        ["lane.green"] = new("绿色：常规验视", "Green: the inspection every parcel gets"),
        ["lane.yellow"] = new("黄色：核对身份或证件材料", "Yellow: check identity or papers"),
        ["lane.red"] = new("红色：逐件开箱查验", "Red: inspect every inner package"),
        ["lane.hold"] = new("紫色：停止寄递", "Hold: stopped"),
        ["severity.info"] = new("提示", "Info"),
        ["severity.low"] = new("低", "Low"),
        ["severity.medium"] = new("中", "Medium"),
        ["severity.high"] = new("高", "High"),
        ["severity.critical"] = new("严重", "Critical"),
        ["check.realName"] = new("实名登记", "Real-name registration"),
        ["check.riskList"] = new("风险名单", "Risk list"),
        ["check.contents"] = new("申报内容", "Declared contents"),
        ["check.behaviour"] = new("寄递行为", "Behaviour"),
        ["check.control"] = new("随机抽查", "Random control"),
        ["instruction.inspectAsUsual"] = new("按常规验视", "Inspect as usual"),
        ["instruction.checkPapers"] = new("核验证明材料", "Check papers"),
        ["instruction.checkIdentity"] = new("核验身份", "Check identity"),
        ["instruction.inspectThoroughly"] = new("逐件开箱查验", "Inspect thoroughly"),
        ["instruction.stopAndSecure"] = new("停止寄递并妥善保管", "Stop and secure"),
        ["instruction.doNotAccept"] = new("不予收寄", "Do not accept"),
        ["party.sender"] = new("寄件人", "Sender"),
        ["party.recipient"] = new("收件人", "Recipient"),
        ["party.agent"] = new("代寄人", "Agent posting for the sender"),
        ["party.collector"] = new("取件人", "Who took the parcel"),
        ["inspection.nothingFound"] = new("未查出问题", "nothing found"),
        ["inspection.found"] = new("查出问题", "something found"),
        ["inspection.refused"] = new("寄件人拒绝验视", "refused by the sender"),
        ["relation.recipient"] = new("收件人本人", "The recipient"),
        ["relation.household"] = new("家人", "Household"),
        ["relation.colleague"] = new("同事", "Colleague"),
        ["relation.pickupPoint"] = new("代收点", "Pickup point"),
        ["relation.other"] = new("其他代收人", "Another person"),
        ["kind.person"] = new("人员", "Person"),
        ["kind.organisation"] = new("单位", "Organisation"),
        ["kind.phone"] = new("电话", "Phone"),
        ["kind.idNumber"] = new("证件号码", "Document number"),
        ["kind.account"] = new("网络账号", "Online account"),
        ["kind.address"] = new("地址", "Address"),
        ["match.exact"] = new("原文一致", "As written"),
        ["match.variant"] = new("变体写法", "Variant spelling"),
        ["match.separated"] = new("间隔书写", "With separators"),
        ["match.homophone"] = new("同音字", "Characters that sound alike"),
        ["match.splitCharacter"] = new("拆字", "A character written as its parts"),
        ["match.lookAlike"] = new("形近字", "Characters that look alike"),
        ["match.pinyin"] = new("拼音", "Pinyin"),
        ["match.initials"] = new("拼音首字母", "Pinyin initials"),
        ["match.latinSyllable"] = new("字母代字", "A letter for a character"),
        ["match.emoji"] = new("表情符号代字", "A picture for a character"),
        ["match.none"] = new("不相符", "No match"),
        ["match.same"] = new("姓名相同", "Same name"),
        ["match.oneEdit"] = new("姓名仅一处不同", "Name with one difference"),
        ["match.romanised"] = new("姓名拼音相符", "Same name in pinyin"),
        ["match.shown"] = new("姓名的一部分一致", "Same part of the name"),
        ["match.key"] = new("标识一致", "Same identifier"),
        ["match.nameAndKey"] = new("姓名与标识一致", "Name and identifier"),
        ["contentKind.letter"] = new("信件", "Letter"),
        ["contentKind.document"] = new("文件", "Document"),
        ["contentKind.parcel"] = new("包裹", "Parcel"),
        ["channel.counter"] = new("网点柜台", "Counter"),
        ["channel.doorstep"] = new("上门收寄", "Doorstep"),
        ["channel.locker"] = new("智能快件箱", "Locker"),
        ["channel.agreement"] = new("协议客户", "Customer under agreement"),
        ["scan.acceptance"] = new("收寄", "Acceptance"),
        ["scan.departure"] = new("发出", "Departure"),
        ["scan.depot"] = new("到达网点", "Depot"),
        ["scan.handover"] = new("交接", "Handover"),
        ["scan.delivery"] = new("投递", "Delivery"),
        ["scan.return"] = new("退回", "Return"),
        ["scan.forward"] = new("转寄", "Forward"),
        ["scan.cancelled"] = new("撤单", "Cancelled"),
    };

    /// <summary>Every group of codes that has words, for the test that compares them with the enums.</summary>
    public static IReadOnlyCollection<string> Known => Codes.Keys;

    public static LocalizedText Of(string group, string code) => Codes.GetValueOrDefault($"{group}.{code}", new(code, code));

    /// <summary>Words of a code that a JSON object carries under the group's own name, or nothing.</summary>
    public static DossierValue Of(string group, JsonElement holder) =>
        holder.TryGetProperty(group, out var code) ? new DossierValue.Said(Of(group, code.GetString()!)) : new DossierValue.None();
}
