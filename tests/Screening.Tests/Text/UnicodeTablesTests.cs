using System.Diagnostics;
using System.Security.Cryptography;
using LogisticsScreening.Screening.Tests.Lexicon;
using LogisticsScreening.Screening.Text;

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
        Assert.SkipUnless(header.Contains($"CaseFolding-{TextSelfTest.UnicodeVersion}.txt", StringComparison.Ordinal), "another Unicode version is installed");

        await AssertMade(folder, file, script, Data, committed);
    }

    /// <summary>The same of the English words, where Debian's wamerican-small of the same contents is installed.</summary>
    [Fact]
    public async Task EnglishWords_ScriptRunAgain_Same()
    {
        const string list = "/usr/share/dict/american-english-small";
        var folder = Path.Combine(ReferenceRows.Folder, "..", "..", "src", "Screening", "Text");
        var committed = await File.ReadAllTextAsync(Path.Combine(folder, "EnglishWords.g.cs"), TestContext.Current.CancellationToken);
        Assert.SkipUnless(File.Exists(list) && File.Exists("/usr/bin/python3"), "needs python3 and Debian's wamerican-small");
        var listed = await File.ReadAllBytesAsync(list, TestContext.Current.CancellationToken);
        Assert.SkipUnless(Convert.ToHexStringLower(SHA256.HashData(listed)) == EnglishWords.ListSha256, "another list is installed");
        await AssertMade(folder, "EnglishWords.g.cs", "english_words.py", list, committed);
    }

    /// <summary>The promise of the table: at most one of a thousand strings that are no words passes for one.</summary>
    [Fact]
    public void EnglishWords_RandomLetters_HardlyEverPass()
    {
        const int strings = 200_000;
        var random = new Random(27);
        var passed = 0;
        Span<char> letters = stackalloc char[9];
        for (var i = 0; i < strings; i++)
        {
            // Of seven letters and more chance hardly ever makes a word.
            var word = letters[..random.Next(7, 10)];
            for (var at = 0; at < word.Length; at++)
                word[at] = (char)('a' + random.Next(26));
            passed += EnglishWords.Contains(word) ? 1 : 0;
        }

        Assert.InRange(passed, 0, strings / 1000);
        Assert.InRange(EnglishWords.Count, 20_000, 60_000);
    }

    private static async Task AssertMade(string folder, string file, string script, string data, string committed)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-B", Path.Combine(folder, "generate", script), data])
        {
            RedirectStandardOutput = true,
        })!;
        var made = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.True(made == committed, $"{file} is not what generate/{script} makes");
    }
}
