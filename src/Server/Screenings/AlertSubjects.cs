using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Screenings;

/// <summary>What an alert shows of its parcel and decision: personal data masked, findings of a stricter audience left out, and the lane those left over ask for.</summary>
internal sealed class AlertSubjects(DecisionStore decisions, ReferenceData reference)
{
    public async Task<AlertSubject?> ReadAsync(Guid waybillId, Guid decisionId, Audience highest, CancellationToken ct)
    {
        var details = await decisions.FindAsync(decisionId, ct);
        if (details?.Content is not { } content || details.WaybillId != waybillId)
            return null;
        var findings = content.Decision.Findings.Where(f => f.Audience <= highest).ToList();
        var (lane, instruction, _) = Verdict.Of(findings, content.Facts.Scan);
        return new()
        {
            Waybill = Masked(waybillId, content.Facts.Waybill) with { Collector = content.Facts.Collector?.Person is { } collector ? Masked(collector) : null },
            Decision = new()
            {
                Id = details.Id,
                DecidedAt = details.DecidedAt,
                Lane = lane,
                Instruction = instruction,
                PolicyVersion = content.Decision.PolicyVersion,
                ListVersion = content.Decision.ListVersion,
                EngineVersion = content.Decision.EngineVersion,
                DecisionHash = details.DecisionHash,
            },
            Findings = [.. findings.Select(finding => Shown(finding) with { Word = WordOf(finding) })],
        };
    }

    private FindingWord? WordOf(Finding finding) =>
        finding.Entry is { } id && finding.Check is not Check.RiskList && ReferenceEntry.Find(reference.Lexicon, id) is { } entry
            ? new(entry.Term, entry.Tier, entry.Reason, entry.Source)
            : null;

    private static AlertWaybill Masked(Guid id, Waybill waybill) => new()
    {
        WaybillId = id,
        Number = waybill.Number,
        Carrier = waybill.Carrier,
        Sender = Masked(waybill.Sender),
        Recipient = Masked(waybill.Recipient),
        Items = [.. waybill.Items.Select(i => new AlertItem
        {
            Description = i.Description,
            Nature = i.Nature,
            Quantity = i.Quantity,
            Unit = i.Unit,
            Weight = i.Weight,
            Value = i.Value?.Amount,
            Currency = i.Value?.Currency,
        })],
        Remarks = waybill.Remarks,
        Weight = waybill.Weight,
        Pieces = waybill.Pieces,
        CreatedAt = waybill.CreatedAt,
    };

    private static AlertParty Masked(Party party) => new(Mask.Name(party.Name), Mask.Phone(party.Phone), Mask.Address(party.Address ?? ""));

    public static AlertFinding Shown(Finding f) => new()
    {
        Check = f.Check,
        Code = f.Code,
        Severity = f.Severity,
        Party = f.Party is { } party ? EnumText<PartyRole>.Of(party) : null,
        Field = f.Field,
        Text = f.Text,
        Start = f.Start,
        Length = f.Length,
        Explanation = f.Explanation,
        LegalBasis = f.LegalBasis,
        Entry = f.Entry,
        Score = f.Score / 10_000d,
        Tier = f.Tier,
    };
}
