using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Decisions;

public sealed class DecisionContentTests
{
    /// <summary>Every optional member present once, and hostile text where text is free.</summary>
    private static readonly ParcelFacts Full = SampleParcel.Facts with
    {
        Issue = 2,
        Agreement = new() { Answer = RegistryAnswer.Found, CustomerKey = SampleParcel.Registered.NumberKey, From = new(2026, 1, 1), Until = new(2027, 12, 31) },
        SenderRegistration = SampleParcel.Registered with { RegisteredAt = SampleParcel.Now, BornOn = new(1985, 3, 12), ResponsibleKey = "sha256:1" },
        Version = 3,
        AgentRegistration = new() { Answer = RegistryAnswer.NotCheckable },
        Waybill = SampleParcel.Waybill with
        {
            Channel = Channel.Agreement,
            Agreement = new("DEMO-1", new(2027, 12, 31)),
            InsuredValue = new("1000.00", "CNY"),
            CashOnDelivery = new("5.00", "CNY"),
            ParentNumber = "SF1390000000000",
            ReturnOf = "SF1390000000009",
            Size = [300, 200, 150],
            CreatedAt = SampleParcel.Now,
            Remarks = "象牙 \"quoted\" \\ \u0001 🐘 </script>",
            Items = [new() { Description = "虎骨 象牙手串", Nature = "handicraft", Quantity = 2, Unit = "件", Weight = 1, Value = new("1.00", "CNY"), HsCode = "9601.10" }],
            Sender = SampleParcel.Sender with
            {
                PhoneKind = PhoneKind.Real,
                OrganisationCode = "91350100M000100Y43",
                Accounts = ["wechat:demo", "qq:1"],
                Document = new(IdType.ResidentId, IdNumber.KeyOf("530102198503120118"), IdNumberProblem.None),
                Agent = new() { Name = "许演青", Phone = "13900000120", Document = new(IdType.Passport, IdNumber.KeyOf("TR0000123"), IdNumberProblem.None) },
            },
        },
    };

    [Fact]
    public void Write_FullFacts_IsCanonicalAndHashesToContentHash()
    {
        var decision = SampleParcel.Screen(Full);
        var content = Content(Full, decision);
        using var document = JsonDocument.Parse(content);
        Assert.Equal(Encoding.UTF8.GetString(content), Canonical(document.RootElement));
        Assert.Equal(decision.ContentHash, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    [Fact]
    public void Write_FullFacts_KeepsEveryFactAndFinding()
    {
        var decision = SampleParcel.Screen(Full);
        using var document = JsonDocument.Parse(Content(Full, decision));
        var root = document.RootElement;
        var waybill = root.GetProperty("facts").GetProperty("waybill");
        Assert.Equal(Full.Waybill.Remarks, waybill.GetProperty("remarks").GetString());
        Assert.Equal([300, 200, 150], waybill.GetProperty("size").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal("passport", waybill.GetProperty("sender").GetProperty("agent").GetProperty("document").GetProperty("type").GetString());
        Assert.Equal(["wechat:demo", "qq:1"], waybill.GetProperty("sender").GetProperty("accounts").EnumerateArray().Select(e => e.GetString()!));
        Assert.Equal("notCheckable", root.GetProperty("facts").GetProperty("agentRegistration").GetProperty("answer").GetString());
        Assert.Equal((2, 3), (root.GetProperty("facts").GetProperty("issue").GetInt32(), root.GetProperty("facts").GetProperty("version").GetInt32()));
        var findings = root.GetProperty("decision").GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(decision.Findings.Count, findings.Count);
        Assert.NotEmpty(findings);
        foreach (var (written, finding) in findings.Zip(decision.Findings))
        {
            Assert.Equal((finding.Code, finding.Text, finding.Explanation.Zh), (written.GetProperty("code").GetString(), written.GetProperty("text").GetString(), written.GetProperty("explanation").GetProperty("zh").GetString()));
            var text = finding.Field == "remarks" ? Full.Waybill.Remarks! : Full.Waybill.Items[0].Description;
            Assert.Equal(finding.Text, text.Substring(finding.Start!.Value, finding.Length!.Value));
        }
    }

    [Fact]
    public void Hash_AnyChangedFact_Changes()
    {
        var waybill = Full.Waybill;
        ParcelFacts[] changed =
        [
            Full with { Issue = 1 },
            Full with { Version = 1 },
            Full with { Scan = ScanKind.Depot },
            Full with { Depot = "KMG-02" },
            Full with { SenderRegistration = null },
            Full with { SenderRegistration = SampleParcel.Registered with { ValidUntil = null } },
            Full with { Agreement = null },
            Full with { Agreement = Full.Agreement! with { Until = null } },
            Full with { SenderRegistration = Full.SenderRegistration! with { ResponsibleKey = null } },
            Full with { SenderRegistration = Full.SenderRegistration! with { RegisteredAt = SampleParcel.Now.AddMicroseconds(1) } },
            Full with { SenderRegistration = Full.SenderRegistration! with { BornOn = null } },
            Full with { AgentRegistration = new() { Answer = RegistryAnswer.NotFound } },
            Full with { Waybill = waybill with { Remarks = null } },
            Full with { Waybill = waybill with { Pieces = 2 } },
            Full with { Waybill = waybill with { Size = [300, 200, 151] } },
            Full with { Waybill = waybill with { InsuredValue = new("1000.01", "CNY") } },
            Full with { Waybill = waybill with { CreatedAt = SampleParcel.Now.AddMicroseconds(1) } },
            Full with { Waybill = waybill with { Sender = waybill.Sender with { Accounts = ["wechat:demo"] } } },
            Full with { Waybill = waybill with { Sender = waybill.Sender with { Agent = null } } },
            Full with { Waybill = waybill with { Recipient = waybill.Recipient with { Name = "张演武" } } },
            Full with { Waybill = waybill with { Items = [waybill.Items[0] with { HsCode = null }] } },
        ];
        string[] hashes = [.. changed.Append(Full).Select(f => SampleParcel.Screen(f).ContentHash)];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    private static byte[] Content(ParcelFacts facts, Decision decision)
    {
        var json = new CanonicalJson();
        DecisionContent.Write(json, facts, decision, SampleParcel.Undrawn);
        return json.Written.ToArray();
    }

    /// <summary>RFC 8785 a second time, over the parsed document: sorts members itself.</summary>
    private static string Canonical(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => Canonical(m.Name) + ":" + Canonical(m.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(Canonical)) + "]",
        JsonValueKind.Number => element.GetInt64().ToString(),
        _ => Canonical(element.GetString()!),
    };

    private static string Canonical(string text) => "\"" + string.Concat(text.Select(c => c switch { '"' => "\\\"", '\\' => "\\\\", < ' ' => $"\\u{(int)c:x4}", _ => c.ToString() })) + "\"";
}
