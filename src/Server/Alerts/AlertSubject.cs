using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Alerts;

/// <summary>
/// Reads what an alert is about. Alerts come before screenings in the order of features, so the screenings register this and the
/// composition root joins them; null when the facts were erased.
/// </summary>
/// <param name="highest">What the reader may see at this depot: findings of a stricter audience are left out.</param>
internal delegate Task<AlertSubject?> AlertSubjectReader(Guid waybillId, Guid decisionId, Audience highest, CancellationToken ct);

/// <summary>The parcel and the decision of one alert, personal data masked.</summary>
internal sealed record AlertSubject
{
    public required AlertWaybill Waybill { get; init; }
    public required AlertDecision Decision { get; init; }
    public required IReadOnlyList<AlertFinding> Findings { get; init; }
}

internal sealed record AlertWaybill
{
    /// <summary>For POST /api/waybills/{id}/reveal.</summary>
    public required Guid WaybillId { get; init; }

    public required string Number { get; init; }
    public required string Carrier { get; init; }
    public required AlertParty Sender { get; init; }
    public required AlertParty Recipient { get; init; }

    /// <summary>Who took it at delivery, when it was not the recipient.</summary>
    public AlertParty? Collector { get; init; }

    public required IReadOnlyList<AlertItem> Items { get; init; }
    public string? Remarks { get; init; }

    /// <summary>Grams.</summary>
    public long? Weight { get; init; }

    public int? Pieces { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>All three masked.</summary>
internal sealed record AlertParty(string Name, string Phone, string Address);

internal sealed record AlertItem
{
    public required string Description { get; init; }
    public string? Nature { get; init; }
    public decimal? Quantity { get; init; }
    public string? Unit { get; init; }

    /// <summary>Grams of the whole line.</summary>
    public long? Weight { get; init; }

    /// <summary>Decimal string of the whole line.</summary>
    public string? Value { get; init; }

    public string? Currency { get; init; }
}

internal sealed record AlertDecision
{
    public required Guid Id { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public required Lane Lane { get; init; }
    public required Instruction Instruction { get; init; }
    public required string PolicyVersion { get; init; }
    public required string ListVersion { get; init; }
    public required string EngineVersion { get; init; }
    public required string DecisionHash { get; init; }
}

/// <summary>A finding in the shape of contract.md.</summary>
internal sealed record AlertFinding
{
    public required Check Check { get; init; }
    public required string Code { get; init; }
    public required Severity Severity { get; init; }
    public string? Party { get; init; }
    public string? Field { get; init; }
    public string? Text { get; init; }
    public int? Start { get; init; }
    public int? Length { get; init; }
    public required LocalizedText Explanation { get; init; }
    public string? LegalBasis { get; init; }
    public string? Entry { get; init; }

    /// <summary>The word that <see cref="Entry"/> stands for; null outside alerts and for entries of the risk list, which are data about people.</summary>
    public FindingWord? Word { get; init; }

    /// <summary>0 to 1.</summary>
    public double? Score { get; init; }

    public string? Tier { get; init; }
}

/// <param name="Tier">strong or weak; null where the list has no tiers.</param>
/// <param name="Reason">Why the word has its tier; null where the list gives none.</param>
internal sealed record FindingWord(string Term, string? Tier, string? Reason, string Source);
