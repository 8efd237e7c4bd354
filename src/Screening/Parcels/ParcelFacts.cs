namespace LogisticsScreening.Screening.Parcels;

/// <summary>Everything a decision may look at, gathered by the shell before deciding. Together with the policy, now and the seed it determines the decision.</summary>
public sealed record ParcelFacts
{
    public required Waybill Waybill { get; init; }

    /// <summary>Which use of a reused waybill number this is; the first is 1.</summary>
    public int Issue { get; init; } = 1;

    /// <summary>Version of the waybill within its issue; the first is 1.</summary>
    public int Version { get; init; } = 1;

    public required ScanKind Scan { get; init; }

    /// <summary>The depot that scanned, which may differ from the depot on the waybill.</summary>
    public required string Depot { get; init; }

    /// <summary>What the registry said of the sender; null when no registry was asked (command line without --registry).</summary>
    public RegistrationFact? SenderRegistration { get; init; }

    /// <summary>What the registry said of the agent; null when there is none or no registry was asked.</summary>
    public RegistrationFact? AgentRegistration { get; init; }

    /// <summary>What is known of the agreement that the waybill names; null when it names none, did not come in as an agreement customer's, or no table was asked (command line without --agreements).</summary>
    public AgreementFact? Agreement { get; init; }

    /// <summary>What earlier parcels say of those on this one; null when there is nothing to tell, and where no records are kept (command line).</summary>
    public PostingHistory? History { get; init; }

    /// <summary>Who took it; null at every scan but a delivery, and where nobody said.</summary>
    public Collector? Collector { get; init; }

    /// <summary>What an inspection brought to light; null at every scan.</summary>
    public InspectionFact? Inspection { get; init; }

    /// <summary>Set when this version was typed in over a declaration that was not green, answered or not.</summary>
    public Rewording? Rewording { get; init; }

    public override string ToString() => $"{Waybill.Carrier} parcel, {Scan}";
}

/// <summary>A declaration that was not green and was changed.</summary>
/// <param name="By">User name of the account that changed it.</param>
/// <param name="Changes">Each differing field, in the order of the waybill; never empty.</param>
public sealed record Rewording(string By, IReadOnlyList<ChangedField> Changes)
{
    public override string ToString() => $"{Changes.Count} changed fields";
}

/// <param name="Field">Path of the declared field, for example "items[0].description".</param>
/// <param name="Before">As it may be shown: declared goods as written, personal data masked by the shell; null when the field was absent.</param>
/// <param name="After">The same of the new declaration.</param>
public sealed record ChangedField(string Field, string? Before, string? After)
{
    public override string ToString() => Field;
}

/// <summary>How the registry was asked for one person, and its answer.</summary>
public enum RegistryAnswer
{
    /// <summary>A record matches the document number, or the phone when no document was given.</summary>
    Found,

    /// <summary>Asked with a usable key, and there is none.</summary>
    NotFound,

    /// <summary>No usable key: no document, and the phone is masked, virtual or unreadable.</summary>
    NotCheckable,
}

public enum RegistrationStatus
{
    Active,
    Expired,
    Lost,
    Revoked,
}

/// <summary>What the authority has said of a registered document.</summary>
public enum IdentityConfirmation
{
    /// <summary>It has not answered yet, or its answer is too old to count.</summary>
    Waiting,
    Confirmed,

    /// <summary>The number is another person's.</summary>
    NameDiffers,
    NumberUnknown,
    DocumentLost,
    DocumentExpired,
}

/// <summary>The registry's record, as far as deciding needs it. Days are local days of the policy's offset.</summary>
public sealed record RegistrationFact
{
    public required RegistryAnswer Answer { get; init; }
    public string? Name { get; init; }
    public IdType? IdType { get; init; }
    public DateOnly? ValidUntil { get; init; }
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>Of the registered number. The waybill keeps no birth date: it must carry no identity data beyond name, address and phone.</summary>
    public DateOnly? BornOn { get; init; }

    public RegistrationStatus Status { get; init; } = RegistrationStatus.Active;

    /// <summary>Opaque key of the registered document number (see <see cref="IdNumber.Key"/>): a risk list entry on the number is found even when the waybill carries none.</summary>
    public string? NumberKey { get; init; }

    /// <summary>Of an organisation: opaque key of its responsible person's document; null when none is registered.</summary>
    public string? ResponsibleKey { get; init; }

    /// <summary>Null where no authority is asked: then nothing is found, and the fact's canonical form is as it was before there was one.</summary>
    public IdentityConfirmation? Confirmation { get; init; }

    public override string ToString() => Answer.ToString();
}

/// <summary>The record of a written safety agreement, as far as deciding needs it.</summary>
public sealed record AgreementFact
{
    /// <summary>Found or not found.</summary>
    public required RegistryAnswer Answer { get; init; }

    /// <summary>Opaque key of the customer's document or organisation code, see <see cref="IdNumber.Key"/>.</summary>
    public string? CustomerKey { get; init; }

    /// <summary>First local day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last local day; null when it runs until it is ended.</summary>
    public DateOnly? Until { get; init; }

    public override string ToString() => Answer.ToString();
}
