using System.Globalization;

namespace LogisticsScreening.Screening.Parcels;

/// <summary>The 18-character resident identity number: 6 area, 8 birth, 3 order, 1 check (ISO 7064 MOD 11-2).</summary>
internal static class ResidentId
{
    /// <summary>First two digits of the area: the provinces. A full dated table of areas is importable data, not code.</summary>
    public static readonly string[] MainlandAreas =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    ];

    public static readonly string[] ResidencePermitAreas = ["81", "82", "83"];

    private const string CheckCharacters = "10X98765432";
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="number">Normalised: narrow, upper case.</param>
    /// <param name="areas">Allowed first two digits; null allows any.</param>
    public static IdNumberProblem ProblemOf(string number, string[]? areas)
    {
        if (number.Length != 18 || number.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') >= 0)
            return IdNumberProblem.Shape;
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (number[i] - '0') * Weights[i];
        if (number[17] != CheckCharacters[sum % 11])
            return IdNumberProblem.CheckDigit;
        if (areas is not null && !areas.Contains(number[..2]))
            return IdNumberProblem.Area;
        return DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", null, DateTimeStyles.None, out var birth) && birth.Year >= 1900
            ? IdNumberProblem.None
            : IdNumberProblem.BirthDate;
    }
}
