using System.Text;

namespace LogisticsScreening.Screening.Parcels;

/// <summary>Masked numbers come from privacy waybills; virtual ones belong to a platform and carry an extension. Neither identifies a person.</summary>
public enum PhoneKind
{
    Real,
    Masked,
    Virtual,
}

/// <summary>
/// A telephone number in one spelling: "+8613900000001", landlines with area code, 400 numbers as "+86400…", foreign numbers as "+…".
/// Every usual way to write one is read: full-width digits, spaces, hyphens, brackets, +86, 0086, "转"/"ext" extensions, stars.
/// </summary>
public readonly record struct PhoneNumber
{
    private const int LongestDigits = 15; // E.164

    private PhoneNumber(string canonical, PhoneKind kind) => (Canonical, Kind) = (canonical, kind);

    /// <summary>The comparing form. Null for masked numbers: what is hidden is never guessed.</summary>
    public string? Key => Kind == PhoneKind.Masked ? null : Canonical;

    public PhoneKind Kind { get; }

    private string Canonical { get; }

    public static bool TryParse(string? text, out PhoneNumber number)
    {
        number = default;
        if (string.IsNullOrEmpty(text) || text.Length > 64)
            return false;

        var digits = new StringBuilder(24);
        var extension = new StringBuilder(8);
        var international = false;
        var masked = false;
        var inExtension = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = Narrow(text[i]);
            if (char.IsAsciiDigit(c))
                (inExtension ? extension : digits).Append(c);
            else if (c == '*' || c == 'X' || (c == 'x' && digits.Length is > 0 and < 7))
            {
                if (inExtension)
                    return false;
                masked = true;
                digits.Append('*');
            }
            else if (c == '+' && digits.Length == 0 && !international)
                international = true;
            else if (digits.Length > 0 && !inExtension && IsExtensionMark(text, i, c, out var skip))
            {
                inExtension = true;
                i += skip;
            }
            else if (c is not (' ' or '-' or '(' or ')' or '.' or '\u00A0' or '\u3000' or '\u2013' or '\u2014' or ':'))
                return false;
        }

        var body = digits.ToString();
        if (body.StartsWith("00", StringComparison.Ordinal) && !international)
            (body, international) = (body[2..], true);
        if (body.StartsWith("86", StringComparison.Ordinal) && (international || body.Length == 13))
            (body, international) = (body[2..], false);
        if (inExtension && extension.Length == 0)
            return false;

        if (masked)
        {
            if (body.Length is < 7 or > LongestDigits)
                return false;
            number = new(body, PhoneKind.Masked);
            return true;
        }

        if (Nationalise(body, international) is not { } canonical)
            return false;
        number = extension.Length > 0 && IsMobile(body)
            ? new(canonical + ";ext=" + extension, PhoneKind.Virtual)
            : new(canonical, PhoneKind.Real); // an office extension does not change whose number it is
        return true;
    }

    public override string ToString() => Kind == PhoneKind.Masked ? "masked phone" : "phone";

    private static string? Nationalise(string body, bool international)
    {
        if (international)
            return body.Length is >= 6 and <= LongestDigits && body[0] != '0' ? "+" + body : null;
        if (IsMobile(body))
            return "+86" + body;
        if (body.Length == 10 && (body.StartsWith("400", StringComparison.Ordinal) || body.StartsWith("800", StringComparison.Ordinal)))
            return "+86" + body;
        // Area code with its zero (3 or 4 digits), then 7 or 8 digits.
        if (body.Length is >= 10 and <= 12 && body[0] == '0' && body[1] != '0')
            return "+86" + body[1..];
        // A local number without its area code, or a service number such as 95338: kept as it is, matched only with itself.
        return body.Length is >= 5 and <= 8 ? body : null;
    }

    private static bool IsMobile(string body) => body.Length == 11 && body[0] == '1' && body[1] is >= '3' and <= '9';

    private static bool IsExtensionMark(string text, int index, char c, out int skip)
    {
        skip = 0;
        if (c is '转' or '轉' or '#' or ',' or '，' or 'x')
            return true;
        skip = text.AsSpan(index).StartsWith("ext", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
        return skip > 0;
    }

    private static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
}
