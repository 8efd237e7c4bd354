using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Policies;

namespace LogisticsScreening.Server.Screenings;

/// <summary>The policy in force on this node: one immutable object, swapped as a whole. Readers take it once per decision.</summary>
internal sealed class PolicySnapshot(ScreeningPolicy policy)
{
    private volatile ScreeningPolicy current = policy;

    public ScreeningPolicy Current => current;

    public void Replace(RiskList list) => current = current.With(list);
}
