namespace LogisticsScreening.Screening.Parcels;

/// <summary>
/// The declared data of one parcel (运单), as in contract.md. Field limits are checked where a waybill enters (Intake);
/// here every required field is present. Weights are whole grams, lengths millimetres.
/// </summary>
public sealed record Waybill
{
    public required string Number { get; init; }
    public required string Carrier { get; init; }
    public string? Depot { get; init; }
    public ContentKind ContentKind { get; init; } = ContentKind.Parcel;
    public Channel Channel { get; init; } = Channel.Counter;
    public required Party Sender { get; init; }
    public required Party Recipient { get; init; }
    public required IReadOnlyList<DeclaredItem> Items { get; init; }
    public int? Weight { get; init; }
    public IReadOnlyList<int>? Size { get; init; }
    public int? Pieces { get; init; }
    public string? ParentNumber { get; init; }
    public string? ReturnOf { get; init; }
    public Money? InsuredValue { get; init; }
    public Money? CashOnDelivery { get; init; }
    public Agreement? Agreement { get; init; }
    public string? Remarks { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>Sender, recipient, or an agent posting for the sender. Never printed: use the masked forms of the shell.</summary>
public sealed record Party
{
    public required string Name { get; init; }
    public required string Phone { get; init; }
    public PhoneKind? PhoneKind { get; init; }
    public string? Address { get; init; }
    public string? Country { get; init; }
    public string? OrganisationCode { get; init; }
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>The document given with the waybill, without its number: see <see cref="IdNumber"/>.</summary>
    public IdNumber? Document { get; init; }

    /// <summary>Who brings the parcel for the sender; both identities are kept. Null for recipients and for agents themselves.</summary>
    public Party? Agent { get; init; }

    public override string ToString() => "party";
}

/// <summary>One declared line; weight (grams) and value are of the whole line.</summary>
public sealed record DeclaredItem
{
    public required string Description { get; init; }
    public string? Nature { get; init; }
    public required int Quantity { get; init; }
    public string? Unit { get; init; }
    public int? Weight { get; init; }
    public Money? Value { get; init; }
    public string? HsCode { get; init; }
}

/// <summary>An amount as a decimal string, for example "300.00", and an ISO 4217 code.</summary>
public sealed record Money(string Amount, string Currency)
{
    /// <summary>Hundredths of the currency's unit; at most twelve digits before the point, as intake admits.</summary>
    public long Hundredths()
    {
        const int Hundred = 100;
        var point = Amount.IndexOf('.', StringComparison.Ordinal);
        long whole = 0;
        foreach (var digit in point < 0 ? Amount.AsSpan() : Amount.AsSpan(0, point))
            whole = (whole * 10) + (digit - '0');
        long hundredths = 0;
        if (point >= 0 && point + 1 < Amount.Length)
            hundredths = (Amount[point + 1] - '0') * 10;
        return (whole * Hundred) + (point >= 0 && point + 2 < Amount.Length ? hundredths + Amount[point + 2] - '0' : hundredths);
    }
}

/// <summary>A written safety agreement with a regular customer; <paramref name="Until"/> is its last day.</summary>
public sealed record Agreement(string Number, DateOnly? Until);
