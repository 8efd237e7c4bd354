using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.FileScreening;

/// <summary>
/// Writes the decision line of contract.md. There is no database, so what is random on a server is derived here: the salt of the commitment is
/// HMAC-SHA-256(key, "salt\n" + contentHash); decision and scan id are the first 16 bytes of HMAC-SHA-256(key, "decision\n" | "scan\n" + contentHash), the waybill id
/// those of HMAC-SHA-256(key, "waybill\n" + carrier + "\n" + number + "\n" + issue), each marked as a UUID of version 8. Equal input gives equal lines.
/// Not safe for several threads at once.
/// </summary>
internal sealed class DecisionLine : IDisposable
{
    // A file for programs, not a page: Chinese stays readable, and nothing is ever put into HTML from here.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CanonicalJson canonical = new();
    private readonly ArrayBufferWriter<byte> output = new(4096);
    private readonly Utf8JsonWriter writer;

    public DecisionLine() => writer = new(output, Options);

    public void Dispose() => writer.Dispose();

    /// <returns>The decision line, and the canonical content whose SHA-256 is its contentHash; both without a line end.</returns>
    public (byte[] Line, byte[] Content) Write(ParcelFacts facts, Decision decision, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> key)
    {
        canonical.Clear();
        DecisionContent.Write(canonical, facts, decision, seed);
        var content = canonical.Written.ToArray();
        var salt = Derive(key, "salt", decision.ContentHash);
        var commitment = DecisionRecord.Commit(salt, content);
        var ids = new DecisionIds(
            Id(Derive(key, "decision", decision.ContentHash)),
            Id(Derive(key, "scan", decision.ContentHash)),
            Id(Derive(key, "waybill", string.Create(null, $"{facts.Waybill.Carrier}\n{facts.Waybill.Number}\n{facts.Issue}"))));
        canonical.Clear();
        DecisionRecord.WritePublic(canonical, ids, decision, commitment);

        output.ResetWrittenCount();
        writer.Reset();
        Write(facts, decision, DecisionRecord.Hash(canonical.Written));
        writer.Flush();
        return (output.WrittenSpan.ToArray(), content);
    }

    private void Write(ParcelFacts facts, Decision decision, string decisionHash)
    {
        writer.WriteStartObject();
        writer.WriteString("number", facts.Waybill.Number);
        writer.WriteString("lane", EnumText<Lane>.Of(decision.Lane));
        writer.WriteString("instruction", EnumText<Instruction>.Of(decision.Instruction));
        writer.WriteStartArray("findings");
        foreach (var finding in decision.Findings)
            Write(finding);
        writer.WriteEndArray();
        writer.WriteString("policyVersion", decision.PolicyVersion);
        writer.WriteString("listVersion", decision.ListVersion);
        writer.WriteString("engineVersion", decision.EngineVersion);
        writer.WriteString("contentHash", decision.ContentHash);
        writer.WriteString("decisionHash", decisionHash);
        writer.WriteString("shown", EnumText<Shown>.Of(decision.Courier.Shown));
        writer.WriteString("decidedAt", decision.DecidedAt.UtcDateTime);
        writer.WriteEndObject();
    }

    private void Write(Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("check", EnumText<Check>.Of(finding.Check));
        writer.WriteString("code", finding.Code);
        writer.WriteString("severity", EnumText<Severity>.Of(finding.Severity));
        writer.WriteString("lane", EnumText<Lane>.Of(finding.Lane));
        writer.WriteString("party", finding.Party is { } party ? EnumText<PartyRole>.Of(party) : null);
        writer.WriteString("field", finding.Field);
        writer.WriteString("text", finding.Text);
        Number("start", finding.Start);
        Number("length", finding.Length);
        writer.WriteStartObject("explanation");
        writer.WriteString("zh", finding.Explanation.Zh);
        writer.WriteString("en", finding.Explanation.En);
        writer.WriteEndObject();
        writer.WriteString("legalBasis", finding.LegalBasis);
        writer.WriteString("entry", finding.Entry);
        Number("score", finding.Score / 10_000m);
        writer.WriteString("tier", finding.Tier);
        writer.WriteString("audience", EnumText<Audience>.Of(finding.Audience));
        writer.WriteEndObject();
    }

    private void Number(string name, decimal? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static byte[] Derive(ReadOnlySpan<byte> key, string purpose, string from) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(purpose + "\n" + from));

    /// <summary>RFC 9562: version 8 is for ids made by a rule of one's own.</summary>
    private static string Id(byte[] hash)
    {
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }
}
