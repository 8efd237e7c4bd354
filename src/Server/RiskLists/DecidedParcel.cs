using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>What a decision was made on and what it found.</summary>
/// <param name="Depot">Where it was made: who may see its findings depends on it.</param>
/// <param name="Facts">Null when they were erased; then there are no findings either.</param>
internal sealed record DecidedParcel(string Depot, ParcelFacts? Facts, IReadOnlyList<Finding> Findings)
{
    /// <summary>The findings about the list that this audience may see.</summary>
    public IEnumerable<Finding> ListFindings(Audience highest) => Findings.Where(f => f.Check == Check.RiskList && f.Entry is not null && f.Party is not null && f.Audience <= highest);

    public override string ToString() => $"decision at {Depot}";
}

/// <summary>Reads a decision; null when there is none. The lists come before screenings in the order of features, so the screenings register this.</summary>
internal delegate Task<DecidedParcel?> DecidedParcelReader(Guid decisionId, CancellationToken ct);
