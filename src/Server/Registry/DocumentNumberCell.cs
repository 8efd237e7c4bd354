using System.Text.RegularExpressions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Registry;

/// <summary>Reads a document number of a file. Whether it keeps the rule of its document is asked at the scan; here only what no document bears is refused.</summary>
internal static partial class DocumentNumberCell
{
    /// <summary>Normalised; null when there is none or it was refused.</summary>
    public static string? Read(CsvCells cells, string column, bool required = false)
    {
        if (cells.Text(column, IdNumber.MaxLength, required) is not { } text)
            return null;
        var normalised = IdNumber.Normalise(text);
        if (normalised is null)
            cells.Problem(column, "holds no letter or digit");
        else if (Spreadsheets().IsMatch(normalised))
            cells.Problem(column, "was changed by a spreadsheet: format the column as text and enter it anew");
        else
            return normalised;
        return null;
    }

    /// <summary>5.30102E+17: of eighteen digits the first few, so that everybody of one county would be one person. And the apostrophe that keeps a spreadsheet from doing that.</summary>
    [GeneratedRegex(@"^(?:[0-9](?:[.,][0-9]+)?E\+[0-9]+\z|')")]
    private static partial Regex Spreadsheets();
}
