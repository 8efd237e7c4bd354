using System.CommandLine;
using System.Globalization;
using CsvHelper;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.FileScreening;

/// <summary><c>match</c>: scores pairs of names by the name matcher alone, so that anybody can measure it on names of his own.</summary>
internal sealed class MatchCommand : Command
{
    private const int LongestName = 500;

    private readonly Option<string> input = new("--in") { Description = "Pairs of names, columns a and b.", HelpName = "pairs.csv", Required = true };
    private readonly Option<string> output = new("--out") { Description = "Gets a, b, score (0-1) and tier of each pair, in their order.", HelpName = "scores.csv", Required = true };

    public MatchCommand()
        : base("match", "Score pairs of names: no server, no database.")
    {
        Options.Add(input);
        Options.Add(output);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        var (from, to) = (line.GetValue(input)!, line.GetValue(output)!);
        if (Path.GetFullPath(from) == Path.GetFullPath(to))
            throw new StartupException($"{to} is named twice: a file that is written can be nothing else.");
        var (scored, refused) = (0L, 0L);
        using var pairs = InputFile.Open(from);
        using var scores = InputFile.Create(to);
        using var progress = ProgressBar.OnStandardError();
        Score(pairs, scores, from, done => progress.Show(pairs.Position, pairs.Length, $"{scored = done} pairs"), problem =>
        {
            refused++;
            progress.Clear();
            Console.Error.WriteLine(problem);
        });
        progress.Clear();
        Console.WriteLine($"{scored} pairs scored, {refused} lines refused.");
        return refused == 0 ? 0 : CommandLine.PartialExitCode;
    }

    /// <param name="name">Of the file, for problems.</param>
    /// <param name="done">Told after each pair how many there were.</param>
    /// <param name="report">Told of every refused row.</param>
    /// <exception cref="StartupException">No table of pairs.</exception>
    public static void Score(Stream pairs, Stream scores, string name, Action<long> done, Action<string> report)
    {
        using var writer = new CsvWriter(new StreamWriter(scores, leaveOpen: true), CultureInfo.InvariantCulture);
        writer.WriteField("a");
        writer.WriteField("b");
        writer.WriteField("score");
        writer.WriteField("tier");
        writer.NextRecord();
        var count = 0L;
        foreach (var pair in FileTables.Rows(name, CsvInput.Read(pairs, ["a", "b"], [], Pair), report))
        {
            var match = NameMatcher.Compare(pair.A, pair.B);
            writer.WriteField(pair.A);
            writer.WriteField(pair.B);
            writer.WriteField((match.Score / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture));
            writer.WriteField(EnumText<NameTier>.Of(match.Tier));
            writer.NextRecord();
            done(++count);
        }
    }

    private static NamePair Pair(CsvCells cells) => new(cells.Text("a", LongestName) ?? "", cells.Text("b", LongestName) ?? "");

    private sealed record NamePair(string A, string B);
}
