using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Server.Declarations;

namespace LogisticsScreening.Server.Screenings;

/// <summary>The policy in force on this node: one immutable object, swapped as a whole. Readers take it once per decision.</summary>
internal sealed class PolicySnapshot(ReferenceData reference)
{
    private volatile ScreeningPolicy current = reference.Compile(RiskList.Empty);

    public ScreeningPolicy Current => current;

    public void Replace(RiskList list) => current = current.With(list);
}
