using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Screening.Lists;

/// <summary>What an entry is about; its <see cref="RiskListEntry.Value"/> is then a name, a number, a handle or an address.</summary>
public enum RiskListKind
{
    Person,
    Organisation,
    Phone,
    IdNumber,
    Account,
    Address,
}

/// <summary>
/// One entry of the risk list, with the columns of contract.md. Days are local days at the policy's offset, both inclusive.
/// </summary>
public sealed record RiskListEntry
{
    public required string Id { get; init; }
    public required RiskListKind Kind { get; init; }
    public required string Value { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? IdNumber { get; init; }
    public string? OrganisationCode { get; init; }
    public string? Account { get; init; }
    public string? Address { get; init; }
    public required string Source { get; init; }
    public required string Reason { get; init; }
    public required string LawfulBasis { get; init; }

    /// <summary>0-10000; outside 0-1.</summary>
    public required int Confidence { get; init; }

    public required DateOnly From { get; init; }
    public required DateOnly Until { get; init; }
    public DateOnly? ReviewDate { get; init; }
    public Audience Audience { get; init; }

    public override string ToString() => $"{Kind} entry {Id}";
}
