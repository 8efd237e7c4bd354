using System.Security.Cryptography;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>What is shown of the person who was set aside; never more than masked.</summary>
internal sealed record SetAsidePerson(PartyRole Party, string Name, string Phone)
{
    public static SetAsidePerson Of(PartyRole role, Party party) => new(role, Mask.Name(party.Name), Mask.Phone(party.Phone));

    public override string ToString() => $"{Party}";
}

/// <summary>A suppression that somebody wants to add.</summary>
internal sealed record NewSuppression(Guid DecisionId, string EntryId, PersonKey Key, SetAsidePerson Person, string Reason, DateOnly Until)
{
    public override string ToString() => $"suppression of entry {EntryId}";
}

/// <summary>A suppression ready to be written.</summary>
internal sealed record PreparedSuppression
{
    private const int SaltBytes = 32;
    private const string KeyPurpose = "risk_list.suppressed";

    public required Guid Id { get; init; }
    public required string EntryId { get; init; }
    public required string UntilDay { get; init; }

    /// <summary>See <see cref="KeyOf"/>.</summary>
    public required byte[] PersonKey { get; init; }

    public required byte[] ContentCipher { get; init; }
    public required byte[] Salt { get; init; }
    public required byte[] Leaf { get; init; }
    public required Guid DecisionId { get; init; }
    public required byte[] PersonCipher { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Keyed hash of entry and person together, so that rows do not even tell which two entries one person was set aside from.</summary>
    public static byte[] KeyOf(string entryId, PersonKey key, BlindIndex index) => index.Compute(KeyPurpose, $"{entryId}\n{key.Text}");

    public static PreparedSuppression Make(NewSuppression wanted, string author, FieldCipher cipher, BlindIndex index, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var json = new CanonicalJson();
        var leaf = ListVersion.Leaf(
            new Suppression
            {
                Id = id.ToString(),
                EntryId = wanted.EntryId,
                NumberKey = wanted.Key.NumberKey,
                PhoneKey = wanted.Key.PhoneKey,
                Reason = wanted.Reason,
                Author = author,
                Until = wanted.Until,
            },
            salt,
            json);
        return new()
        {
            Id = id,
            EntryId = wanted.EntryId,
            UntilDay = wanted.Until.ToStored(),
            PersonKey = KeyOf(wanted.EntryId, wanted.Key, index),
            ContentCipher = cipher.EncryptBytes(json.Written, RiskListStore.SuppressionPurpose),
            Salt = salt,
            Leaf = leaf,
            DecisionId = wanted.DecisionId,
            PersonCipher = cipher.EncryptBytes(JsonSerializer.SerializeToUtf8Bytes(wanted.Person, StrictJson.Options), SuppressionStore.PersonPurpose),
            CreatedAt = now,
        };
    }

    public override string ToString() => $"suppression {Id}";
}
