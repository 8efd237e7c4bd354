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
        Span<byte> start = stackalloc byte[4];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        return (start.StartsWith(Encoding.UTF8.Preamble) ? start[Encoding.UTF8.Preamble.Length..] : start) is [(byte)'{', ..] ? JsonLines(file) : WaybillRows.FromCsv(file);
    }

    private static IEnumerable<(int Line, RowInput Row)> JsonLines(Stream file)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), leaveOpen: true);
        for (var line = 1; Next(reader, line) is { } text; line++)
        {
            if (text.Length > LongestLine)
                throw new CsvFormatException(line, $"is longer than {LongestLine} characters");
            if (!string.IsNullOrWhiteSpace(text))
                yield return (line, WaybillRows.FromJsonLine(text));
        }
    }

    /// <summary>A file in another encoding would otherwise be stored with its names turned into question marks.</summary>
    private static string? Next(StreamReader reader, int line)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw new CsvFormatException(line, "this or one soon after it is not UTF-8");
        }
    }
}
