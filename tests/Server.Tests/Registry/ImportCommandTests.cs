using LogisticsScreening.Server.RiskLists;

namespace LogisticsScreening.Server.Tests.Registry;

/// <summary>The verbs <c>import</c>, <c>name-shares</c> and <c>rotate-keys</c> as processes.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ls-import-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Demo(string file) => Path.Combine(AppContext.BaseDirectory, "demo", file);

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Import_DemoFilesTwiceThenRotate_TakesAllOnceAndReencryptsIt()
    {
        Assert.Equal((0, "20 added, 0 changed, 0 unchanged, 0 refused."), await RunAsync("import", "registrations", Demo("registrations.csv")));
        Assert.Equal((0, "0 added, 0 changed, 20 unchanged, 0 refused."), await RunAsync("import", "registrations", Demo("registrations.csv")));
        var entries = (await File.ReadAllLinesAsync(Demo("entries.csv"), Ct)).Length - 1;
        Assert.Equal((0, $"{entries} added, 0 changed, 0 unchanged, 0 refused."), await RunAsync("import", "list", Demo("entries.csv")));

        var (code, output) = await RunAsync("rotate-keys");
        Assert.Equal(0, code);
        // Besides the rows, the audit entries of the three imports: one that changes nothing told what is known all the same.
        Assert.Contains($"{20 + entries + 3} rows re-encrypted, 0 left.", output, StringComparison.Ordinal);
        Assert.Equal((0, "0 added, 0 changed, 20 unchanged, 0 refused."), await RunAsync("import", "registrations", Demo("registrations.csv")));
    }

    [Fact]
    public async Task Import_BadRow_IsNamedAndTheExitCodeSaysSo()
    {
        var file = Path.Combine(directory, "bad.csv");
        await File.WriteAllTextAsync(file, "idType,idNumber,name,phone,registeredAt,status\nresidentId,530102199003070017,李试一,13900000001,2026-01-01T02:00:00Z,active\nresidentId,,王试二,13900000002,never,active\n", Ct);

        var (code, output, errors) = await ServerProcess.RunAsync(directory, ["import", "registrations", file], null, Ct);

        Assert.Equal(1, code);
        Assert.Equal("1 added, 0 changed, 0 unchanged, 1 refused.", output);
        Assert.Contains("line 3: idNumber: is required; registeredAt: must be an instant", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("王试二", errors, StringComparison.Ordinal);
    }

    /// <summary>One by one, what a spreadsheet and a wrong clock do to a row: none is stored as if it were somebody.</summary>
    [Fact]
    public async Task Import_RowsThatASpreadsheetChanged_AreRefused()
    {
        var file = Path.Combine(directory, "excel.csv");
        await File.WriteAllTextAsync(
            file,
            """
            idType,idNumber,name,phone,registeredAt,status
            residentId,5.30102E+17,李试一,13900000001,2026-01-01T02:00:00Z,active
            residentId,"5,30102e+17",李试二,13900000002,2026-01-01T02:00:00Z,active
            residentId,'530102199003070017,李试三,13900000003,2026-01-01T02:00:00Z,active
            residentId,530102199003070017,李试四,13900000004,2099-01-01T02:00:00Z,active
            passport,E12345678,李试五,13900000005,2026-01-01T02:00:00Z,active

            """,
            Ct);

        var (code, output, errors) = await ServerProcess.RunAsync(directory, ["import", "registrations", file], null, Ct);

        Assert.Equal((1, "1 added, 0 changed, 0 unchanged, 4 refused."), (code, output));
        Assert.Contains("line 2: idNumber: was changed by a spreadsheet", errors, StringComparison.Ordinal);
        Assert.Contains("line 3: idNumber: was changed by a spreadsheet", errors, StringComparison.Ordinal);
        Assert.Contains("line 4: idNumber: was changed by a spreadsheet", errors, StringComparison.Ordinal);
        Assert.Contains("line 5: registeredAt: lies in the future", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameShares_OfFewRegistrations_AreRefusedAndNothingIsWritten()
    {
        await RunAsync("import", "registrations", Demo("registrations.csv"));
        var file = Path.Combine(directory, "name_shares.csv");

        var (code, output, errors) = await ServerProcess.RunAsync(directory, ["name-shares", "--out", file], null, Ct);

        Assert.Equal(StartupException.ExitCode, code);
        Assert.Empty(output);
        Assert.Contains("Shares need at least 100000 active registrations with Chinese names; there are 18.", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Import_ListWithAPhoneOfVeryMany_WarnsInBothLanguagesAndTakesIt()
    {
        const string Phone = "13900000779";
        var file = Path.Combine(directory, "crowd.csv");
        var rows = Enumerable.Range(0, KeyCrowds.Most + 1).Select(i => $"crowd-{i},person,秦试{(char)('一' + i)},{Phone},test,a test,basis-1,0.9,2026-01-01,2027-12-31\n");
        await File.WriteAllTextAsync(file, "id,kind,value,phone,source,reason,lawfulBasis,confidence,from,until\n" + string.Concat(rows), Ct);

        var (code, output, errors) = await ServerProcess.RunAsync(directory, ["import", "list", file], null, Ct);

        Assert.Equal((0, $"{KeyCrowds.Most + 1} added, 0 changed, 0 unchanged, 0 refused."), (code, output));
        var warning = Assert.Single(errors.Split('\n'), line => line.StartsWith("warning: ", StringComparison.Ordinal));
        Assert.Contains("个条目的电话相同（第 2、3、4 行等）", warning, StringComparison.Ordinal);
        Assert.Contains("entries have the same phone (rows 2, 3, 4 and more)", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adverts", "registrations.csv", "cannot import adverts yet")]
    [InlineData("list", "registrations.csv", "lacks the column|not a known column")]
    [InlineData("list", "no-such-file.csv", "There is no file")]
    public async Task Import_WhatCannotBe_EndsWithOneClearLine(string kind, string file, string reason)
    {
        var (code, output, errors) = await ServerProcess.RunAsync(directory, ["import", kind, Demo(file)], null, Ct);

        Assert.Equal(StartupException.ExitCode, code);
        Assert.Empty(output);
        Assert.Matches(reason, Assert.Single(errors.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal)));
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var (code, output, _) = await ServerProcess.RunAsync(directory, arguments, null, Ct);
        return (code, output);
    }
}
