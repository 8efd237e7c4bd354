using System.Buffers;
using System.Security.Cryptography;
using LogisticsScreening.Screening;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Screenings;

/// <summary>A decision with everything its rows need, made before the transaction so that the only writer does nothing but write.</summary>
internal sealed record PreparedDecision
{
    public const string Purpose = "decisions.erasable";

    public required Guid Id { get; init; }
    public required Guid? ScanId { get; init; }
    public required Guid WaybillId { get; init; }
    public required int WaybillVersion { get; init; }
    public required string Carrier { get; init; }
    public required string Number { get; init; }
    public required string Depot { get; init; }
    public required ScanKind Scan { get; init; }
    public required Decision Decision { get; init; }
    public required string PublicPart { get; init; }
    public required string Hash { get; init; }
    public required byte[] Erasable { get; init; }

    /// <summary>What is to be remembered of the parcel; null when nothing is.</summary>
    public PostingKeys? Posting { get; init; }

    /// <summary>Registrations that the authority had not answered about.</summary>
    public IReadOnlyList<IdentityWait> Waits { get; init; } = [];

    /// <summary>Registrations that served for this parcel.</summary>
    public IReadOnlyList<RegistrationUse> Uses { get; init; } = [];

    /// <summary>Time to decide and to make the rows.</summary>
    public TimeSpan Took { get; init; }

    // One writer of JSON for each thread: nothing below waits for anything, and a scan would otherwise allocate it anew.
    [ThreadStatic]
    private static CanonicalJson? canonical;

    /// <summary>Decides, and makes the rows from the very form that the content hash covers.</summary>
    public static PreparedDecision Make(Guid id, Guid? scanId, Guid waybillId, ParcelFacts facts, ScreeningPolicy policy, DateTimeOffset now, ReadOnlySpan<byte> seed, FieldCipher cipher)
    {
        var json = canonical ??= new();
        var decision = Screener.Screen(facts, policy, now, seed, json);
        var salt = RandomNumberGenerator.GetBytes(DecisionRecord.SaltBytes);
        var erasable = Encrypt(salt, json.Written, cipher);
        var commitment = DecisionRecord.Commit(salt, json.Written);
        json.Clear();
        DecisionRecord.WritePublic(json, new(id.ToString(), scanId?.ToString() ?? "", waybillId.ToString()), decision, commitment);
        return new()
        {
            Id = id,
            ScanId = scanId,
            WaybillId = waybillId,
            WaybillVersion = facts.Version,
            Carrier = facts.Waybill.Carrier,
            Number = facts.Waybill.Number,
            Depot = facts.Depot,
            Scan = facts.Scan,
            Decision = decision,
            PublicPart = System.Text.Encoding.UTF8.GetString(json.Written),
            Hash = DecisionRecord.Hash(json.Written),
            Erasable = erasable,
        };
    }

    private static byte[] Encrypt(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content, FieldCipher cipher)
    {
        var plain = ArrayPool<byte>.Shared.Rent(salt.Length + content.Length);
        salt.CopyTo(plain);
        content.CopyTo(plain.AsSpan(salt.Length));
        var encrypted = cipher.EncryptBytes(plain.AsSpan(0, salt.Length + content.Length), Purpose);
        ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        return encrypted;
    }

    public override string ToString() => $"decision {Id}";
}
