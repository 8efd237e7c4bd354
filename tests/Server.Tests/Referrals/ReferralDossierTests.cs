using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Referrals;
using LogisticsScreening.Server.Referrals.Pdf;

namespace LogisticsScreening.Server.Tests.Referrals;

/// <summary>From the material of a referral to its dossier: what it says, and that an officer can compute every hash in it again.</summary>
public sealed class ReferralDossierTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ls-referral-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Compose_Document_SaysWhoWhatWhyAndWhen()
    {
        var text = await TextOfAsync(ReferralDossier.Compose(SampleReferral.Create("请尽快核查")).Dossier);
        string[] expected =
        [
            SampleReferral.Reference, "李䶮", "张㛃", "王堃", "138******32", "SF1390000000017", "犀角[U+200B]雕件", "网络巡查 2026-10", "Posting wildlife",
            "Alert acknowledged", "未附照片", "请尽快核查", "2026-11-22 16:00:00", "已通知复检", "',\"<script>",
        ];
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Compose_Seal_HoldsTheHashOfTheAttachedJson()
    {
        var (dossier, hash) = ReferralDossier.Compose(SampleReferral.Create());
        var attached = dossier.Attachments.Single(file => file.FileName == DossierJson.FileName);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(attached.Content)), hash);
        Assert.Equal($"{SampleReferral.Reference} sha256:{hash}", dossier.Seal.QrPayload);
    }

    [Fact]
    public void Compose_AttachedParts_GiveTheHashesAgain()
    {
        var (dossier, _) = ReferralDossier.Compose(SampleReferral.Create());
        byte[] File(string name) => dossier.Attachments.Single(file => file.FileName == name).Content;
        var json = JsonDocument.Parse(File(DossierJson.FileName)).RootElement;
        var decision = json.GetProperty("decision");
        Assert.Equal(decision.GetProperty("decisionHash").GetString(), Convert.ToHexStringLower(SHA256.HashData([0, .. File(DossierJson.PublicPartFile)])));
        Assert.Equal(decision.GetProperty("contentHash").GetString(), Convert.ToHexStringLower(SHA256.HashData(File(DossierJson.ContentFile))));
        Assert.Equal(
            JsonDocument.Parse(File(DossierJson.PublicPartFile)).RootElement.GetProperty("commitment").GetString(),
            Convert.ToHexStringLower(SHA256.HashData([.. File(DossierJson.SaltFile), .. File(DossierJson.ContentFile)])));
        foreach (var file in json.GetProperty("files").EnumerateArray())
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(File(file.GetProperty("name").GetString()!))));
    }

    [Fact]
    public void Compose_ListEntry_CanBeProvedFromWhatIsAttached()
    {
        var material = SampleReferral.Create();
        var (dossier, _) = ReferralDossier.Compose(material);
        var json = JsonDocument.Parse(dossier.Attachments[0].Content).RootElement.GetProperty("entries")[0];
        var (salt, proof) = (Convert.FromHexString(json.GetProperty("salt").GetString()!), json.GetProperty("proof"));
        var attached = dossier.Attachments.Single(file => file.FileName == json.GetProperty("file").GetString()).Content;
        var leaf = SHA256.HashData([0, .. salt, .. attached]);
        var root = ListVersion.RootFrom(
            leaf,
            proof.GetProperty("index").GetInt32(),
            proof.GetProperty("count").GetInt32(),
            [.. proof.GetProperty("path").EnumerateArray().Select(neighbour => Convert.FromHexString(neighbour.GetString()!))]);
        var all = SampleReferral.ListedIds.Select(id => ListVersion.Leaf(material.Entries[0].Entry with { Id = id }, salt, new CanonicalJson())).ToList();
        Assert.Equal(ListVersion.Root(all), root);
        Assert.Equal(2, proof.GetProperty("path").GetArrayLength());
    }

    [Fact]
    public void Compose_Json_IsCanonical()
    {
        var (dossier, _) = ReferralDossier.Compose(SampleReferral.Create("note"));
        var bytes = dossier.Attachments[0].Content;
        using var document = JsonDocument.Parse(bytes);
        AssertOrdered(document.RootElement);
        Assert.DoesNotContain("\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Contains(SampleReferral.Description, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(DossierJson.Format, document.RootElement.GetProperty("format").GetString());
    }

    [Fact]
    public void Compose_SameMaterial_GivesSameDocument()
    {
        var renderer = Renderer();
        Assert.True(renderer.Render(ReferralDossier.Compose(SampleReferral.Create()).Dossier).AsSpan()
            .SequenceEqual(renderer.Render(ReferralDossier.Compose(SampleReferral.Create()).Dossier)));
    }

    [Fact]
    public void Compose_FindingWithSpan_MarksItInTheWholeText()
    {
        var (dossier, _) = ReferralDossier.Compose(SampleReferral.Create());
        var marked = dossier.Blocks.OfType<DossierBlock.Facts>().SelectMany(facts => facts.Items).Select(fact => fact.Value).OfType<DossierValue.Original>().Where(text => text.Marks.Count > 0);
        var original = Assert.Single(marked);
        Assert.Equal(SampleReferral.Description, original.Text);
        Assert.Equal("犀角", original.Text.Substring(original.Marks[0].Start, original.Marks[0].Length));
    }

    [Fact]
    public async Task Compose_NotYetChained_SaysSo() =>
        Assert.Contains("尚未编入日志链", await TextOfAsync(ReferralDossier.Compose(SampleReferral.Create(chained: false)).Dossier), StringComparison.Ordinal);

    [Fact]
    public void Wording_EveryCodeOfTheCore_HasWords()
    {
        string[] codes =
        [
            .. EnumText<Lane>.All.Select(code => $"lane.{code}"),
            .. EnumText<Severity>.All.Select(code => $"severity.{code}"),
            .. EnumText<Check>.All.Select(code => $"check.{code}"),
            .. EnumText<Instruction>.All.Select(code => $"instruction.{code}"),
            .. EnumText<PartyRole>.All.Select(code => $"party.{code}"),
            .. EnumText<RiskListKind>.All.Select(code => $"kind.{code}"),
            .. EnumText<MatchLayer>.All.Union(EnumText<NameTier>.All).Append("key").Append("nameAndKey").Select(code => $"match.{code}"),
            .. EnumText<ContentKind>.All.Select(code => $"contentKind.{code}"),
            .. EnumText<Channel>.All.Select(code => $"channel.{code}"),
            .. EnumText<ScanKind>.All.Select(code => $"scan.{code}"),
            .. EnumText<InspectionResult>.All.Select(code => $"inspection.{code}"),
            .. EnumText<CollectorRelation>.All.Select(code => $"relation.{code}"),
        ];
        Assert.Equal(codes.Order(StringComparer.Ordinal), Wording.Known.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("items[0].description", SampleReferral.Description)]
    [InlineData("sender.agent.name", "张㛃")]
    [InlineData("items[9].description", null)]
    [InlineData("sender.missing", null)]
    [InlineData("sender.name.first", null)]
    [InlineData("items[-1]", null)]
    [InlineData("", null)]
    public void FieldPath_Find_FollowsThePathOrGivesNothing(string path, string? expected)
    {
        using var content = JsonDocument.Parse(SampleReferral.Create().Decision.Content);
        Assert.Equal(expected, FieldPath.Find(content.RootElement.GetProperty("facts").GetProperty("waybill"), path)?.GetString());
    }

    private static void AssertOrdered(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                AssertOrdered(item);
        }

        if (element.ValueKind is not JsonValueKind.Object)
            return;
        var names = element.EnumerateObject().Select(member => member.Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        foreach (var member in element.EnumerateObject())
            AssertOrdered(member.Value);
    }

    private static PdfDossierRenderer Renderer() => new(new FontFolder(Path.Combine(AppContext.BaseDirectory, "fonts")));

    private async Task<string> TextOfAsync(Dossier dossier)
    {
        var path = Path.Combine(folder.FullName, "referral.pdf");
        await File.WriteAllBytesAsync(path, Renderer().Render(dossier), TestContext.Current.CancellationToken);
        return await ReportTool.RunAsync("pdftotext", "-layout", path, "-");
    }
}
