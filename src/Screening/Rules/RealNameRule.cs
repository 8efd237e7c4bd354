using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Real-name registration of the sender, and of the agent who posts for him (Express Delivery Regulations art. 22). Letters are exempt, and so are customers
/// with a written safety agreement while it runs. Recipients need no document.
/// </summary>
internal sealed class RealNameRule : Rule
{
    private static readonly FindingCode NotRegistered = new("realName.notRegistered", Check.RealName, "未实名登记", "Not registered");
    private static readonly FindingCode NameDiffers = new("realName.nameDiffers", Check.RealName, "姓名与登记不符", "Name differs from the registration");
    private static readonly FindingCode DocumentExpired = new("realName.documentExpired", Check.RealName, "证件已过期", "Document expired");
    private static readonly FindingCode DocumentInvalid = new("realName.documentInvalid", Check.RealName, "证件已挂失或失效", "Document reported lost or revoked");
    private static readonly FindingCode NumberInvalid = new("realName.numberInvalid", Check.RealName, "证件号码不合规则", "Document number breaks its rule");
    private static readonly FindingCode OrganisationCodeDoubtful = new("realName.organisationCodeDoubtful", Check.RealName, "统一社会信用代码存疑", "Organisation code doubtful");
    private static readonly FindingCode NotCheckable = new("realName.notCheckable", Check.RealName, "无法核验身份", "Identity not checkable");
    private static readonly FindingCode AgreementExpired = new("realName.agreementExpired", Check.RealName, "安全协议已到期", "Safety agreement expired");
    private static readonly FindingCode AgreementMissing = new("realName.agreementMissing", Check.RealName, "缺少安全协议", "Safety agreement missing");

    public static RuleKind Kind { get; } = new(
        "realName",
        [
            NotRegistered, NameDiffers, DocumentExpired, DocumentInvalid, NumberInvalid, OrganisationCodeDoubtful, NotCheckable, AgreementExpired, AgreementMissing,
            .. AuthorityAnswer.Codes,
        ],
        _ => new RealNameRule());

    public override void Apply(RuleContext context)
    {
        var waybill = context.Facts.Waybill;
        if (waybill.ContentKind == ContentKind.Letter || waybill.Channel == Channel.Agreement && AgreementRuns(context, waybill.Agreement))
            return;
        Apply(context, PartyRole.Sender, waybill.Sender, context.Facts.SenderRegistration);
        if (waybill.Sender.Agent is { } agent)
            Apply(context, PartyRole.Agent, agent, context.Facts.AgentRegistration);
    }

    private static bool AgreementRuns(RuleContext context, Agreement? agreement)
    {
        if (agreement is null)
        {
            context.Add(AgreementMissing, new("渠道为协议客户，但运单没有协议编号。", "The channel is agreement, but the waybill names none."), PartyRole.Sender, "agreement");
            return false;
        }

        if (agreement.Until is not { } until || until >= context.Today)
            return true;
        context.Add(
            AgreementExpired,
            new($"安全协议已于{until:yyyy-MM-dd}到期，须按普通寄件人核验身份。", $"The safety agreement ended on {until:yyyy-MM-dd}; the sender is checked like any other."),
            PartyRole.Sender,
            "agreement.until");
        return false;
    }

    private static void Apply(RuleContext context, PartyRole role, Party party, RegistrationFact? registration)
    {
        var path = role == PartyRole.Agent ? "sender.agent" : "sender";
        if (party.Document is { Problem: not IdNumberProblem.None } document)
            AddNumberProblem(context, role, path, document);
        if (registration is null)
            return;

        switch (registration.Answer)
        {
            case RegistryAnswer.NotFound:
                context.Add(NotRegistered, new("登记库中没有此人的实名登记，须当面核验证件并登记。", "The registry holds no record of this person: check the document face to face and register."), role, path);
                return;
            case RegistryAnswer.NotCheckable:
                context.Add(NotCheckable, new("运单未提供证件，电话号码为隐私或虚拟号码，无法查到登记。", "No document on the waybill, and the phone is masked, virtual or unreadable: no registration can be looked up."), role, path + ".phone");
                return;
            case RegistryAnswer.Found:
                AddRecordProblems(context, role, path, party, registration);
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(registration));
        }
    }

    private static void AddRecordProblems(RuleContext context, PartyRole role, string path, Party party, RegistrationFact registration)
    {
        if (registration.Status is RegistrationStatus.Lost or RegistrationStatus.Revoked)
        {
            context.Add(DocumentInvalid, new("登记的证件已挂失或被撤销。", "The registered document was reported lost or revoked."), role, path);
        }
        else if (registration.Status == RegistrationStatus.Expired || registration.ValidUntil < context.Today)
        {
            context.Add(DocumentExpired, new("登记的证件已过有效期，须核验新证件。", "The registered document has expired: check a current one."), role, path);
        }

        if (registration.Name is { } registered && !PersonNames.IsHidden(party.Name) && !PersonNames.Agree(party.Name, registered))
            context.Add(NameDiffers, new("寄件人姓名与实名登记的姓名不一致。", "The sender's name is not the name of the registration."), role, path + ".name");
        if (registration is { Status: RegistrationStatus.Active, Confirmation: { } confirmation })
            AuthorityAnswer.Apply(context, role, path, confirmation);
    }

    private static void AddNumberProblem(RuleContext context, PartyRole role, string path, IdNumber document)
    {
        // Some real organisation codes fail their check digit (domain.md section 4): a warning of its own.
        if (document is { Type: IdType.Organisation, Problem: IdNumberProblem.CheckDigit })
        {
            context.Add(OrganisationCodeDoubtful, new("统一社会信用代码校验位不符，请核对。", "The organisation code fails its check digit: compare it with the licence."), role, path + ".idNumber");
            return;
        }

        var (zh, en) = document.Problem switch
        {
            IdNumberProblem.Shape => ("位数或字符不对", "length or characters are wrong"),
            IdNumberProblem.CheckDigit => ("校验位不符", "the check digit does not fit"),
            IdNumberProblem.Area => ("行政区划代码不存在", "the area code does not exist"),
            IdNumberProblem.BirthDate => ("出生日期不存在", "the birth date does not exist"),
            _ => throw new ArgumentOutOfRangeException(nameof(document)),
        };
        context.Add(NumberInvalid, new($"证件号码不合规则：{zh}。", $"The document number breaks its rule: {en}."), role, path + ".idNumber");
    }
}
