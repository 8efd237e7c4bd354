using System.Globalization;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Web;

/// <summary>The cells of one CSV row, read by column name; what is wrong with each is noted and reading goes on, so that one report names all of it.</summary>
internal sealed class CsvCells(string[] header)
{
    private readonly Dictionary<string, int> places = header.Select((column, at) => (column, at)).ToDictionary(place => place.column, place => place.at, StringComparer.Ordinal);
    private readonly List<CsvProblem> problems = [];
    private string[] cells = [];

    public IReadOnlyList<string> Columns => header;

    public bool Any => problems.Count > 0;

    public void Begin(string[] row) => cells = row;

    public IReadOnlyList<CsvProblem> End()
    {
        if (problems.Count == 0)
            return [];
        CsvProblem[] result = [.. problems];
        problems.Clear();
        return result;
    }

    public void Problem(string column, string reason) => problems.Add(new(column, reason));

    /// <summary>Whether something stands in the cell, whatever it is.</summary>
    public bool Has(string column) => places.TryGetValue(column, out var index) && index < cells.Length && cells[index].AsSpan().Trim(" \t").Length > 0;

    /// <summary>The cell without surrounding spaces; null when it is empty, the column is absent or the text is refused.</summary>
    public string? Text(string column, int most, bool required = false)
    {
        var text = places.TryGetValue(column, out var index) && index < cells.Length ? cells[index].Trim(' ', '\t') : "";
        if (text.Length == 0)
        {
            if (required)
                Problem(column, "is required");
            return null;
        }

        if (text.Length > most)
            Problem(column, $"must have at most {most} characters");
        else if (text.AsSpan().IndexOfAny(RefusedCharacters.InText) >= 0)
            Problem(column, "contains control characters or direction overrides");
        else if (IsFormula(text))
            Problem(column, "starts like a spreadsheet formula");
        else
            return text;
        return null;
    }

    public T? Choice<T>(string column, bool required = false)
        where T : struct, Enum
    {
        if (Text(column, 60, required) is not { } text)
            return null;
        if (EnumText<T>.TryParse(text, out var value))
            return value;
        Problem(column, "must be one of " + string.Join(", ", EnumText<T>.All));
        return null;
    }

    public DateOnly? Day(string column, bool required = false)
    {
        if (Text(column, 60, required) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Problem(column, "must be a day such as 2026-11-22");
        return null;
    }

    /// <summary>An RFC 3339 instant with its offset.</summary>
    public DateTimeOffset? Instant(string column, bool required = false)
    {
        if (Text(column, 60, required) is not { } text)
            return null;
        if (Rfc3339.TryParse(text, out var instant))
            return instant;
        Problem(column, "must be an instant such as 2026-11-22T08:00:00Z");
        return null;
    }

    /// <summary>A decimal from 0 to 1, as whole ten-thousandths.</summary>
    public int? Share(string column, bool required = false)
    {
        if (Text(column, 60, required) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1)
            return (int)decimal.Round(share * 10_000);
        Problem(column, "must be a number from 0 to 1");
        return null;
    }

    /// <summary>A cell that a spreadsheet would run. A plus or minus before a digit or bracket is a phone or an amount.</summary>
    private static bool IsFormula(string text) =>
        text[0] is '=' or '@' || (text[0] is '+' or '-' && (text.Length == 1 || !(char.IsAsciiDigit(text[1]) || text[1] is '(' or ' ')));
}
