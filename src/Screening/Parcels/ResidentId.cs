using System.Globalization;

namespace LogisticsScreening.Screening.Parcels;

/// <summary>The 18-character resident identity number: 6 area, 8 birth, 3 order, 1 check (ISO 7064 MOD 11-2).</summary>
internal static class ResidentId
{
    public const int Length = 18;

    private const int AreaDigits = 6;
    private const int FirstYear = 1900;
    private const string CheckCharacters = "10X98765432";
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="number">Normalised: narrow, upper case.</param>
    /// <param name="isArea">Whether the area was in force at the birth, null for an impossible one, or later.</param>
    public static IdNumberProblem ProblemOf(string number, Func<string, DateOnly?, bool> isArea)
    {
        if (!HasShape(number))
            return IdNumberProblem.Shape;
        if (!HasCheck(number))
            return IdNumberProblem.CheckDigit;
        var born = BornOn(number);
        return !isArea(number[..AreaDigits], born) ? IdNumberProblem.Area : born is null ? IdNumberProblem.BirthDate : IdNumberProblem.None;
    }

    /// <summary>It has the shape of a number, and its check character fits.</summary>
    public static bool HasCheck(ReadOnlySpan<char> number)
    {
        if (!HasShape(number))
            return false;
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (number[i] - '0') * Weights[i];
        return number[17] == CheckCharacters[sum % 11];
    }

    /// <summary>Null when the number has another shape or no possible date.</summary>
    public static DateOnly? BornOn(string number) =>
        HasShape(number) && DateOnly.TryParseExact(number.AsSpan(AreaDigits, 8), "yyyyMMdd", null, DateTimeStyles.None, out var birth) && birth.Year >= FirstYear ? birth : null;

    private static bool HasShape(ReadOnlySpan<char> number) => number.Length == Length && number[..17].IndexOfAnyExceptInRange('0', '9') < 0;
}
