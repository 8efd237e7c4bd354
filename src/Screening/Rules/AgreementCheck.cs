using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Whether a written safety agreement covers the sender: its number, its days and whose it is. Who is not covered is checked like any other, with the reason as a finding.
/// </summary>
internal static class AgreementCheck
{
    public static bool Covers(RuleContext context)
    {
        if (context.Facts.Waybill.Agreement is not { } declared)
        {
            context.Add(RealNameCodes.AgreementMissing, new("渠道为协议客户，但运单没有协议编号。", "The channel is agreement, but the waybill names none."), PartyRole.Sender, "agreement");
            return false;
        }

        // Nobody asked (command line without --agreements): what the waybill says is all there is.
        if (context.Facts.Agreement is not { } record)
            return IsInForce(context, null, declared.Until);
        if (record.Answer != RegistryAnswer.Found)
        {
            context.Add(
                RealNameCodes.AgreementUnknown,
                new("没有这一编号的安全协议，须按普通寄件人核验身份。", "There is no safety agreement of this number; the sender is checked like any other."),
                PartyRole.Sender,
                "agreement.number");
            return false;
        }

        if (!IsInForce(context, record.From, record.Until) || !IsOfSender(context, record))
            return false;
        if (declared.Until is { } until && until != record.Until)
        {
            context.Add(
                RealNameCodes.AgreementDatesDiffer,
                new("运单上的协议到期日与协议记录不一致，以记录为准。", "The agreement's end on the waybill is not that of its record; the record counts."),
                PartyRole.Sender,
                "agreement.until");
        }

        return true;
    }

    private static bool IsInForce(RuleContext context, DateOnly? from, DateOnly? until)
    {
        if (from > context.Today)
        {
            context.Add(
                RealNameCodes.AgreementExpired,
                new($"安全协议自{from:yyyy-MM-dd}起生效，须按普通寄件人核验身份。", $"The safety agreement begins on {from:yyyy-MM-dd}; the sender is checked like any other."),
                PartyRole.Sender,
                "agreement");
            return false;
        }

        if (until is null || until >= context.Today)
            return true;
        context.Add(
            RealNameCodes.AgreementExpired,
            new($"安全协议已于{until:yyyy-MM-dd}到期，须按普通寄件人核验身份。", $"The safety agreement ended on {until:yyyy-MM-dd}; the sender is checked like any other."),
            PartyRole.Sender,
            "agreement.until");
        return false;
    }

    /// <summary>By the document, the organisation code or the registration of the sender, whichever there is.</summary>
    private static bool IsOfSender(RuleContext context, AgreementFact record)
    {
        var sender = context.Facts.Waybill.Sender;
        var organisation = IdNumber.Normalise(sender.OrganisationCode) is { } code ? IdNumber.KeyOf(code) : null;
        var registered = context.Facts.SenderRegistration?.NumberKey;
        if (record.CustomerKey is { } customer && (customer == sender.Document?.Key || customer == organisation || customer == registered))
            return true;
        if (sender.Document is null && organisation is null && registered is null)
        {
            context.Add(
                RealNameCodes.AgreementUnproven,
                new("运单没有证件或单位代码，电话也查不到登记，无法确认寄件人就是协议客户。", "No document, no organisation code and no registration of the phone: nothing shows that the sender is the agreement's customer."),
                PartyRole.Sender,
                "agreement.number");
        }
        else
        {
            context.Add(
                RealNameCodes.AgreementForeign,
                new("该安全协议是与另一客户签订的，须核验寄件人身份。", "The safety agreement was made with another customer: check the sender's identity."),
                PartyRole.Sender,
                "agreement.number");
        }

        return false;
    }
}
