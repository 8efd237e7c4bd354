namespace LogisticsScreening.Screening.Parcels;

/// <summary>
/// The administrative divisions that resident numbers name. Provinces are built in; a table with dates is the operator's to import (areas.csv). Codes change, and a
/// number keeps the one of its issue: an area is known when it was in force on any day from the birth on.
/// </summary>
internal sealed class AreaTable
{
    public const string File = "areas.csv";

    public static readonly string[] ResidencePermits = ["81", "82", "83"];

    private static readonly string[] Provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    ];

    /// <summary>The last day of each code; null while it is in force. When a code was used twice the later use counts: a card can be issued at any age.</summary>
    private readonly Dictionary<string, DateOnly?> lastDays = new(StringComparer.Ordinal);

    private readonly HashSet<string> listed = new(StringComparer.Ordinal);

    public AreaTable(IEnumerable<AreaRow> rows)
    {
        foreach (var row in rows)
        {
            lastDays[row.Code] = lastDays.TryGetValue(row.Code, out var known) && (known is null || known > row.Until) ? known : row.Until;
            listed.Add(row.Code[..2]);
        }
    }

    /// <summary>A province of which the table says nothing is judged by its two digits: a table of one region must not make the rest unknown.</summary>
    public bool IsMainland(string area, DateOnly? born)
    {
        var province = area[..2];
        if (!listed.Contains(province))
            return Provinces.Contains(province);
        return lastDays.TryGetValue(area, out var last) && (last is null || born is null || last >= born);
    }

    public static IEnumerable<DocumentProblem> ProblemsOf(IEnumerable<AreaRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Code.Length != 6 || row.Code.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
                yield return new(File, row.Line, "code must have six digits");
            else if (!Provinces.Contains(row.Code[..2]))
                yield return new(File, row.Line, "code is of no province that issues resident numbers");
            else if (row.Until < row.From)
                yield return new(File, row.Line, "until lies before from");
        }
    }
}
