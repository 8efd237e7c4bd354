using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Rules;

namespace LogisticsScreening.Screening.Policies;

/// <summary>Everything a decision depends on besides the parcel, compiled and immutable. Made by <see cref="PolicyCompiler"/>.</summary>
public sealed class ScreeningPolicy
{
    internal ScreeningPolicy(
        string version,
        TimeSpan utcOffset,
        IReadOnlyList<Rule> rules,
        IReadOnlyDictionary<string, Outcome> outcomes,
        CompiledLexicon lexicon,
        DocumentTypes documents,
        RiskList list,
        NameRarity rarity)
    {
        Version = version;
        UtcOffset = utcOffset;
        Rules = [.. rules];
        HistoryWindows = Rules.OfType<BehaviourRule>().FirstOrDefault()?.Windows;
        Outcomes = outcomes;
        Lexicon = lexicon;
        Documents = documents;
        List = list;
        Rarity = rarity;
    }

    /// <summary>Hex SHA-256 over the policy file and the reference data; the risk list has a version of its own.</summary>
    public string Version { get; }

    public CompiledLexicon Lexicon { get; }

    /// <summary>Documents and their number rules.</summary>
    public DocumentTypes Documents { get; }

    public RiskList List { get; }

    internal TimeSpan UtcOffset { get; }

    internal Rule[] Rules { get; }

    internal NameRarity Rarity { get; }

    /// <summary>What the shell counts of earlier parcels; null when no rule asks for it.</summary>
    public HistoryWindows? HistoryWindows { get; }

    /// <summary>What each finding code leads to.</summary>
    public IReadOnlyDictionary<string, Outcome> Outcomes { get; }

    public DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(UtcOffset).DateTime);

    /// <summary>The same policy over another list: what happens when the list changes while the server runs.</summary>
    public ScreeningPolicy With(RiskList list) => new(Version, UtcOffset, Rules, Outcomes, Lexicon, Documents, list, Rarity);
}
