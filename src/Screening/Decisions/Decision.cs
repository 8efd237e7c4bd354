namespace LogisticsScreening.Screening.Decisions;

/// <summary>The verdict on one scan and everything needed to explain and repeat it.</summary>
public sealed record Decision
{
    public required Lane Lane { get; init; }

    /// <summary>For the supervisor: what has to happen to the parcel.</summary>
    public required Instruction Instruction { get; init; }

    /// <summary>For the courier: never more than the no-tip-off rule allows.</summary>
    public required CourierAnswer Courier { get; init; }

    /// <summary>Strictest first, then by check, code, field and span: the same order on every machine.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Hex SHA-256 of the compiled policy's sources.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>Merkle root of the risk list, hex.</summary>
    public required string ListVersion { get; init; }

    public required string EngineVersion { get; init; }

    /// <summary>The instant the decision was made for, truncated to microseconds.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Hex SHA-256 of <see cref="DecisionContent"/>: equal facts, versions, now and seed give an equal hash, on a server or from the command line.</summary>
    public required string ContentHash { get; init; }
}

/// <summary>What a courier is shown and told to do.</summary>
public readonly record struct CourierAnswer(Shown Shown, Instruction Instruction);
