using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.RiskLists;

namespace LogisticsScreening.Server.Referrals;

/// <summary>Everything a referral is made of, gathered before anything is written. From equal material comes an equal document.</summary>
internal sealed record ReferralMaterial
{
    public required string Reference { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>User name of the compliance officer.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The officer's own words, if any.</summary>
    public string? Note { get; init; }

    public required Guid CaseId { get; init; }

    public required AlertMaterial Alert { get; init; }

    public required DecisionMaterial Decision { get; init; }

    /// <summary>The risk list entries that findings name, as they stood in the version of the decision, and no others.</summary>
    public required IReadOnlyList<ProvedEntry> Entries { get; init; }

    /// <summary>What findings that were set aside rest on, in the same version, and nothing else that was set aside.</summary>
    public required IReadOnlyList<ProvedSuppression> Suppressions { get; init; }

    /// <summary>The legal bases that findings cite.</summary>
    public required IReadOnlyList<LegalBasis> LegalBases { get; init; }

    /// <summary>In order of time.</summary>
    public required IReadOnlyList<ReferralEvent> Timeline { get; init; }

    /// <summary>SHA-256 of the installation's signing certificate.</summary>
    public required string SigningFingerprint { get; init; }

    public override string ToString() => Reference;
}

internal sealed record AlertMaterial(Guid Id, string Depot, long Sequence, string Type, LocalizedText TypeText, DateTimeOffset RaisedAt);

/// <summary>
/// A decision as evidence: both parts byte for byte, so that every hash in the referral can be computed again from what the referral carries.
/// </summary>
internal sealed record DecisionMaterial
{
    public required Guid Id { get; init; }

    /// <summary>Canonical JSON without personal data; <see cref="Hash"/> covers it.</summary>
    public required byte[] PublicPart { get; init; }

    /// <summary>decisionHash: SHA-256(0x00 || public part), hex.</summary>
    public required string Hash { get; init; }

    public required byte[] Salt { get; init; }

    /// <summary>Canonical JSON of facts and findings; the public part holds SHA-256(salt || this).</summary>
    public required byte[] Content { get; init; }

    /// <summary>SHA-256(content), hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The decision's place in the record log; null until the integrator has numbered it.</summary>
    public ChainMaterial? Chain { get; init; }
}

/// <param name="Number">Number of the leaf in the log.</param>
/// <param name="Previous">Chain value before this leaf, hex.</param>
/// <param name="Value">SHA-256(0x02 || previous || leaf), hex; the leaf is the decision's hash.</param>
internal sealed record ChainMaterial(long Number, string Previous, string Value);

/// <param name="At">When it happened, by the server's clock; a scan by that of the device.</param>
/// <param name="Code">Stable code of what happened.</param>
/// <param name="What">The same in words.</param>
/// <param name="By">User name, device or null.</param>
/// <param name="Note">Words that somebody gave, if any.</param>
internal sealed record ReferralEvent(DateTimeOffset At, string Code, LocalizedText What, string? By, string? Note);
