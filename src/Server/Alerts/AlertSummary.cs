using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Alerts;

/// <summary>One alert as lists and the hub show it. Holds no personal data.</summary>
internal record AlertSummary
{
    public required Guid Id { get; init; }
    public required string Depot { get; init; }
    public required Audience Audience { get; init; }

    /// <summary>Number in the stream of this depot and audience, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    public required string Type { get; init; }
    public required LocalizedText TypeText { get; init; }
    public required Severity Severity { get; init; }
    public required Lane Lane { get; init; }
    public required AlertState State { get; init; }
    public required string Carrier { get; init; }
    public required string WaybillNumber { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>User name of whoever acted first.</summary>
    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>To be sent back with an action; another's action in between raises it.</summary>
    public required int Version { get; init; }

    public required LocalizedText Headline { get; init; }
}

/// <summary>A row of alerts.</summary>
internal sealed record AlertRow
{
    /// <summary>Columns of a row, in every SELECT that reads one.</summary>
    public const string Columns =
        "id, depot, audience, sequence, type, severity, lane, state, version, carrier, waybill_number, waybill_id, decision_id, " +
        "headline_zh, headline_en, raised_at, acknowledged_by_name, acknowledged_at, reason_key";

    public Guid Id { get; init; }
    public string Depot { get; init; } = "";
    public string Audience { get; init; } = "";
    public long Sequence { get; init; }
    public string Type { get; init; } = "";
    public string Severity { get; init; } = "";
    public string Lane { get; init; } = "";
    public string State { get; init; } = "";
    public int Version { get; init; }
    public string Carrier { get; init; } = "";
    public string WaybillNumber { get; init; } = "";
    public Guid WaybillId { get; init; }
    public Guid DecisionId { get; init; }
    public string HeadlineZh { get; init; } = "";
    public string HeadlineEn { get; init; } = "";
    public DateTimeOffset RaisedAt { get; init; }
    public string? AcknowledgedByName { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public byte[]? ReasonKey { get; init; }

    public Audience AudienceValue => Read<Audience>(Audience);
    public AlertState StateValue => Read<AlertState>(State);
    public Severity SeverityValue => Read<Severity>(Severity);
    public Lane LaneValue => Read<Lane>(Lane);

    public AlertSummary ToSummary() => new()
    {
        Id = Id,
        Depot = Depot,
        Audience = AudienceValue,
        Sequence = Sequence,
        Type = Type,
        TypeText = AlertTypes.Find(Type)?.Text ?? new(Type, Type),
        Severity = SeverityValue,
        Lane = LaneValue,
        State = StateValue,
        Carrier = Carrier,
        WaybillNumber = WaybillNumber,
        RaisedAt = RaisedAt,
        AcknowledgedBy = AcknowledgedByName,
        AcknowledgedAt = AcknowledgedAt,
        Version = Version,
        Headline = new(HeadlineZh, HeadlineEn),
    };

    private static T Read<T>(string text)
        where T : struct, Enum =>
        EnumText<T>.TryParse(text, out var value) ? value : throw new InvalidDataException($"'{text}' is no {typeof(T).Name}.");
}
