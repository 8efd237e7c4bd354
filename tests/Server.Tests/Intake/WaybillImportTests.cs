using System.Text.Json.Nodes;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>The verb <c>import waybills</c> as a process.</summary>
public sealed class WaybillImportTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ls-import-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Import_JsonLinesTwice_TakesGoodRowsOnceAndNamesTheBadOne()
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "demo", "waybills.jsonl"), Ct)).ToList();
        var bad = JsonNode.Parse(lines[0])!.AsObject();
        bad["number"] = "SF1390000099999";
        bad["weight"] = -1;
        lines.Insert(2, bad.ToJsonString());
        lines.Insert(4, "{ not json");
        var file = Path.Combine(directory, "waybills.jsonl");
        await File.WriteAllLinesAsync(file, lines, Ct);

        var first = await ServerProcess.RunAsync(directory, ["import", "waybills", file], null, Ct);
        Assert.Equal((1, $"{lines.Count - 2} added, 0 changed, 0 unchanged, 2 refused."), (first.Item1, first.Item2));
        Assert.Contains("line 3: weight: must be a whole number", first.Item3, StringComparison.Ordinal);
        Assert.Contains("line 5: $: is not a JSON object", first.Item3, StringComparison.Ordinal);

        var second = await ServerProcess.RunAsync(directory, ["import", "waybills", file], null, Ct);
        Assert.Equal($"0 added, 0 changed, {lines.Count - 2} unchanged, 2 refused.", second.Item2);
    }

    [Fact]
    public async Task Import_JsonLinesWithAByteOrderMark_AreTakenAndOnesInAnotherEncodingAreNot()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "demo", "waybills.jsonl"), Ct);
        var marked = Path.Combine(directory, "marked.jsonl");
        await File.WriteAllLinesAsync(marked, lines[..2], new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Ct);
        Assert.Equal((0, "2 added, 0 changed, 0 unchanged, 0 refused."), Outcome(await ServerProcess.RunAsync(directory, ["import", "waybills", marked], null, Ct)));

        var foreign = Path.Combine(directory, "foreign.jsonl");
        await File.WriteAllTextAsync(foreign, lines[2].Replace("严演德", "Zoë", StringComparison.Ordinal), System.Text.Encoding.Latin1, Ct);
        var (code, _, errors) = await ServerProcess.RunAsync(directory, ["import", "waybills", foreign], null, Ct);
        Assert.NotEqual(0, code);
        Assert.Contains("not UTF-8", errors, StringComparison.Ordinal);
        Assert.Equal("0 added, 0 changed, 2 unchanged, 0 refused.", (await ServerProcess.RunAsync(directory, ["import", "waybills", marked], null, Ct)).Item2);

        static (int Code, string Output) Outcome((int Code, string Output, string) run) => (run.Code, run.Output);
    }

    [Fact]
    public async Task Import_Csv_ReadsDottedColumns()
    {
        var file = Path.Combine(directory, "waybills.csv");
        await File.WriteAllTextAsync(
            file,
            "number,carrier,sender.name,sender.phone,sender.address,recipient.name,recipient.phone,recipient.address,items.0.description,items.0.quantity,weight\n"
            + "SF1390000077001,SF,李演一,13900000001,云南省昆明市五华区演示路1号,王演二,13900000002,四川省成都市锦江区样例路2号,象牙手串,1,250\n"
            + "SF1390000077002,SF,李演一,13900000001,云南省昆明市五华区演示路1号,王演二,13900000002,四川省成都市锦江区样例路2号,=1+1,1,250\n",
            Ct);
        var (code, output, errors) = await ServerProcess.RunAsync(directory, ["import", "waybills", file], null, Ct);
        Assert.Equal((1, "1 added, 0 changed, 0 unchanged, 1 refused."), (code, output));
        Assert.Contains("line 3: items.0.description: starts like a spreadsheet formula", errors, StringComparison.Ordinal);
    }
}
