namespace LogisticsScreening.Server.Referrals;

/// <summary>A referral as listed: no personal data.</summary>
internal sealed record ReferralRow
{
    /// <summary>The number is taken, the document not yet written: the server stopped in between. Asking again finishes it.</summary>
    public const string Draft = "draft";

    /// <summary>The document is written and never changes.</summary>
    public const string Sealed = "sealed";

    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid AlertId { get; init; }
    public required string Reference { get; init; }
    public required string State { get; init; }
    public required string Depot { get; init; }
    public required string WaybillNumber { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required Guid CreatedBy { get; init; }
    public required string CreatedByName { get; init; }
    public byte[]? NoteCipher { get; init; }

    /// <summary>SHA-256 of dossier.json, hex; null while a draft.</summary>
    public string? DossierHash { get; init; }

    /// <summary>SHA-256 of the PDF, hex; null while a draft.</summary>
    public string? DocumentHash { get; init; }

    public override string ToString() => Reference;
}
