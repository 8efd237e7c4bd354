using System.Text;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Intake;

/// <summary><c>import waybills FILE</c>: JSON lines, or CSV with dotted columns; which of them the first character tells. What was taken before a stop stays taken.</summary>
internal sealed class WaybillImport(WaybillIntake intake) : IFileImport
{
    /// <summary>Rows that share a commit.</summary>
    private const int BatchRows = 250;

    private const int LongestLine = 1_000_000;

    public async Task<ImportReport> ImportAsync(Stream file, IProgress<long> rows, CancellationToken ct)
    {
        var tally = new ImportTally();
        var read = 0L;
        foreach (var batch in Rows(file).Chunk(BatchRows))
        {
            var answers = await Task.WhenAll(batch.Select(row => intake.PutAsync(row.Line, row.Row, typist: null, _ => true, ct)));
            foreach (var answer in answers)
                Count(answer, tally);
            rows.Report(read += batch.Length);
        }

        return tally.ToReport();
    }

    private static void Count(WaybillAnswer answer, ImportTally tally)
    {
        switch (answer.Status)
        {
            case WaybillStatus.Created:
                tally.Added++;
                break;
            case WaybillStatus.NewVersion:
                tally.Changed++;
                break;
            case WaybillStatus.Unchanged:
                tally.Unchanged++;
                break;
            default:
                tally.Refuse(answer.Row, [.. answer.Errors!.Select(e => new CsvProblem(e.Key, string.Join(", ", e.Value)))]);
                break;
        }
    }

    private static IEnumerable<(int Line, RowInput Row)> Rows(Stream file)
    {
        var first = file.ReadByte();
        file.Position = 0;
        return first == '{' ? JsonLines(file) : WaybillRows.FromCsv(file);
    }

    private static IEnumerable<(int Line, RowInput Row)> JsonLines(Stream file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (text.Length > LongestLine)
                throw new CsvFormatException(line, $"is longer than {LongestLine} characters");
            if (!string.IsNullOrWhiteSpace(text))
                yield return (line, WaybillRows.FromJsonLine(text));
        }
    }
}
