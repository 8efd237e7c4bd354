using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Alerts;

/// <summary>A kind of alert: what it is called, and what the supervisor does next.</summary>
internal sealed record AlertType(string Code, LocalizedText Text, LocalizedText Next);

/// <summary>All kinds of alert. A new one is a line here; its code is stored, so a code is never given a second meaning.</summary>
internal static class AlertTypes
{
    public static readonly AlertType Contents = new(
        "contents",
        new("申报内容可疑", "Suspicious contents"),
        new("核对实物与申报内容，拆检全部内件并拍照；确认后放行，或停止寄递并妥善保管。", "Compare the goods with the declaration, open and photograph every inner package; then release or hold."));

    public static readonly AlertType Identity = new(
        "identity",
        new("实名信息有误", "Identity problem"),
        new("核对寄件人证件原件与实名登记；一致后放行，不一致则停止寄递并妥善保管。", "Check the sender's original document against the registration; release when it fits, hold when it does not."));

    public static readonly AlertType RiskList = new(
        "riskList",
        new("风险名单命中", "Risk list match"),
        new("不要告知寄件人；先确认是否同一人，再决定停止发运并保管，或放行。", "Do not tell the sender; first confirm that it is the same person, then stop and secure the parcel, or release it."));

    public static readonly AlertType Behaviour = new(
        "behaviour",
        new("寄递行为异常", "Unusual behaviour"),
        new("不要告知寄件人；查看同一电话、地址的往来，再决定拆检或放行。", "Do not tell the sender; look at what else was sent from this phone and address, then inspect or release."));

    /// <summary>Never for the depot's eyes.</summary>
    public static readonly AlertType Conduct = new(
        "conduct",
        new("网点操作异常", "Conduct at the depot"),
        new(
            "不要告知网点；比对改动前后的申报、该账号近期的扫描和监控录像，必要时派非本网点人员复检此件。",
            "Do not tell the depot; compare what was declared before and after, the account's recent scans and the camera, and have the parcel re-inspected by people from outside if need be."));

    public static readonly AlertType Control = new(
        "control",
        new("随机抽查", "Random control"),
        new("按抽查要求拆检并拍照，记录结果后放行。", "Inspect and photograph as for any control parcel, record the result, then release."));

    public static readonly IReadOnlyList<AlertType> All = [Contents, Identity, RiskList, Behaviour, Conduct, Control];

    private static readonly Dictionary<string, AlertType> ByCode = All.ToDictionary(type => type.Code);

    public static AlertType? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The kind of alert that findings of a check raise.</summary>
    public static AlertType For(Check check) => check switch
    {
        Check.Contents => Contents,
        Check.RealName => Identity,
        Check.RiskList => RiskList,
        Check.Behaviour => Behaviour,
        Check.Control => Control,
    };

    /// <summary>About what lies on the counter anyway: the courier may be told that such a parcel is stopped.</summary>
    public static bool IsOpen(string code) => code == Contents.Code || code == Identity.Code;
}
