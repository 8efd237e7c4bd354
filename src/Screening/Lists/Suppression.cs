namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// Somebody looked and said: this person is not that entry (误报排除). Hits of the entry on this person are then told as information until the day it ends.
/// Part of the list's version, so that a decision can be replayed with what was set aside at the time.
/// </summary>
public sealed record Suppression
{
    public required string Id { get; init; }

    /// <summary>The entry that is not the person. It need not be on the list: an entry that comes back is set aside again.</summary>
    public required string EntryId { get; init; }

    /// <summary>The person by document, see <see cref="Parcels.IdNumber.KeyOf"/>; null when known by phone only. Just one of the two is set.</summary>
    public string? NumberKey { get; init; }

    /// <summary>The person by phone, see <see cref="ListKeys.Phone"/>. A hit on a document number is not set aside by a phone: the document says more than the number one gives.</summary>
    public string? PhoneKey { get; init; }

    public required string Reason { get; init; }

    public required string Author { get; init; }

    /// <summary>The last local day at the policy's offset. None is for ever: people and lists change.</summary>
    public required DateOnly Until { get; init; }

    public override string ToString() => $"suppression {Id} of entry {EntryId}";
}
