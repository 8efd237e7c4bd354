using System.Data.Common;
using LogisticsScreening.Screening;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Screenings;

/// <summary>A parcel as it stands, and the moment it is looked at.</summary>
internal sealed record ParcelScan(Guid WaybillId, Waybill Waybill, int Issue, int Version, Guid? ScanId, ScanKind Kind, string Depot, Rewording? Rewording = null)
{
    /// <summary>Who took it, at a delivery.</summary>
    public Collector? Collector { get; init; }

    /// <summary>Why it is decided on without a scan.</summary>
    public InspectionFact? Inspection { get; init; }

    public override string ToString() => $"scan {ScanId}";
}

/// <summary>The shell round the core: gathers the facts of a parcel, lets the core decide under the policy in force, and hands over rows that are ready to write.</summary>
internal sealed class ScreeningDesk(
    PolicySnapshot policies,
    KeyRing keys,
    FieldCipher cipher,
    DecisionWriter writer,
    AlertSignal alerts,
    TimeProvider clock,
    PostingStore postings,
    BlindIndex index,
    RegistrationReader? registry = null,
    AgreementReader? agreements = null,
    IdentityWaits? waits = null)
{
    /// <summary>The number rules in force, for whoever reads a waybill.</summary>
    public DocumentTypes Documents => policies.Current.Documents;

    /// <summary>Whether that is the id of a species in the reference data.</summary>
    public bool IsSpecies(string id) => policies.Current.Lexicon.Data.Species.Any(species => species.Id == id);

    public async Task<PreparedDecision> DecideAsync(ParcelScan scan, CancellationToken ct)
    {
        var (now, policy) = (clock.GetUtcNow(), policies.Current);
        var sender = await LookUpAsync(scan.Waybill.Sender, ct);
        var posting = policy.HistoryWindows is null ? null : PostingKeys.Of(scan.Waybill, sender, scan.Collector, index);
        var facts = new ParcelFacts
        {
            Waybill = scan.Waybill,
            Issue = scan.Issue,
            Version = scan.Version,
            Scan = scan.Kind,
            Depot = scan.Depot,
            SenderRegistration = sender,
            Agreement = agreements is not null && scan.Waybill is { Channel: Channel.Agreement, Agreement: { } agreement } ? await agreements(agreement.Number, ct) : null,
            History = posting is null ? null : await postings.FindAsync(scan.WaybillId, posting, scan.Depot, policy.HistoryWindows!, now, ct),
            Rewording = scan.Rewording,
            Collector = scan.Collector,
            Inspection = scan.Inspection,
            AgentRegistration = scan.Waybill.Sender.Agent is { } agent ? await LookUpAsync(agent, ct) : null,
        };
        var seed = Screener.SeedOf(keys.Newest(KeyUse.Control).Secret, scan.Waybill.Carrier, scan.Waybill.Number, scan.Issue);
        var started = clock.GetTimestamp();
        var prepared = PreparedDecision.Make(Guid.CreateVersion7(now), scan.ScanId, scan.WaybillId, facts, policy, now, seed, cipher);
        return prepared with
        {
            Posting = scan.Kind == ScanKind.Cancelled ? null : posting,
            Waits = waits?.Of(facts, prepared.Decision) ?? [],
            Uses = RegistrationUses.Of(facts, index),
            Took = clock.GetElapsedTime(started),
        };
    }

    /// <inheritdoc cref="DecisionWriter.Write"/>
    public (ParcelState State, bool Alerted) Write(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, bool isAnswered = false) =>
        writer.Write(connection, transaction, prepared, clock.GetUtcNow(), isAnswered);

    /// <inheritdoc cref="DecisionWriter.ReportLimit"/>
    public void ReportLimit(DbConnection connection, DbTransaction transaction, PreparedDecision prepared, LocalizedText headline, Shown shown) =>
        writer.ReportLimit(connection, transaction, prepared, headline, shown);

    /// <summary>To be called after the commit.</summary>
    public void Committed(PreparedDecision prepared, bool alerted)
    {
        Telemetry.RecordScan(EnumText<Lane>.Of(prepared.Decision.Lane), prepared.Took);
        if (alerted)
            alerts.Raised();
    }

    private async Task<RegistrationFact?> LookUpAsync(Party party, CancellationToken ct)
    {
        if (registry is null)
            return null;
        var found = await AskAsync(registry, RegistrationLookup.KeyOf(party), ct);
        return RegistrationLookup.Answer(party, found, found.Count == 0 ? await AskAsync(registry, RegistrationLookup.SecondKeyOf(party), ct) : null);
    }

    private static async Task<IReadOnlyList<Registration>> AskAsync(RegistrationReader registry, RegistrationKey key, CancellationToken ct) =>
        key.IsUsable ? await registry(key, ct) : [];
}
