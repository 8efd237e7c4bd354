using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Alerts;

/// <summary>What a decision tells the supervisors: one alert for each audience that has something to see.</summary>
internal sealed record NewAlert
{
    /// <summary>UUIDv7, made by the caller before the transaction.</summary>
    public required Guid Id { get; init; }

    public required Guid WaybillId { get; init; }
    public Guid? ScanId { get; init; }
    public required Guid DecisionId { get; init; }

    /// <summary>Code of the depot it happened at.</summary>
    public required string Depot { get; init; }

    /// <summary>The narrowest circle all of its findings may be shown to; wider circles than this never learn that it exists.</summary>
    public required Audience Audience { get; init; }

    /// <summary>A code of <see cref="AlertTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Hash of why it was raised; the same reason is raised once for a parcel, depot and audience until somebody releases it.</summary>
    public required byte[] ReasonKey { get; init; }

    public required Severity Severity { get; init; }
    public required Lane Lane { get; init; }
    public required string Carrier { get; init; }
    public required string WaybillNumber { get; init; }

    /// <summary>The instant of the decision; the delay until a screen shows it is measured from here.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>One line for the list, at most 200 characters; no personal data, for it is stored and pushed in plain.</summary>
    public required LocalizedText Headline { get; init; }
}
