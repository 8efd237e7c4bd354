using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>One person or organisation who posts: the document on the waybill, the registration, and whether the two say the same.</summary>
internal sealed class IdentityCheck(int minorAge)
{
    public void Apply(RuleContext context, PartyRole role, string path, Party party, RegistrationFact? registration)
    {
        if (party.Document is { Problem: not IdNumberProblem.None } document)
            AddNumberProblem(context, role, path, document);
        switch (registration?.Answer)
        {
            case null:
                return;
            case RegistryAnswer.NotFound:
                context.Add(
                    RealNameCodes.NotRegistered,
                    new("登记库中没有此人的实名登记，须当面核验证件并登记。", "The registry holds no record of this person: check the document face to face and register."),
                    role,
                    path);
                return;
            case RegistryAnswer.NotCheckable:
                context.Add(
                    RealNameCodes.NotCheckable,
                    new("运单未提供证件，电话号码为隐私或虚拟号码，无法查到登记。", "No document on the waybill, and the phone is masked, virtual or unreadable: no registration can be looked up."),
                    role,
                    path + ".phone");
                return;
            case RegistryAnswer.Found:
                AddRecordProblems(context, role, path, party, registration);
                if (party.Document is { } shown)
                    CompareDocuments(context, role, path, shown, registration);
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(registration));
        }
    }

    private void AddRecordProblems(RuleContext context, PartyRole role, string path, Party party, RegistrationFact registration)
    {
        if (registration.Status is RegistrationStatus.Lost or RegistrationStatus.Revoked)
            context.Add(RealNameCodes.DocumentInvalid, new("登记的证件已挂失或被撤销。", "The registered document was reported lost or revoked."), role, path);
        else if (registration.Status == RegistrationStatus.Expired || LastDay(context, registration) < context.Today)
            context.Add(RealNameCodes.DocumentExpired, new("登记的证件已过有效期，须核验新证件。", "The registered document has expired: check a current one."), role, path);

        if (registration.Name is { } registered && !PersonNames.IsHidden(party.Name) && !PersonNames.Agree(party.Name, registered))
            context.Add(RealNameCodes.NameDiffers, new("寄件人姓名与实名登记的姓名不一致。", "The sender's name is not the name of the registration."), role, path + ".name");
        if (registration is { IdType: IdType.Organisation, ResponsibleKey: null })
            context.Add(RealNameCodes.ResponsibleMissing, new("单位寄件须登记负责人身份，登记中没有。", "An organisation posts with a responsible person; its registration names none."), role, path);
        if (registration is { Status: RegistrationStatus.Active, Confirmation: { } confirmation })
            AuthorityAnswer.Apply(context, role, path, confirmation);
        if (registration.BornOn is { } born && born.AddYears(minorAge) > context.Today)
            context.Add(RealNameCodes.Minor, new($"寄件人未满{minorAge}周岁，请核对监护人。", $"Whoever posts is under {minorAge}: check the guardian."), role, path);
    }

    private static DateOnly? LastDay(RuleContext context, RegistrationFact registration) => registration.IdType is { } type
        ? context.Documents[type].LastDay(registration.ValidUntil, registration.RegisteredAt is { } at ? context.LocalDay(at) : null)
        : registration.ValidUntil;

    /// <summary>One person, two documents: a new passport as well as a borrowed card, so a reason to look, not to refuse.</summary>
    private static void CompareDocuments(RuleContext context, PartyRole role, string path, IdNumber document, RegistrationFact registration)
    {
        if (registration.NumberKey is { } number && number != document.Key)
        {
            context.Add(
                RealNameCodes.NumberDiffers,
                new("运单的证件未登记；该电话下同名登记的证件号码与其不同。", "The document on the waybill is not registered; the registration of that phone and name has another number."),
                role,
                path + ".idNumber");
        }
        else if (registration.IdType is { } type && type != document.Type)
        {
            var (declared, registered) = (context.Documents[document.Type], context.Documents[type]);
            context.Add(
                RealNameCodes.TypeDiffers,
                new($"运单写的是{declared.Zh}，登记的是{registered.Zh}。", $"The waybill says {declared.En}, the registration {registered.En}."),
                role,
                path + ".idType");
        }
    }

    private static void AddNumberProblem(RuleContext context, PartyRole role, string path, IdNumber document)
    {
        // Some real organisation codes fail their check digit (domain.md section 4): a warning of its own.
        if (document is { Type: IdType.Organisation, Problem: IdNumberProblem.CheckDigit })
        {
            context.Add(
                RealNameCodes.OrganisationCodeDoubtful,
                new("统一社会信用代码校验位不符，请核对。", "The organisation code fails its check digit: compare it with the licence."),
                role,
                path + ".idNumber");
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
        context.Add(RealNameCodes.NumberInvalid, new($"证件号码不合规则：{zh}。", $"The document number breaks its rule: {en}."), role, path + ".idNumber");
    }
}
