using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Inspections;

/// <summary>On whose word a find has its value.</summary>
internal enum AssessmentBasis
{
    /// <summary>By somebody of the company, from tables of the authorities.</summary>
    Estimated,

    /// <summary>By an appraiser of the authorities.</summary>
    Confirmed,

    /// <summary>It was none: the find counts against nobody.</summary>
    NotWildlife,
}

/// <summary>One inspection as it was recorded, once.</summary>
internal sealed record Inspection
{
    public required Guid Id { get; init; }
    public required byte[] BodyKey { get; init; }
    public required Guid ScanId { get; init; }
    public required Guid WaybillId { get; init; }

    /// <summary>The decision that it led to; null where nothing was found.</summary>
    public Guid? DecisionId { get; init; }

    public required string Depot { get; init; }
    public required string Device { get; init; }
    public required Guid UserId { get; init; }
    public required string UserName { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset EndedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string Result { get; init; }

    /// <summary>Pictures taken, by the inspector's device.</summary>
    public required int Photos { get; init; }

    /// <summary>Number of the inspection mark on the parcel.</summary>
    public string? Mark { get; init; }

    public override string ToString() => $"inspection {Id}";
}

/// <summary>A found thing with the latest word on its value.</summary>
/// <param name="Description">Null once the parcel's data were erased.</param>
/// <param name="Value">Yuan as a decimal string; null before anybody assessed it.</param>
internal sealed record FindView(
    Guid Id, FoundKind Kind, string? Species, string? Description, int Quantity, string? Unit, int? Weight, AssessmentBasis? Basis, string? Value, string? Source, string? AssessedBy, DateTimeOffset? AssessedAt);

internal sealed record InspectionView(
    Guid Id,
    Guid? DecisionId,
    string Depot,
    string By,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    InspectionResult Result,
    int Photos,
    string? Mark,
    IReadOnlyList<FindView> Found);
