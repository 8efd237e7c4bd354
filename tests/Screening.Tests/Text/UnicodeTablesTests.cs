using System.Diagnostics;
using LogisticsScreening.Screening.Tests.Lexicon;

namespace LogisticsScreening.Screening.Tests.Text;

public sealed class UnicodeTablesTests
{
    private const string Data = "/usr/share/unicode";

    /// <summary>Nobody edits the tables by hand: where Debian's unicode-data of the same version is installed, the script must give the same file.</summary>
    [Theory]
    [InlineData("UnicodeTables.g.cs", "unicode_tables.py")]
    [InlineData("Pronunciation.g.cs", "pronunciation.py")]
    [InlineData("LookAlikes.g.cs", "look_alikes.py")]
    public async Task GeneratedFile_ScriptRunAgain_Same(string file, string script)
    {
        var folder = Path.Combine(ReferenceRows.Folder, "..", "..", "src", "Screening", "Text");
        var committed = await File.ReadAllTextAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken);
        Assert.SkipUnless(File.Exists(Path.Combine(Data, "UnicodeData.txt")) && File.Exists("/usr/bin/python3"), "needs python3 and Debian's unicode-data");
        var header = await File.ReadAllTextAsync(Path.Combine(Data, "CaseFolding.txt"), TestContext.Current.CancellationToken);
        Assert.SkipUnless(header.Contains($"CaseFolding-{LogisticsScreening.Screening.Text.TextSelfTest.UnicodeVersion}.txt", StringComparison.Ordinal), "another Unicode version is installed");

        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-B", Path.Combine(folder, "generate", script), Data])
        {
            RedirectStandardOutput = true,
        })!;
        var made = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.True(made == committed, $"{file} is not what generate/{script} makes");
    }
}
