using System.Text.RegularExpressions;

namespace LogisticsScreening.Server.PersonalData;

/// <summary>
/// What is shown of personal data to those who may not, or need not, see it. Each function keeps just enough to tell two people
/// of one list apart and never throws: text it does not understand is hidden whole.
/// </summary>
internal static partial class Mask
{
    private const char Hidden = '*';
    private const string HiddenWhole = "***";
    private const int MobileDigits = 11;
    private const int ShortestShownNumber = 7;

    /// <summary>"李小明" -> "李**", "John Smith" -> "J*** S****". A single character is hidden.</summary>
    public static string Name(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0 ? HiddenWhole : string.Join(' ', words.Select(Word));

        static string Word(string word)
        {
            var characters = new System.Globalization.StringInfo(word);
            return characters.LengthInTextElements == 1
                ? Hidden.ToString()
                : characters.SubstringByTextElements(0, 1) + new string(Hidden, characters.LengthInTextElements - 1);
        }
    }

    /// <summary>"13812345678" -> "138****5678"; shorter numbers keep two digits at each end; under seven nothing.</summary>
    public static string Phone(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        if (digits.Length > MobileDigits && CountryPrefix().Match(digits) is { Success: true } prefix)
            digits = digits[prefix.Length..];
        return digits.Length switch
        {
            >= MobileDigits => Ends(digits, 3, 4),
            >= ShortestShownNumber => Ends(digits, 2, 2),
            _ => HiddenWhole,
        };
    }

    /// <summary>"530102199003070017" -> "530***********0017": the province and the part that tells two people apart, never the birth date.</summary>
    public static string IdNumber(string number)
    {
        var trimmed = number.Trim();
        return trimmed.Length switch
        {
            >= 15 => Ends(trimmed, 3, 4),
            >= ShortestShownNumber => Ends(trimmed, 1, 2),
            _ => HiddenWhole,
        };
    }

    /// <summary>"云南省昆明市盘龙区北京路98号" -> "云南省昆明市盘龙区***": the administrative division stays, the rest is hidden.</summary>
    public static string Address(string address)
    {
        var trimmed = address.Trim();
        var division = Division().Match(trimmed);
        if (division.Length > 0)
            return division.Length == trimmed.Length ? trimmed : division.Value + HiddenWhole;

        // A foreign address in Latin letters ends with the country: "12 Main St, Springfield, USA" -> "***, USA".
        var country = trimmed.LastIndexOf(',') is var comma and > 0 ? trimmed[(comma + 1)..].Trim() : "";
        return country.Length > 0 && country.All(c => char.IsAsciiLetter(c) || c == ' ') ? $"{HiddenWhole}, {country}" : HiddenWhole;
    }

    private static string Ends(string text, int first, int last) => text[..first] + new string(Hidden, text.Length - first - last) + text[^last..];

    [GeneratedRegex("^(0086|86)(?=1[3-9])")]
    private static partial Regex CountryPrefix();

    // Province, then prefecture, then county, each optional; a house name such as 幸福小区 is no district, a road name no city.
    [GeneratedRegex("^([\\p{Lo}]{2,6}?(省|自治区|特别行政区))?([\\p{Lo}]{2,7}?(自治州|地区|盟|市))?([\\p{Lo}]{1,9}?(自治县|自治旗|(?<![小社园校景厂])区|县|旗|市))?")]
    private static partial Regex Division();
}
