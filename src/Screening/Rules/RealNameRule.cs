using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>
/// Real-name registration of whoever posts (Express Delivery Regulations art. 22): the person, an organisation, an agent with his principal. A letter is exempt up to a
/// weight, and so is the customer of a written safety agreement while it runs. Recipients need no document.
/// </summary>
internal sealed class RealNameRule : Rule
{
    private readonly IdentityCheck identity;
    private readonly int letterGrams;

    /// <param name="parameters">
    /// <c>minorAge</c>: completed years from which a sender posts alone, 0 (nobody is asked) to 25; default 16. <c>letterGrams</c>: heaviest letter that is exempt, 0 to
    /// 5000; default 500. No text read for this project names either figure: both are for the operator to confirm.
    /// </param>
    private RealNameRule(RuleParameters parameters)
    {
        identity = new(parameters.Number("minorAge", 16, 0, 25));
        letterGrams = parameters.Number("letterGrams", 500, 0, 5_000);
    }

    public static RuleKind Kind { get; } = new("realName", RealNameCodes.All, parameters => new RealNameRule(parameters));

    public override void Apply(RuleContext context)
    {
        var (waybill, facts) = (context.Facts.Waybill, context.Facts);
        if (facts.Collector?.Person?.Document is { Problem: not IdNumberProblem.None })
            context.Add(RealNameCodes.CollectorNumberInvalid, new("代收人出示的证件号码不合规则，请当面核对证件。", "The number of the collector's document breaks its rule: look at the document."), PartyRole.Collector, "collector.idNumber");
        if (IsExemptLetter(context, waybill) || (waybill.Channel == Channel.Agreement && AgreementCheck.Covers(context)))
            return;
        identity.Apply(context, PartyRole.Sender, "sender", waybill.Sender, facts.SenderRegistration);
        if (waybill.Sender.Agent is not { } agent)
            return;
        identity.Apply(context, PartyRole.Agent, "sender.agent", agent, facts.AgentRegistration);
        CompareWithPrincipal(context, agent, waybill.Sender);
    }

    private bool IsExemptLetter(RuleContext context, Waybill waybill)
    {
        if (waybill.ContentKind != ContentKind.Letter)
            return false;
        var items = 0L;
        for (var i = 0; i < waybill.Items.Count; i++)
            items += waybill.Items[i].Weight ?? 0;
        if (Math.Max(waybill.Weight ?? 0, items) <= letterGrams)
            return true;
        context.Add(
            RealNameCodes.LetterTooHeavy,
            new($"申报为信件，但重量超过{letterGrams}克，按包裹核验寄件人身份。", $"Declared as a letter but heavier than {letterGrams} g: the sender is checked as for a parcel."),
            PartyRole.Sender,
            "contentKind");
        return false;
    }

    /// <summary>Both identities are kept, so both must be there, and be two.</summary>
    private static void CompareWithPrincipal(RuleContext context, Party agent, Party principal)
    {
        var (ofAgent, ofPrincipal) = (context.Facts.AgentRegistration, context.Facts.SenderRegistration);
        if (Same(agent.Document?.Key, principal.Document?.Key)
            || Same(ofAgent?.NumberKey, ofPrincipal?.NumberKey)
            || (Same(RegistrationLookup.PhoneKeyOf(agent), RegistrationLookup.PhoneKeyOf(principal)) && PersonNames.Agree(agent.Name, principal.Name)))
        {
            context.Add(
                RealNameCodes.AgentIsPrincipal,
                new("代寄人与委托人是同一人，请核对究竟由谁寄件。", "Agent and principal are the same person: check who really posts."),
                PartyRole.Agent,
                "sender.agent");
        }
        else if (agent.Document is null && principal.Document is not null && ofAgent?.Answer is not RegistryAnswer.Found)
        {
            context.Add(
                RealNameCodes.AgentWithoutDocument,
                new("委托人有证件，代寄人没有：双方身份都须登记。", "The principal's document is given, the agent's is not: both identities are registered."),
                PartyRole.Agent,
                "sender.agent.idNumber");
        }

        static bool Same(string? one, string? other) => one is not null && one == other;
    }
}
