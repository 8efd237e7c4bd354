using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Referrals;
using LogisticsScreening.Server.Referrals.Pdf;

namespace LogisticsScreening.Server.Tests.Referrals;

/// <summary>What the built-in renderer writes, checked by its own rules and by stock programs.</summary>
public sealed partial class PdfDossierRendererTests : IDisposable
{
    private static readonly FontFolder Fonts = new(Path.Combine(AppContext.BaseDirectory, "fonts"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ls-report-");

    private static readonly PdfDossierRenderer Renderer = new(Fonts);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Fonts_AfterNpmCiAndBuild_LieBesideTheServer() => Assert.Null(Fonts.Problem);

    [Fact]
    public void Render_SameDossier_GivesSameBytes() =>
        Assert.True(Renderer.Render(SampleDossier.Create()).AsSpan().SequenceEqual(Renderer.Render(SampleDossier.Create())));

    [Fact]
    public void Render_MissingFont_NamesTheSetting()
    {
        var renderer = new PdfDossierRenderer(new FontFolder(folder.FullName));
        Assert.Contains("LS_FONTS", Assert.Throws<InvalidOperationException>(() => renderer.Render(SampleDossier.Create())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_CrossReferenceTable_PointsAtEveryObject()
    {
        var text = Encoding.Latin1.GetString(Renderer.Render(SampleDossier.Create()));
        var start = int.Parse(Regex.Match(text, @"startxref\n(\d+)\n%%EOF\n$").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n0 ", text[start..], StringComparison.Ordinal);
        var offsets = Regex.Matches(text[start..], @"^(\d{10}) 00000 n $", RegexOptions.Multiline);
        Assert.True(offsets.Count > 20);
        for (var i = 0; i < offsets.Count; i++)
            Assert.StartsWith($"{i + 1} 0 obj\n", text[int.Parse(offsets[i].Groups[1].Value, CultureInfo.InvariantCulture)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ArchiveRules_AreKept()
    {
        var text = Encoding.Latin1.GetString(Renderer.Render(SampleDossier.Create()));
        Assert.StartsWith("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n", text, StringComparison.Ordinal);
        Assert.Contains("<pdfaid:part>3</pdfaid:part>", text, StringComparison.Ordinal);
        Assert.Contains("<pdfaid:conformance>B</pdfaid:conformance>", text, StringComparison.Ordinal);
        Assert.Contains("/S /GTS_PDFA1", text, StringComparison.Ordinal);
        Assert.Contains("/AFRelationship /Data", text, StringComparison.Ordinal);
        Assert.Matches(@"/AF \[\d+ 0 R\]", text);
        Assert.Matches(@"/ID \[<[0-9A-F]{32}> <[0-9A-F]{32}>\]", text);
        var descriptors = FontDescriptor().Matches(text);
        Assert.Equal(2, descriptors.Count);
        Assert.All(descriptors, descriptor => Assert.Matches(@"/FontName /[A-Z]{6}\+NotoSansSC-(Regular|Bold).*/FontFile2 \d+ 0 R", descriptor.Value));
        Assert.Equal(2, Regex.Count(text, "/Subtype /Type0 "));
        Assert.DoesNotMatch("/Encrypt|/SMask|/CA |/ca |/Group|/JavaScript|/Launch|LZWDecode|/Interpolate true|/S /Transparency", text);
    }

    [Fact]
    public void Render_WithoutAttachment_HasNone() =>
        Assert.DoesNotContain("/AF ", Encoding.Latin1.GetString(Renderer.Render(SampleDossier.Create() with { Attachments = [] })), StringComparison.Ordinal);

    [Fact]
    public async Task Render_Qpdf_FindsNoFault() =>
        Assert.Contains("No syntax or stream encoding errors found", await ReportTool.RunAsync("qpdf", "--check", Save(Renderer.Render(SampleDossier.Create()))), StringComparison.Ordinal);

    [Fact]
    public async Task Render_ExtractedText_HasRareNamesAndPageNumbers()
    {
        var text = await TextOfAsync(SampleDossier.Create());
        Assert.Contains(SampleDossier.RareNames, text, StringComparison.Ordinal);
        Assert.Contains("第 1 页 共 ", text, StringComparison.Ordinal);
        Assert.Contains("Page 1 of ", text, StringComparison.Ordinal);
        Assert.Contains("线索移交（报案材料）", text, StringComparison.Ordinal);
        // The head of the table stands on every page that the table reaches.
        Assert.True(Regex.Count(text, "Original text") >= 3);
    }

    [Fact]
    public async Task Render_LookAlikeCodePoints_AreExtractedAsWritten()
    {
        // U+F900 (compatibility ideograph) and U+8C48 have one outline in many fonts; U+00A5 and U+FFE5 two widths.
        var text = await TextOfAsync(Showing("\uF900\u8C48\u00A5\uFFE5"));
        Assert.Contains("\uF900\u8C48\u00A5\uFFE5", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u202Eevil", "[U+202E]evil")]
    [InlineData("a\u200Bb", "a[U+200B]b")]
    [InlineData("a\u0000b\tc\nd", "a[U+0000]b[U+0009]c[U+000A]d")]
    [InlineData("\U0002A6A5", "[U+2A6A5]")]
    [InlineData("\uD83D\uDE00", "[U+1F600]")]
    [InlineData("\u05D0\u0645", "[U+05D0][U+0645]")]
    [InlineData("e\u0301", "e[U+0301]")]
    [InlineData("x\u00A0y\u2003z", "x[U+00A0]y[U+2003]z")]
    [InlineData("'); DROP TABLE parties;-- <script>\\(%", "'); DROP TABLE parties;-- <script>\\(%")]
    public async Task Render_HostileText_IsShownVisibly(string data, string shown) =>
        Assert.Contains(shown, (await TextOfAsync(Showing(data))).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    /// <summary>Not a row of the theory: test runners carry their data as UTF-8, which has no half of a pair.</summary>
    [Fact]
    public Task Render_LoneSurrogate_IsShownVisibly() => Render_HostileText_IsShownVisibly("a\uD83D", "a[U+D83D]");

    [Fact]
    public async Task Render_TextOfTenThousandCharacters_RunsOverPagesComplete()
    {
        var data = string.Concat(Enumerable.Range(0, 10_000).Select(i => (char)('一' + (i % 400))));
        var text = await TextOfAsync(Showing(data));
        var body = string.Concat(text.Where(letter => letter is >= '一' and < (char)('一' + 400)));
        Assert.Contains("第 3 页", text, StringComparison.Ordinal);
        Assert.True(body.Length >= 10_000, $"{body.Length} of 10,000 characters");
    }

    [Fact]
    public async Task Render_LongWordWithoutBreak_StaysInsideThePage()
    {
        var boxes = await ReportTool.RunAsync("pdftotext", "-bbox", Save(Renderer.Render(Showing(new string('W', 400)))), "-");
        var edges = Regex.Matches(boxes, "xMax=\"([0-9.]+)\"").Select(edge => double.Parse(edge.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(edges);
        Assert.All(edges, edge => Assert.True(edge < PdfCanvas.PageWidth - 50, $"{edge}"));
    }

    [Fact]
    public async Task Render_AttachedDossier_ComesOutByteForByte()
    {
        var target = Path.Combine(folder.FullName, "out.json");
        await ReportTool.RunAsync("pdfdetach", "-save", "1", "-o", target, Save(Renderer.Render(SampleDossier.Create())));
        Assert.Equal(SampleDossier.Attachment, await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Render_Fonts_AreAllEmbeddedSubsets()
    {
        var fonts = await ReportTool.RunAsync("pdffonts", Save(Renderer.Render(SampleDossier.Create())));
        var rows = fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(2, rows.Length);
        Assert.All(rows, row => Assert.Matches(@"CID TrueType\s+Identity-H\s+yes yes yes", row));
    }

    [Fact]
    public async Task Render_Pictures_AreEmbeddedOpaque()
    {
        var path = Save(Renderer.Render(SampleDossier.Create(new DossierBlock.Picture(SamplePictures.Jpeg(6), new("照片二", "Photo 2")))));
        var images = await ReportTool.RunAsync("pdfimages", "-list", path);
        Assert.Matches(@"image\s+120\s+80\s+rgb\s+3\s+8\s+image", images);
        Assert.Matches(@"image\s+8\s+8\s+gray\s+1\s+8\s+jpeg", images);
        Assert.DoesNotContain("smask", images, StringComparison.Ordinal);
        await ReportTool.RunAsync("qpdf", "--check", path);
    }

    [Fact]
    public async Task Render_UnreadablePicture_IsNamedByItsHash()
    {
        var text = await TextOfAsync(SampleDossier.Create(new DossierBlock.Picture("no picture"u8.ToArray(), new("照片", "Photo"))));
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("no picture"u8)), text, StringComparison.Ordinal);
    }

    private static Dossier Showing(string data) =>
        SampleDossier.Create(new DossierBlock.Facts([new(new LocalizedText("数据", "Data"), new DossierValue.Original(data))]));

    private string Save(byte[] document)
    {
        var path = Path.Combine(folder.FullName, "report.pdf");
        File.WriteAllBytes(path, document);
        return path;
    }

    private Task<string> TextOfAsync(Dossier dossier) => ReportTool.RunAsync("pdftotext", "-layout", Save(Renderer.Render(dossier)), "-");

    [GeneratedRegex("<< /Type /FontDescriptor .*>>")]
    private static partial Regex FontDescriptor();
}
