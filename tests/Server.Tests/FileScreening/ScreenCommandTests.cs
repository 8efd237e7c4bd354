namespace LogisticsScreening.Server.Tests.FileScreening;

/// <summary>Exit codes and streams of the real executable.</summary>
public sealed class ScreenCommandTests : IDisposable
{
    private static readonly string DemoFile = Path.Combine(Repository.Root, "db", "demo");
    private readonly string directory = Directory.CreateTempSubdirectory("ls-screen-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Screen_DemoFile_ScreensAllAndSaysSo()
    {
        var (code, output, errors) = await RunAsync(
            "--in", Demo("waybills.jsonl"), "--out", At("decisions.jsonl"), "--list", Demo("entries.csv"), "--registry", Demo("registrations.csv"),
            "--facts", At("facts.jsonl"), "--now", "2026-11-22T08:00:00Z");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("32 waybills screened", output, StringComparison.Ordinal);
        Assert.Equal(32, File.ReadLines(At("decisions.jsonl")).Count());
        Assert.Equal(32, File.ReadLines(At("facts.jsonl")).Count());
    }

    [Fact]
    public async Task Screen_BadLine_EndsWithOneAfterTheRest()
    {
        File.WriteAllText(At("waybills.jsonl"), "nonsense\n" + File.ReadLines(Demo("waybills.jsonl")).First() + "\n");
        var (code, output, errors) = await RunAsync("--in", At("waybills.jsonl"), "--out", At("decisions.jsonl"));
        Assert.Equal((1, "line 1: is not JSON at byte 2"), (code, errors));
        Assert.Contains("1 waybills screened", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--in nowhere.jsonl --out o.jsonl", "nowhere.jsonl")]
    [InlineData("--in {demo} --out {demo}", "named twice")]
    [InlineData("--in {demo} --out /proc/none/o.jsonl", "/proc/none/o.jsonl")]
    [InlineData("--in {demo} --out o.jsonl --now tomorrow", "--now")]
    [InlineData("--in {demo} --out o.jsonl --list {demo}", "line 1")]
    [InlineData("--in {demo} --out o.jsonl --control-key {demo}", "control key")]
    [InlineData("--in {demo}", "--out")]
    [InlineData("--in {demo} --out o.jsonl --colour red", "--colour")]
    public async Task Screen_BadOption_IsOneLineAndTwo(string line, string named)
    {
        var (code, output, errors) = await RunAsync([.. line.Replace("{demo}", Demo("waybills.jsonl"), StringComparison.Ordinal).Split(' ')]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ServerProcess.RunAsync(directory, ["screen", .. arguments], null, Ct);

    private string At(string file) => Path.Combine(directory, file);

    private static string Demo(string file) => Path.Combine(DemoFile, file);
}
