using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>What a rule sees and where it reports. One per thread, reused from screening to screening.</summary>
public sealed class RuleContext
{
    public const int MostOfOneCode = 100;

    private readonly byte[] seed = new byte[Screener.SeedBytes];
    private readonly List<Finding> findings = [];
    private IReadOnlyDictionary<string, Outcome> outcomes = null!;
    private TimeSpan utcOffset;

    internal RuleContext()
    {
    }

    public ParcelFacts Facts { get; private set; } = null!;

    public CompiledLexicon Lexicon { get; private set; } = null!;

    public DocumentTypes Documents { get; private set; } = null!;

    public RiskList List { get; private set; } = null!;

    internal NameRarity Rarity { get; private set; } = null!;

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Its local day at the policy's offset.</summary>
    public DateOnly Today { get; private set; }

    public ReadOnlySpan<byte> Seed => seed;

    public DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(utcOffset).DateTime);

    /// <summary>Words found in the declared texts, read once for all rules.</summary>
    internal DeclaredWords Words { get; } = new();

    /// <summary>Where the risk list rule reads one party after the other.</summary>
    internal PartyReading Party { get; } = new();

    internal IReadOnlyList<Finding> Findings => findings;

    /// <summary>Reports a finding; the policy says what it leads to. The same evidence under the same code is reported once, and no code more than
    /// <see cref="MostOfOneCode"/> times for one party and audience: a hostile text must not grow the decision without bound, and the lane depends on the code alone.</summary>
    public void Add(
        FindingCode code,
        LocalizedText explanation,
        PartyRole? party = null,
        string? field = null,
        string? text = null,
        int? start = null,
        int? length = null,
        string? entry = null,
        int? score = null,
        string? tier = null,
        Audience audience = Audience.Depot)
    {
        var sameCode = 0;
        foreach (var known in findings)
        {
            if (known.Code == code.Code && known.Party == party && known.Audience == audience && ++sameCode == MostOfOneCode)
                return;
            if (known.Code == code.Code && known.Party == party && known.Field == field && known.Entry == entry && known.Start == start)
                return;
        }

        var outcome = outcomes[code.Code];
        findings.Add(new()
        {
            Check = code.Check,
            Code = code.Code,
            Severity = outcome.Severity,
            Lane = outcome.Lane,
            Instruction = outcome.Instruction,
            Party = party,
            Field = field,
            Text = text,
            Start = start,
            Length = length,
            Explanation = explanation,
            LegalBasis = outcome.LegalBasis,
            Entry = entry,
            Score = score,
            Tier = tier,
            Audience = audience,
        });
    }

    /// <summary>The entry was found for that party already, by another code than one that says less.</summary>
    internal bool Found(string entry, PartyRole party, FindingCode except) => findings.Exists(known => known.Entry == entry && known.Party == party && known.Code != except.Code);

    /// <summary>The entry was found for any party by that code.</summary>
    internal bool Found(string entry, FindingCode by) => findings.Exists(known => known.Entry == entry && known.Code == by.Code);

    internal void Begin(
        ParcelFacts facts,
        CompiledLexicon lexicon,
        DocumentTypes documents,
        RiskList list,
        NameRarity rarity,
        IReadOnlyDictionary<string, Outcome> policyOutcomes,
        TimeSpan localOffset,
        DateTimeOffset now,
        ReadOnlySpan<byte> parcelSeed)
    {
        (Facts, Lexicon, Documents, List, Rarity, outcomes, Now) = (facts, lexicon, documents, list, rarity, policyOutcomes, now);
        utcOffset = localOffset;
        Today = LocalDay(now);
        parcelSeed.CopyTo(seed);
        findings.Clear();
        Words.Read(facts.Waybill, lexicon);
    }

    /// <summary>The findings in their one order; the context forgets the parcel.</summary>
    internal Finding[] End()
    {
        var result = findings.Count == 0 ? [] : findings.ToArray();
        Array.Sort(result, CompareFindings);
        findings.Clear();
        Words.Clear();
        Party.Clear();
        (Facts, Lexicon, Documents, List, Rarity) = (null!, null!, null!, null!, null!);
        return result;
    }

    private static int CompareFindings(Finding a, Finding b)
    {
        var order = b.Lane.CompareTo(a.Lane);
        order = order != 0 ? order : b.Severity.CompareTo(a.Severity);
        order = order != 0 ? order : a.Check.CompareTo(b.Check);
        order = order != 0 ? order : string.CompareOrdinal(a.Code, b.Code);
        order = order != 0 ? order : Nullable.Compare(a.Party, b.Party);
        order = order != 0 ? order : string.CompareOrdinal(a.Field, b.Field);
        order = order != 0 ? order : Nullable.Compare(a.Start, b.Start);
        return order != 0 ? order : string.CompareOrdinal(a.Entry, b.Entry);
    }
}
