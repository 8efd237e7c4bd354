using System.CommandLine;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.FileScreening;

/// <summary><c>screen</c>: judges a file of waybills with the shipped reference data, without server and database.</summary>
internal sealed class ScreenCommand : Command
{
    private readonly Option<string> input = new("--in") { Description = "Waybills, one JSON object on each line.", HelpName = "waybills.jsonl", Required = true };
    private readonly Option<string> output = new("--out") { Description = "Gets the decisions, one on each line, in the order of the waybills.", HelpName = "decisions.jsonl", Required = true };
    private readonly Option<string?> list = new("--list") { Description = "Risk list entries. Without it nobody is on a list.", HelpName = "entries.csv" };
    private readonly Option<string?> registry = new("--registry") { Description = "Real-name registrations. Without it the registry is not asked.", HelpName = "registrations.csv" };
    private readonly Option<string?> agreements = new("--agreements") { Description = "Safety agreements. Without it the waybill's word is taken for its agreement.", HelpName = "agreements.csv" };
    private readonly Option<string?> facts = new("--facts") { Description = "Gets the canonical facts with their decision, one line each; the SHA-256 of a line is its contentHash.", HelpName = "FILE" };
    private readonly Option<string?> controlKey = new("--control-key") { Description = "Key of the control draw and the salts. Without it the draw can be foretold.", HelpName = "FILE" };
    private readonly Option<string?> now = new("--now") { Description = "Decides as of this instant; the clock by default.", HelpName = "2026-11-22T08:00:00Z" };

    public ScreenCommand()
        : base("screen", "Screen a file of waybills: no server, no database.")
    {
        foreach (var option in new Option[] { input, output, list, registry, agreements, facts, controlKey, now })
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        var at = TimeProvider.System.GetUtcNow();
        if (line.GetValue(now) is { } given && !Rfc3339.TryParse(given, out at))
            throw new StartupException("--now must be an instant with its offset, such as 2026-11-22T08:00:00Z.");
        var (from, to, content) = (line.GetValue(input)!, line.GetValue(output)!, line.GetValue(facts));
        RefuseSameFile([from, to, content, line.GetValue(list), line.GetValue(registry), line.GetValue(agreements), line.GetValue(controlKey)], to, content);

        var refused = 0L;
        void Report(string problem)
        {
            refused++;
            Console.Error.WriteLine(problem);
        }

        using var waybills = InputFile.Open(from);
        var key = line.GetValue(controlKey) is { } keyFile ? ControlKeyFile.Read(keyFile) : ControlKeyFile.None;
        var registrations = line.GetValue(registry) is { } registryFile ? FileTables.Registrations(registryFile, Report) : null;
        var signed = line.GetValue(agreements) is { } agreementFile ? FileTables.Agreements(agreementFile, Report) : null;
        var policy = Policy(line.GetValue(list) is { } listFile ? FileTables.RiskList(listFile, key, Report) : RiskList.Empty);
        using var decisions = InputFile.Create(to);
        using var contents = content is null ? null : InputFile.Create(content);
        ScreenedCounts counts;
        using (var progress = ProgressBar.OnStandardError())
            counts = new WaybillFile(policy, registrations, signed, key, at).Screen(waybills, decisions, contents, Report, progress);

        Console.WriteLine($"{counts.Screened} waybills screened: {counts[Lane.Green]} green, {counts[Lane.Yellow]} yellow, {counts[Lane.Red]} red, {counts[Lane.Hold]} hold. {counts.Refused} lines refused.");
        return refused == 0 ? 0 : CommandLine.PartialExitCode;
    }

    private static ScreeningPolicy Policy(RiskList list)
    {
        try
        {
            return ReferenceData.Load(Path.Combine(AppContext.BaseDirectory, "reference")).Compile(list);
        }
        catch (ReferenceDataException error)
        {
            throw new StartupException($"The reference data cannot be used. {error.Message}", error);
        }
    }

    private static void RefuseSameFile(string?[] named, params string?[] written)
    {
        foreach (var path in written)
        {
            if (path is not null && named.Count(n => n is not null && Path.GetFullPath(n) == Path.GetFullPath(path)) > 1)
                throw new StartupException($"{path} is named twice: a file that is written can be nothing else.");
        }
    }
}
