using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Screening.Rules;

/// <summary>What the real-name rule can find, by who posts.</summary>
public static class RealNameCodes
{
    // Whoever posts.
    public static readonly FindingCode NotRegistered = Code("notRegistered", "未实名登记", "Not registered");
    public static readonly FindingCode NotCheckable = Code("notCheckable", "无法核验身份", "Identity not checkable");
    public static readonly FindingCode NameDiffers = Code("nameDiffers", "姓名与登记不符", "Name differs from the registration");
    public static readonly FindingCode DocumentExpired = Code("documentExpired", "证件已过期", "Document expired");
    public static readonly FindingCode DocumentInvalid = Code("documentInvalid", "证件已挂失或失效", "Document reported lost or revoked");
    public static readonly FindingCode NumberInvalid = Code("numberInvalid", "证件号码不合规则", "Document number breaks its rule");
    public static readonly FindingCode TypeDiffers = Code("typeDiffers", "证件类型与登记不符", "Document type differs from the registration");
    public static readonly FindingCode NumberDiffers = Code("numberDiffers", "证件号码与登记不符", "Document number differs from the registration");
    public static readonly FindingCode Minor = Code("minor", "未成年人寄件", "A minor posts");

    // An organisation.
    public static readonly FindingCode OrganisationCodeDoubtful = Code("organisationCodeDoubtful", "统一社会信用代码存疑", "Organisation code doubtful");
    public static readonly FindingCode ResponsibleMissing = Code("responsibleMissing", "单位未登记负责人", "Organisation without a responsible person");

    // An agent for a principal.
    public static readonly FindingCode AgentIsPrincipal = Code("agentIsPrincipal", "代寄人与委托人为同一人", "Agent and principal are one person");
    public static readonly FindingCode AgentWithoutDocument = Code("agentWithoutDocument", "代寄人未提供证件", "Agent without a document");

    // An agreement customer.
    public static readonly FindingCode AgreementMissing = Code("agreementMissing", "缺少安全协议", "Safety agreement missing");
    public static readonly FindingCode AgreementExpired = Code("agreementExpired", "安全协议不在有效期内", "Safety agreement not in force");
    public static readonly FindingCode AgreementUnknown = Code("agreementUnknown", "安全协议编号不存在", "Safety agreement unknown");
    public static readonly FindingCode AgreementForeign = Code("agreementForeign", "安全协议属于他人", "Safety agreement of somebody else");
    public static readonly FindingCode AgreementUnproven = Code("agreementUnproven", "无法确认为协议客户", "Not shown to be the agreement's customer");
    public static readonly FindingCode AgreementDatesDiffer = Code("agreementDatesDiffer", "安全协议到期日不一致", "Agreement's end differs");

    // Whoever takes a parcel for its recipient.
    public static readonly FindingCode CollectorNumberInvalid = Code("collectorNumberInvalid", "代收人证件号码不合规则", "Collector's document number breaks its rule");

    // A letter.
    public static readonly FindingCode LetterTooHeavy = Code("letterTooHeavy", "信件超重", "Too heavy for a letter");

    public static IReadOnlyList<FindingCode> All { get; } =
    [
        NotRegistered, NotCheckable, NameDiffers, DocumentExpired, DocumentInvalid, NumberInvalid, TypeDiffers, NumberDiffers, Minor,
        OrganisationCodeDoubtful, ResponsibleMissing,
        AgentIsPrincipal, AgentWithoutDocument,
        AgreementMissing, AgreementExpired, AgreementUnknown, AgreementForeign, AgreementUnproven, AgreementDatesDiffer,
        CollectorNumberInvalid,
        LetterTooHeavy,
        .. AuthorityAnswer.Codes,
    ];

    private static FindingCode Code(string name, string zh, string en) => new("realName." + name, Check.RealName, zh, en);
}
