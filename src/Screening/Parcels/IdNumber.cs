using System.Security.Cryptography;
using System.Text;

namespace LogisticsScreening.Screening.Parcels;

/// <summary>What is wrong with a document number as it was given; checked against the number itself, not against any registry.</summary>
public enum IdNumberProblem
{
    None,
    Shape,
    CheckDigit,
    Area,
    BirthDate,
}

/// <summary>
/// A document number reduced to what deciding needs: its type, an opaque key for looking it up and comparing it, and what is wrong with it.
/// The number itself is not kept: a waybill must carry no identity data beyond name, address and phone (Express Delivery Regulations art. 22).
/// </summary>
/// <param name="Key">"sha256:" + 64 hex digits of the normalised number. Not a secret by itself (numbers can be tried out): store it encrypted or keyed.</param>
public sealed record IdNumber(IdType Type, string Key, IdNumberProblem Problem)
{
    /// <summary>Longest number accepted, in UTF-16 code units.</summary>
    public const int MaxLength = 40;

    /// <summary>False only for an empty or overlong number. A number with a problem is still a number: the rule decides what follows.</summary>
    public static bool TryParse(IdType type, string? text, out IdNumber? number)
    {
        number = null;
        if (Normalise(text) is not { } normalised)
            return false;
        number = new(type, KeyOf(normalised), ProblemOf(type, normalised));
        return true;
    }

    /// <summary>Narrow, upper case, without spaces and hyphens; null when empty or overlong.</summary>
    public static string? Normalise(string? text)
    {
        if (text is null || text.Length > MaxLength)
            return null;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var narrow = c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
            if (narrow is not (' ' or '\u3000' or '-'))
                result.Append(char.IsAsciiLetterLower(narrow) ? (char)(narrow & ~0x20) : narrow);
        }

        return result.Length == 0 ? null : result.ToString();
    }

    public static string KeyOf(string normalised) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("LogisticsScreening.IdNumber:" + normalised)));

    public override string ToString() => $"{Type} number";

    private static IdNumberProblem ProblemOf(IdType type, string number) => type switch
    {
        IdType.ResidentId or IdType.TemporaryId => ResidentId.ProblemOf(number, ResidentId.MainlandAreas),
        IdType.ResidencePermit => ResidentId.ProblemOf(number, ResidentId.ResidencePermitAreas),
        // The card of 2023 has 18 digits and starts with 9; the earlier ones three letters and twelve digits.
        IdType.PermanentResidentCard => number.Length == 18
            ? number[0] == '9' ? ResidentId.ProblemOf(number, areas: null) : IdNumberProblem.Shape
            : Shape(number.Length == 15 && number.AsSpan(0, 3).IndexOfAnyExceptInRange('A', 'Z') < 0 && AllDigits(number.AsSpan(3))),
        IdType.Passport => Shape(number.Length is >= 5 and <= 20 && AllAlphanumeric(number)),
        IdType.HkMacauPermit => Shape(number.Length is 9 or 11 && number[0] is 'H' or 'M' or 'C' && AllDigits(number.AsSpan(2)) && char.IsAsciiLetterOrDigit(number[1])),
        IdType.TaiwanPermit => Shape(number.Length is 8 or 9 or 10 or 11 && AllAlphanumeric(number)),
        IdType.Military => Shape(number.Length >= 5),
        // Some real codes fail their check digit: Organisation codes are warned about by their own finding, never treated as no number.
        IdType.Organisation => OrganisationCode.HasShape(number) ? OrganisationCode.CheckDigitFits(number) ? IdNumberProblem.None : IdNumberProblem.CheckDigit : IdNumberProblem.Shape,
        IdType.Other => Shape(number.Length >= 3),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static IdNumberProblem Shape(bool fits) => fits ? IdNumberProblem.None : IdNumberProblem.Shape;

    private static bool AllDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool AllAlphanumeric(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }

        return true;
    }
}
