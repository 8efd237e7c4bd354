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
    /// <param name="documents">The number rules in force.</param>
    public static bool TryParse(IdType type, string? text, DocumentTypes documents, out IdNumber? number)
    {
        number = null;
        if (Normalise(text) is not { } normalised)
            return false;
        number = new(type, KeyOf(normalised), documents.ProblemOf(type, normalised));
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

    /// <summary>The birth date that the number of a person's card carries; null for other documents and impossible dates.</summary>
    public static DateOnly? BornOn(IdType type, string normalised) =>
        type is IdType.ResidentId or IdType.TemporaryId or IdType.ResidencePermit or IdType.PermanentResidentCard ? ResidentId.BornOn(normalised) : null;

    public override string ToString() => $"{Type} number";
}
