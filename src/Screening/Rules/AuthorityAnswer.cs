using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// What the authority said of the registered document: a part of the real-name rule. No answer is no reason to refuse anybody, but the papers are looked at; a number that is
/// another person's, and a document reported lost, are the mismatch that the law says not to accept (Express Delivery Regulations art. 22).
/// </summary>
public static class AuthorityAnswer
{
    /// <summary>The one finding that an answer ends; all others are answers.</summary>
    public const string NotConfirmedCode = "realName.notConfirmed";

    private static readonly FindingCode NotConfirmed = new(NotConfirmedCode, Check.RealName, "身份尚未核实", "Identity not confirmed");
    private static readonly FindingCode NameDiffers = new("realName.authorityNameDiffers", Check.RealName, "证件号码属于他人", "Document number is another person's");
    private static readonly FindingCode NumberUnknown = new("realName.authorityNumberUnknown", Check.RealName, "证件号码查无此号", "Document number unknown to the authority");
    private static readonly FindingCode DocumentLost = new("realName.authorityDocumentLost", Check.RealName, "证件已向主管机关挂失", "Document reported lost to the authority");
    private static readonly FindingCode DocumentExpired = new("realName.authorityDocumentExpired", Check.RealName, "主管机关称证件已过期", "Document expired, says the authority");

    internal static IReadOnlyList<FindingCode> Codes { get; } = [NotConfirmed, NameDiffers, NumberUnknown, DocumentLost, DocumentExpired];

    internal static void Apply(RuleContext context, PartyRole role, string path, IdentityConfirmation confirmation)
    {
        switch (confirmation)
        {
            case IdentityConfirmation.Confirmed:
                return;
            case IdentityConfirmation.Waiting:
                context.Add(NotConfirmed, new("主管机关尚未核实此人身份，请查验证件原件。", "The authority has not confirmed this person's identity: check papers."), role, path);
                return;
            case IdentityConfirmation.NameDiffers:
                context.Add(NameDiffers, new("主管机关答复：该证件号码登记在他人名下，姓名不符。", "The authority answered that this document number belongs to another name."), role, path + ".name");
                return;
            case IdentityConfirmation.NumberUnknown:
                context.Add(NumberUnknown, new("主管机关答复：没有这个证件号码，请对照证件原件核对登记。", "The authority answered that there is no such document number: compare the registration with the document."), role, path);
                return;
            case IdentityConfirmation.DocumentLost:
                context.Add(DocumentLost, new("主管机关答复：该证件已挂失。", "The authority answered that this document was reported lost."), role, path);
                return;
            case IdentityConfirmation.DocumentExpired:
                context.Add(DocumentExpired, new("主管机关答复：该证件已过期，须核验新证件。", "The authority answered that this document has expired: check a current one."), role, path);
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(confirmation));
        }
    }
}
