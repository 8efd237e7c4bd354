using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.RiskLists;

namespace LogisticsScreening.Server.Referrals;

/// <summary>
/// dossier.json: the referral for machines, canonical JSON (RFC 8785). Member names are explained in docs/evidence-format.md; a change of meaning takes a new <see cref="Format"/>.
/// The files that belong to it are named in it with their hashes, so that its own hash, printed in the QR code, covers them all.
/// </summary>
internal static class DossierJson
{
    public const string Format = "logistics-screening-dossier/1";
    public const string FileName = "dossier.json";
    public const string PublicPartFile = "decision-public.json";
    public const string ContentFile = "decision-content.json";
    public const string SaltFile = "decision-salt.bin";

    private const string Json = "application/json";

    /// <summary>The files beside dossier.json, exactly as hashed: the decision's two parts, the salt that binds them, the list entries and what was set aside of them.</summary>
    public static IReadOnlyList<DossierAttachment> Parts(ReferralMaterial material) =>
    [
        new(ContentFile, Json, new("判定内容（申报数据与发现）", "What was decided on and found"), material.Decision.Content),
        new(PublicPartFile, Json, new("判定记录公开部分", "Public part of the decision record"), material.Decision.PublicPart),
        new(SaltFile, "application/octet-stream", new("判定记录的盐值", "Salt of the decision record"), material.Decision.Salt),
        .. material.Entries.Select(entry => new DossierAttachment(EntryFile(entry), Json, new("命中的名单条目", "Risk list entry that matched"), entry.Canonical)),
        .. material.Suppressions.Select(suppression => new DossierAttachment(SuppressionFile(suppression), Json, new("命中的人工排除", "Hit set aside by a person"), suppression.Canonical)),
    ];

    public static byte[] Write(ReferralMaterial material, IReadOnlyList<DossierAttachment> parts)
    {
        using var content = JsonDocument.Parse(material.Decision.Content);
        var json = new CanonicalJson();
        json.StartObject()
            .StartObject("alert")
            .Text("depot", material.Alert.Depot)
            .Text("id", material.Alert.Id.ToString())
            .Text("raisedAt", Instant(material.Alert.RaisedAt))
            .Number("sequence", material.Alert.Sequence)
            .Text("type", material.Alert.Type)
            .EndObject()
            .Text("case", material.CaseId.ToString())
            .Text("createdAt", Instant(material.CreatedAt))
            .Text("createdBy", material.CreatedBy);
        Write(json, material.Decision);
        Write(json, material.Entries);
        json.StartArray("files");
        foreach (var part in parts)
        {
            json.StartObject()
                .Text("mediaType", part.MediaType)
                .Text("name", part.FileName)
                .Text("sha256", Convert.ToHexStringLower(SHA256.HashData(part.Content)))
                .Number("size", part.Content.Length)
                .EndObject();
        }

        json.EndArray();
        Copy(json, "findings", content.RootElement.GetProperty("decision").GetProperty("findings"));
        json.Text("format", Format).StartArray("legalBases");
        foreach (var basis in material.LegalBases)
        {
            json.StartObject()
                .Text("article", basis.Article)
                .Text("asOf", basis.AsOf)
                .Text("id", basis.Id)
                .StartObject("law").Text("en", basis.LawEn).Text("zh", basis.LawZh).EndObject()
                .Text("revision", basis.Revision)
                .Text("verified", basis.Verified ? "yes" : "no")
                .EndObject();
        }

        json.EndArray()
            .Optional("note", material.Note)
            .StartArray("photos").EndArray()
            .Text("reference", material.Reference)
            .Text("signingCertificateSha256", material.SigningFingerprint);
        Write(json, material.Suppressions);
        json.StartArray("timeline");
        foreach (var item in material.Timeline)
            json.StartObject().Text("at", Instant(item.At)).Optional("by", item.By).Text("code", item.Code).Optional("note", item.Note).EndObject();
        json.EndArray();
        Copy(json, "waybill", content.RootElement.GetProperty("facts").GetProperty("waybill"));
        json.EndObject();
        return json.Written.ToArray();
    }

    /// <summary>Ids hold letters, digits, dots, hyphens and underscores only, so every one is a file name.</summary>
    private static string EntryFile(ProvedEntry entry) => $"entry-{entry.Entry.Id}.json";

    private static string SuppressionFile(ProvedSuppression suppression) => $"suppression-{suppression.Suppression.Id}.json";

    private static void Write(CanonicalJson json, DecisionMaterial decision)
    {
        json.StartObject("decision");
        if (decision.Chain is { } chain)
            json.StartObject("chain").Number("number", chain.Number).Text("previous", chain.Previous).Text("value", chain.Value).EndObject();
        json.Text("contentHash", decision.ContentHash)
            .Text("decisionHash", decision.Hash)
            .Text("id", decision.Id.ToString())
            .Text("salt", Convert.ToHexStringLower(decision.Salt))
            .EndObject();
    }

    private static void Write(CanonicalJson json, IReadOnlyList<ProvedEntry> entries)
    {
        json.StartArray("entries");
        foreach (var entry in entries)
        {
            json.StartObject();
            Copy(json, "entry", entry.Canonical);
            Write(json, EntryFile(entry), entry);
            json.EndObject();
        }

        json.EndArray();
    }

    private static void Write(CanonicalJson json, IReadOnlyList<ProvedSuppression> suppressions)
    {
        json.StartArray("suppressions");
        foreach (var suppression in suppressions)
        {
            json.StartObject();
            Write(json, SuppressionFile(suppression), suppression);
            Copy(json, "suppression", suppression.Canonical);
            json.EndObject();
        }

        json.EndArray();
    }

    private static void Write(CanonicalJson json, string file, ProvedLeaf leaf)
    {
        json.Text("file", file)
            .StartObject("proof")
            .Number("count", leaf.Count)
            .Number("index", leaf.Index)
            .StartArray("path");
        foreach (var neighbour in leaf.Path)
            json.Value(Convert.ToHexStringLower(neighbour));
        json.EndArray()
            .EndObject()
            .Text("salt", Convert.ToHexStringLower(leaf.Salt));
    }

    private static void Copy(CanonicalJson json, string name, byte[] canonical)
    {
        using var document = JsonDocument.Parse(canonical);
        Copy(json, name, document.RootElement);
    }

    /// <summary>Copies a value that is canonical already; its members are in order.</summary>
    private static void Copy(CanonicalJson json, string? name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.StartObject(name);
                foreach (var member in value.EnumerateObject())
                    Copy(json, member.Name, member.Value);
                json.EndObject();
                break;
            case JsonValueKind.Array:
                json.StartArray(name);
                foreach (var item in value.EnumerateArray())
                    Copy(json, null, item);
                json.EndArray();
                break;
            case JsonValueKind.String when name is null:
                json.Value(value.GetString()!);
                break;
            case JsonValueKind.String:
                json.Text(name, value.GetString()!);
                break;
            case JsonValueKind.Number when name is null:
                json.Value(value.GetInt64());
                break;
            case JsonValueKind.Number:
                json.Number(name, value.GetInt64());
                break;
            default:
                throw new InvalidDataException($"A decision's content holds {value.ValueKind}, which its canonical form has not.");
        }
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
