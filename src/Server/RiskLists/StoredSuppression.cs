using System.Text.Json;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>A suppression as the list's versions hold it.</summary>
internal sealed record StoredSuppression
{
    /// <summary>Columns of a row, in every SELECT that reads one.</summary>
    public const string Columns = "id, entry_id, until_day, content_cipher, salt, leaf";

    public Guid Id { get; init; }
    public string EntryId { get; init; } = "";
    public string UntilDay { get; init; } = "";
    public byte[] ContentCipher { get; init; } = [];
    public byte[] Salt { get; init; } = [];
    public byte[] Leaf { get; init; } = [];

    /// <summary>With the canonical form that the leaf covers.</summary>
    /// <exception cref="InvalidDataException">The row does not give its leaf, or says otherwise in plain than under it.</exception>
    public (Suppression Suppression, byte[] Canonical) Open(FieldCipher cipher)
    {
        var canonical = cipher.DecryptBytes(ContentCipher, RiskListStore.SuppressionPurpose);
        var suppression = JsonSerializer.Deserialize<Suppression>(canonical, StrictJson.Options) ?? throw new InvalidDataException("A suppression is stored empty.");
        return suppression.Id == Id.ToString() && suppression.EntryId == EntryId && suppression.Until.ToStored() == UntilDay
            && ListVersion.Leaf(Salt, canonical).AsSpan().SequenceEqual(Leaf)
            ? (suppression, canonical)
            : throw new InvalidDataException($"The suppression {Id} of the risk list does not give its leaf: the table was changed by hand.");
    }

    public override string ToString() => $"suppression {Id}";
}
