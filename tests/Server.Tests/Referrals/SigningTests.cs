using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LogisticsScreening.Server.Referrals;
using LogisticsScreening.Server.Referrals.Pdf;

namespace LogisticsScreening.Server.Tests.Referrals;

public sealed class SigningTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ls-signing-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Sign_Pdfsig_CallsItValidAndTotal()
    {
        using var key = new SigningKey(folder.FullName, TimeProvider.System);
        var report = await ReportTool.RunAsync("pdfsig", Save(Sign(key)));
        Assert.Contains("Signature is Valid.", report, StringComparison.Ordinal);
        Assert.Contains("Total document signed", report, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", report, StringComparison.Ordinal);
        Assert.Contains("LogisticsScreening installation signing key", report, StringComparison.Ordinal);
        Assert.Contains("SHA-256", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_OneByteChanged_IsNoLongerValid()
    {
        using var key = new SigningKey(folder.FullName, TimeProvider.System);
        var document = Sign(key);
        var at = document.AsSpan().IndexOf("/Lang (zh-CN)"u8);
        document[at + 7] = (byte)'y';
        var report = await ReportTool.RunAsync("pdfsig", Save(document));
        Assert.Contains("Digest Mismatch", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature is Valid.", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Sign_ByteRange_CoversAllButTheSignature()
    {
        using var key = new SigningKey(folder.FullName, TimeProvider.System);
        var document = Sign(key);
        var range = Regex.Match(Encoding.Latin1.GetString(document), @"/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]");
        var (first, second, rest) = (int.Parse(range.Groups[1].ValueSpan), int.Parse(range.Groups[2].ValueSpan), int.Parse(range.Groups[3].ValueSpan));
        Assert.Equal(document.Length, second + rest);
        Assert.Equal((byte)'<', document[first]);
        Assert.Equal((byte)'>', document[second - 1]);
    }

    [Fact]
    public async Task Sign_Qpdf_FindsNoFault()
    {
        using var key = new SigningKey(folder.FullName, TimeProvider.System);
        Assert.Contains("No syntax or stream encoding errors found", await ReportTool.RunAsync("qpdf", "--check", Save(Sign(key))), StringComparison.Ordinal);
    }

    [Fact]
    public void Sign_DocumentWithoutRoom_Throws()
    {
        using var key = new SigningKey(folder.FullName, TimeProvider.System);
        Assert.Throws<InvalidOperationException>(() => PdfSignature.Sign("%PDF-1.7"u8.ToArray(), key));
    }

    [Fact]
    public void SigningKey_OpenedAgain_IsTheSame()
    {
        using var first = new SigningKey(folder.FullName, TimeProvider.System);
        using var second = new SigningKey(folder.FullName, TimeProvider.System);
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Single(folder.GetFiles());
        Assert.DoesNotContain("PRIVATE", first.CertificatePem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SigningKey_OpenedByManyAtOnce_IsOne()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new SigningKey(folder.FullName, TimeProvider.System))));
        Assert.Single(keys.Select(key => key.Fingerprint).Distinct());
        foreach (var key in keys)
            key.Dispose();
    }

    [Fact]
    public void SigningKey_File_IsReadableByItsOwnerOnly()
    {
        using var key = new SigningKey(folder.FullName, TimeProvider.System);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.FullName, SigningKey.FileName)));
        Assert.Equal(64, key.Fingerprint.Length);
    }

    private static byte[] Sign(SigningKey key) => PdfSignature.Sign(new PdfDossierRenderer(new FontFolder(Path.Combine(AppContext.BaseDirectory, "fonts"))).Render(SampleDossier.Create()), key);

    private string Save(byte[] document)
    {
        var path = Path.Combine(folder.FullName, "signed.pdf");
        File.WriteAllBytes(path, document);
        return path;
    }
}
