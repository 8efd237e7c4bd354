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
/// Every usual way to write one is read: full-width digits, spaces, hyphens, brackets, +86, 0086, extensions ("转", "ext", "#", a last hyphen), stars.
/// </summary>
public readonly record struct PhoneNumber
{
    /// <summary>The longest text that can be a number; the longest comparing form is shorter.</summary>
    public const int MaxLength = 64;

    private const int LongestDigits = 15; // E.164
    private const int MobileDigits = 11;
    private const int LongestExtension = 6;

    private PhoneNumber(string canonical, PhoneKind kind) => (Canonical, Kind) = (canonical, kind);

    /// <summary>The comparing form. Null for masked numbers: what is hidden is never guessed.</summary>
    public string? Key => Kind == PhoneKind.Masked ? null : Canonical;

    public PhoneKind Kind { get; }

    private string Canonical { get; }

    public static bool TryParse(string? text, out PhoneNumber number)
    {
        Span<char> canonical = stackalloc char[MaxLength];
        var read = TryRead(text, canonical, out var length, out var kind);
        number = read ? new(new string(canonical[..length]), kind) : default;
        return read;
    }

    /// <summary>As <see cref="TryParse"/> without allocating: the comparing form goes to <paramref name="canonical"/>, which has room for <see cref="MaxLength"/>.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, Span<char> canonical, out int length, out PhoneKind kind)
    {
        (length, kind) = (0, default);
        Span<char> digits = stackalloc char[MaxLength];
        Span<char> extension = stackalloc char[MaxLength];
        if (!Collect(text, digits, extension, out var shape))
            return false;

        ReadOnlySpan<char> body = digits[..shape.Digits];
        ReadOnlySpan<char> inner = extension[..shape.Extension];
        var prefix = CountryPrefix(body, shape.International, out var country);
        if (inner.IsEmpty && shape.LastHyphen > prefix && EndsWithExtension(body[prefix..], shape.LastHyphen - prefix))
        {
            inner = body[shape.LastHyphen..];
            body = body[..shape.LastHyphen];
        }

        body = body[prefix..];

        // Stars round a whole mobile number hide nothing.
        if (shape.Masked && body.Trim('*') is var bare && IsMobile(bare) && !bare.Contains('*'))
        {
            body = bare;
        }
        else if (shape.Masked)
        {
            body.CopyTo(canonical);
            (length, kind) = (body.Length, PhoneKind.Masked);
            return body.Length is >= 7 and <= LongestDigits;
        }

        if (!Nationalise(body, country, canonical, out length))
            return false;
        // An office extension does not change whose number it is.
        if (inner.IsEmpty || !IsMobile(body))
            return true;
        kind = PhoneKind.Virtual;
        ";ext=".CopyTo(canonical[length..]);
        inner.CopyTo(canonical[(length + 5)..]);
        length += 5 + inner.Length;
        return length <= MaxLength;
    }

    /// <summary>
    /// The mobile number that a comparing form may hide: "…;ext=1" without its extension, "+13900000001" (by its form an American number) with the country code.
    /// For asking whether it is on a list, never for saying whose it is.
    /// </summary>
    internal static bool TryOtherReading(ReadOnlySpan<char> canonical, Span<char> other, out int length)
    {
        length = Math.Max(0, canonical.IndexOf(';'));
        canonical[..length].CopyTo(other);
        return length > 0 || (canonical is ['+', .. var digits] && IsMobile(digits) && Write("+86", digits, other, out length));
    }

    /// <summary>The eleven digits of a Chinese mobile number, of a virtual one without its extension; some may be stars. Null for every other number.</summary>
    internal static string? MobileOf(string? text)
    {
        Span<char> canonical = stackalloc char[MaxLength];
        return TryMobile(text, canonical, out var mobile) ? new(canonical[mobile]) : null;
    }

    /// <summary>As <see cref="MobileOf"/> without allocating: the digits stand in that part of <paramref name="canonical"/>.</summary>
    internal static bool TryMobile(ReadOnlySpan<char> text, Span<char> canonical, out Range mobile)
    {
        mobile = default;
        if (!TryRead(text, canonical, out var length, out var kind))
            return false;
        ReadOnlySpan<char> read = canonical[..length];
        var start = kind != PhoneKind.Masked && read.StartsWith("+86", StringComparison.Ordinal) ? 3 : 0;
        var digits = read[start..];
        digits = digits.IndexOf(';') is >= 0 and var end ? digits[..end] : digits;
        mobile = start..(start + digits.Length);
        return digits.Length == MobileDigits && digits[0] == '1' && digits[1] is >= '3' and <= '9' && digits[2] != '*';
    }

    public override string ToString() => Kind == PhoneKind.Masked ? "masked phone" : "phone";

    private enum Country
    {
        Unsaid,
        China,
        Foreign,
    }

    /// <param name="LastHyphen">Number of digits before the last hyphen.</param>
    private readonly record struct Shape(int Digits, int Extension, int LastHyphen, bool International, bool Masked);

    private static bool Collect(ReadOnlySpan<char> text, Span<char> digits, Span<char> extension, out Shape shape)
    {
        shape = default;
        if (text.IsEmpty || text.Length > MaxLength)
            return false;
        var (count, inner, lastHyphen) = (0, 0, 0);
        var (international, masked, inExtension) = (false, false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = Narrow(text[i]);
            if (char.IsAsciiDigit(c) && inExtension)
                extension[inner++] = c;
            else if (char.IsAsciiDigit(c))
                digits[count++] = c;
            else if (!inExtension && IsMask(text, i, c, count))
                (digits[count++], masked) = ('*', true);
            else if (c == '+' && count == 0 && !international)
                international = true;
            else if (count > 0 && !inExtension && IsExtensionMark(text, i, c, out var skip))
                (inExtension, i) = (true, i + skip);
            else if (c is '-' or '\u2013' or '\u2014')
                lastHyphen = count;
            else if (c is not (' ' or '(' or ')' or '.' or '\u00A0' or '\u3000' or ':' or '\t'))
                return false;
        }

        shape = new(count, inner, lastHyphen, international, masked);
        return !(inExtension && inner == 0);
    }

    /// <summary>How many digits say the country: +86, 0086, or 86 before a mobile number.</summary>
    private static int CountryPrefix(ReadOnlySpan<char> body, bool international, out Country country)
    {
        var zeros = !international && body.StartsWith("00", StringComparison.Ordinal) ? 2 : 0;
        international |= zeros > 0;
        var china = body[zeros..].StartsWith("86", StringComparison.Ordinal)
            && (international || (body.Length >= 2 + MobileDigits && IsMobile(body.Slice(2, MobileDigits)) && body.Length <= 2 + MobileDigits + LongestExtension));
        country = china ? Country.China : international ? Country.Foreign : Country.Unsaid;
        return china ? zeros + 2 : zeros;
    }

    /// <summary>"13900000001-1234" as platforms print it, "0871-6311-2345-801": digits behind a hyphen that a whole number does not need.</summary>
    private static bool EndsWithExtension(ReadOnlySpan<char> body, int hyphen) =>
        body.Length - hyphen is >= 1 and <= LongestExtension
        && (IsMobile(body[..hyphen]) || (hyphen is >= 11 and <= 12 && body[0] == '0'));

    private static bool Nationalise(ReadOnlySpan<char> body, Country country, Span<char> canonical, out int length)
    {
        if (country == Country.Foreign)
            return Write("+", body, canonical, out length) && body.Length is >= 6 and <= LongestDigits && body[0] != '0';
        if (IsMobile(body))
            return Write("+86", body, canonical, out length);
        if (body.Length == 10 && (body.StartsWith("400", StringComparison.Ordinal) || body.StartsWith("800", StringComparison.Ordinal)))
            return Write("+86", body, canonical, out length);
        // Area code with its zero (3 or 4 digits), then 7 or 8 digits; after +86 the zero is left out. Some write a zero before a mobile number too.
        if (body.Length > 0 && body[0] == '0' && (IsAreaAndNumber(body[1..]) || IsMobile(body[1..])))
            return Write("+86", body[1..], canonical, out length);
        if (country == Country.China && IsAreaAndNumber(body))
            return Write("+86", body, canonical, out length);
        // A local number without its area code, or a service number such as 95338: kept as it is, matched only with itself.
        return Write("", body, canonical, out length) && country == Country.Unsaid && body.Length is >= 5 and <= 8;
    }

    private static bool Write(string prefix, ReadOnlySpan<char> body, Span<char> canonical, out int length)
    {
        length = prefix.Length + body.Length;
        if (length > canonical.Length)
            return false;
        prefix.CopyTo(canonical);
        body.CopyTo(canonical[prefix.Length..]);
        return true;
    }

    private static bool IsMobile(ReadOnlySpan<char> body) => body.Length == MobileDigits && body[0] == '1' && body[1] is >= '3' and <= '9';

    /// <summary>Area codes are 10 and two or three digits that start with 2-9.</summary>
    private static bool IsAreaAndNumber(ReadOnlySpan<char> body) =>
        body.Length is >= 9 and <= 11 && (body[0] is >= '2' and <= '9' || body.StartsWith("10", StringComparison.Ordinal));

    /// <summary>A star always hides a digit; an x does unless it stands alone behind a number, where it announces an extension ("…0001 x12").</summary>
    private static bool IsMask(ReadOnlySpan<char> text, int index, char c, int digits)
    {
        if (c == '*')
            return true;
        if (c is not ('x' or 'X') || digits == 0)
            return false;
        var beside = IsHidden(text, index - 1) || IsHidden(text, index + 1);
        return beside || digits < 7 || index == text.Length - 1;
    }

    private static bool IsHidden(ReadOnlySpan<char> text, int index) => (uint)index < (uint)text.Length && Narrow(text[index]) is 'x' or 'X' or '*';

    private static bool IsExtensionMark(ReadOnlySpan<char> text, int index, char c, out int skip)
    {
        skip = 0;
        if (text[index..].StartsWith("ext", StringComparison.OrdinalIgnoreCase))
            skip = 2;
        return skip > 0 || c is '转' or '轉' or '#' or ',' or 'x' or 'X';
    }

    private static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
}
