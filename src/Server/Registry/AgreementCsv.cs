using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Registry;

/// <summary>One written safety agreement as it came in.</summary>
/// <param name="Number">Normalised.</param>
/// <param name="CustomerNumber">Normalised number of the customer's document or organisation code: only its key is kept.</param>
internal sealed record AgreementRow(string Number, IdType CustomerType, string CustomerNumber, DateOnly From, DateOnly? Until)
{
    public AgreementFact ToFact() => new() { Answer = RegistryAnswer.Found, CustomerKey = IdNumber.KeyOf(CustomerNumber), From = From, Until = Until };

    public override string ToString() => "agreement row";
}

/// <summary>Reads the agreements CSV: number, idType, idNumber (of the customer; an organisation by its code), from, until (empty: until it is ended).</summary>
internal static class AgreementCsv
{
    private const int LongestNumber = 60;

    private static readonly string[] Required = ["number", "idType", "idNumber", "from"];
    private static readonly string[] Optional = ["until"];

    /// <exception cref="CsvFormatException">While enumerating: encoding, header or quoting.</exception>
    public static IEnumerable<CsvOutcome<AgreementRow>> Read(Stream stream) => CsvInput.Read(stream, Required, Optional, Row);

    /// <summary>One spelling of a number, narrow and without spaces; null when nothing is left.</summary>
    public static string? Normalise(string number) => number.Length > LongestNumber ? null
        : string.Concat(number.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c).Where(c => c is not (' ' or '\u3000'))).ToUpperInvariant() is { Length: > 0 } text ? text : null;

    private static AgreementRow? Row(CsvCells cells)
    {
        var number = cells.Text("number", LongestNumber, required: true);
        var type = cells.Choice<IdType>("idType", required: true);
        var customer = DocumentNumberCell.Read(cells, "idNumber", required: true);
        var from = cells.Day("from", required: true);
        var until = cells.Day("until");
        if (until < from)
            cells.Problem("until", "lies before from");
        return cells.Any ? null : new(Normalise(number!)!, type!.Value, customer!, from!.Value, until);
    }
}
