using System.Security.Cryptography;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;

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

    /// <summary>Time to decide and to make the rows.</summary>
    public TimeSpan Took { get; init; }

    public static PreparedDecision Make(Guid id, Guid? scanId, Guid waybillId, ParcelFacts facts, Decision decision, ReadOnlySpan<byte> seed, FieldCipher cipher)
    {
        var json = new CanonicalJson();
        DecisionContent.Write(json, facts, decision, seed);
        var erasable = new byte[DecisionRecord.SaltBytes + json.Written.Length];
        var salt = erasable.AsSpan(0, DecisionRecord.SaltBytes);
        RandomNumberGenerator.Fill(salt);
        json.Written.CopyTo(erasable.AsSpan(DecisionRecord.SaltBytes));
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
            Erasable = cipher.EncryptBytes(erasable, Purpose),
        };
    }

    public override string ToString() => $"decision {Id}";
}
