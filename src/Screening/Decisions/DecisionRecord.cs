using System.Security.Cryptography;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Decisions;

/// <summary>
/// A decision as evidence. The public part can be kept for ever and is what the log's leaf covers; the erasable part (facts, finding texts, salt,
/// content hash) is bound to it by a salted commitment, so that a person's data can be erased and the log still verifies.
/// </summary>
public static class DecisionRecord
{
    public const int SaltBytes = 32;

    /// <summary>Names the hash and the layout of commitment and leaf; a change of either gets a new id.</summary>
    public const string Algorithm = "sha256-v1";

    /// <summary>Hex SHA-256(salt || erasable canonical JSON).</summary>
    public static string Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> erasable)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(erasable);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Writes the public part. It holds no personal data: ids are random, codes and versions say nothing of a person.</summary>
    public static void WritePublic(CanonicalJson json, in DecisionIds ids, Decision decision, string commitment)
    {
        json.StartObject()
            .Text("algorithm", Algorithm)
            .StartArray("codes");
        foreach (var finding in decision.Findings)
            json.Value(finding.Code);
        json.EndArray()
            .Text("commitment", commitment)
            .Number("decidedAt", DecisionContent.Microseconds(decision.DecidedAt))
            .Text("decisionId", ids.DecisionId)
            .Text("engineVersion", decision.EngineVersion)
            .Text("instruction", EnumText<Instruction>.Of(decision.Instruction))
            .Text("lane", EnumText<Lane>.Of(decision.Lane))
            .Text("listVersion", decision.ListVersion)
            .Text("policyVersion", decision.PolicyVersion)
            .Text("scanId", ids.ScanId)
            .Text("shown", EnumText<Shown>.Of(decision.Courier.Shown))
            .Text("waybillId", ids.WaybillId)
            .EndObject();
    }

    /// <summary>Hash of the public part, hex: the leaf of the log and the decisionHash of contract.md. 0x00 sets leaves apart from inner nodes (RFC 6962).</summary>
    public static string Hash(ReadOnlySpan<byte> publicPart)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(publicPart);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}

/// <summary>Random ids (UUIDs as text) that tie a public part to its scan and waybill.</summary>
public readonly record struct DecisionIds(string DecisionId, string ScanId, string WaybillId);
