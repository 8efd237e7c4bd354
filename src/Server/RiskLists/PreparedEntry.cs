using System.Security.Cryptography;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>One content of one entry, ready to be written.</summary>
internal sealed record PreparedEntry
{
    private const int SaltBytes = 32;
    private const string ContentKeyPurpose = "risk_list.content";
    private const string DayFormat = "yyyy-MM-dd";

    public required Guid Id { get; init; }
    public required string EntryId { get; init; }
    public required string Kind { get; init; }
    public required string Audience { get; init; }
    public required string FromDay { get; init; }
    public required string UntilDay { get; init; }
    public required string? ReviewDay { get; init; }
    public required byte[] ValueKey { get; init; }

    /// <summary>Equal contents have equal keys: how an import sees that nothing changed.</summary>
    public required byte[] ContentKey { get; init; }

    public required byte[] ContentCipher { get; init; }
    public required byte[] Salt { get; init; }
    public required byte[] Leaf { get; init; }

    /// <summary>The new number of the version that the row enters with.</summary>
    public long Version { get; init; }

    /// <summary>The blind index of what an entry is about, equal to that of the registry for phones and ID numbers.</summary>
    public static byte[] ValueKeyOf(RiskListEntry entry, BlindIndex index) =>
        index.Compute(EnumText<RiskListKind>.Of(entry.Kind), RiskList.KeyOf(entry.Kind, entry.Value) ?? "");

    public static PreparedEntry Make(RiskListEntry entry, FieldCipher cipher, BlindIndex index, DateTimeOffset now)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var json = new CanonicalJson();
        var leaf = ListVersion.Leaf(entry, salt, json);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            EntryId = entry.Id,
            Kind = EnumText<RiskListKind>.Of(entry.Kind),
            Audience = EnumText<Audience>.Of(entry.Audience),
            FromDay = Day(entry.From),
            UntilDay = Day(entry.Until),
            ReviewDay = entry.ReviewDate is { } day ? Day(day) : null,
            ValueKey = ValueKeyOf(entry, index),
            ContentKey = index.Compute(ContentKeyPurpose, System.Text.Encoding.UTF8.GetString(json.Written)),
            ContentCipher = cipher.EncryptBytes(json.Written, RiskListStore.ContentPurpose),
            Salt = salt,
            Leaf = leaf,
        };
    }

    public override string ToString() => $"entry {EntryId}";

    private static string Day(DateOnly day) => day.ToString(DayFormat, System.Globalization.CultureInfo.InvariantCulture);
}
