using System.CommandLine;
using LogisticsScreening.Server.FileScreening;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server;

/// <summary>
/// <c>import waybills|registrations|list|agreements|adverts FILE</c>: loads a file into the configured database. Idempotent; good rows are taken, each bad one
/// is reported by line and field without its value, and the exit code then says so.
/// </summary>
internal sealed class ImportCommand : Command
{
    private static readonly string[] Kinds = ["waybills", "registrations", "list", "agreements", "adverts"];

    private readonly Argument<string> kind = new("kind") { Description = "What the file holds.", HelpName = string.Join('|', Kinds) };
    private readonly Argument<string> file = new("file") { Description = "The file to load.", HelpName = "FILE" };

    public ImportCommand(Func<ServerSettings, WebApplication> build)
        : base("import", "Load waybills, registrations, safety agreements or the risk list from a file.")
    {
        kind.AcceptOnlyFromAmong(Kinds);
        Arguments.Add(kind);
        Arguments.Add(file);
        SetAction((line, ct) => RunAsync(line.GetValue(kind)!, line.GetValue(file)!, build, ct));
    }

    private static async Task<int> RunAsync(string kind, string path, Func<ServerSettings, WebApplication> build, CancellationToken ct)
    {
        await using var input = InputFile.Open(path);
        await using var app = await ServerHost.OpenAsync(CommandLine.LoadSettings(), build, ct);
        var import = app.Services.GetKeyedService<IFileImport>(kind)
            ?? throw new StartupException($"This server cannot import {kind} yet.");
        using var signals = new StopSignals(ct);
        try
        {
            ImportReport report;
            using (var bar = ProgressBar.OnStandardError())
                report = await import.ImportAsync(input, new Drawn(bar, input), signals.Token);
            foreach (var row in report.Refused)
                await Console.Error.WriteLineAsync($"line {row.Line}: {string.Join("; ", row.Problems)}");
            if (report.RefusedCount > report.Refused.Count)
                await Console.Error.WriteLineAsync($"... and {report.RefusedCount - report.Refused.Count} more");
            foreach (var warning in report.Warnings)
                await Console.Error.WriteLineAsync($"warning: {warning.Text.Zh} {warning.Text.En}");
            Console.WriteLine($"{report.Added} added, {report.Changed} changed, {report.Unchanged} unchanged, {report.RefusedCount} refused.");
            return report.RefusedCount == 0 ? 0 : CommandLine.PartialExitCode;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. What was stored stays; the same command loads the rest.");
            return CommandLine.PartialExitCode;
        }
        catch (CsvFormatException problem)
        {
            throw new StartupException($"{path}: {problem.Message}", problem);
        }
    }

    /// <summary>How far the file's bytes are read stands for how far the import has come.</summary>
    private sealed class Drawn(ProgressBar bar, FileStream input) : IProgress<long>
    {
        public void Report(long value) => bar.Show(input.Position, input.Length, $"{value} rows");
    }
}
