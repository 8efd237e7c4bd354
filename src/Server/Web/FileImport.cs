using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Web;

/// <summary>A row that was not taken, by line of the file (or number of the element, from 1, of a JSON array).</summary>
internal sealed record RefusedRow(int Line, IReadOnlyList<CsvProblem> Problems);

/// <summary>Something about rows that were taken. It never holds their values, which may be personal data.</summary>
/// <param name="Field">Column it is about.</param>
/// <param name="Count">Rows it is about.</param>
/// <param name="Rows">The first of them, counted as in <see cref="RefusedRow"/>.</param>
internal sealed record ImportWarning(string Field, long Count, IReadOnlyList<int> Rows, LocalizedText Text);

/// <summary>What became of the rows of a file. Loading the same file again gives only unchanged rows.</summary>
/// <param name="Refused">The first <see cref="MostNamed"/> of them; <paramref name="RefusedCount"/> counts all.</param>
internal sealed record ImportReport(long Added, long Changed, long Unchanged, long RefusedCount, IReadOnlyList<RefusedRow> Refused)
{
    /// <summary>A file of the wrong kind must not become a report of the same size.</summary>
    public const int MostNamed = 1_000;

    /// <summary>What was taken and should be looked at.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    public long Taken => Added + Changed + Unchanged;
}

/// <summary>One kind of file that <c>import</c> loads, registered under the verb's word ("registrations", "list").</summary>
internal interface IFileImport
{
    /// <param name="file">The file's bytes; its position tells how far reading has come.</param>
    /// <param name="rows">Told the number of rows read so far, now and then.</param>
    /// <exception cref="CsvFormatException">The file as a whole cannot be read; rows before the fault may have been taken.</exception>
    Task<ImportReport> ImportAsync(Stream file, IProgress<long> rows, CancellationToken ct);
}

/// <summary>Counts rows while they are taken.</summary>
internal sealed class ImportTally
{
    private readonly List<RefusedRow> refused = [];

    public long Added { get; set; }

    public long Changed { get; set; }

    public long Unchanged { get; set; }

    public long RefusedCount { get; private set; }

    public void Refuse(int line, IReadOnlyList<CsvProblem> problems)
    {
        RefusedCount++;
        if (refused.Count < ImportReport.MostNamed)
            refused.Add(new(line, problems));
    }

    public ImportReport ToReport() => new(Added, Changed, Unchanged, RefusedCount, refused);
}
