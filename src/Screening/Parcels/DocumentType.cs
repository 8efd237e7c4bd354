using System.Globalization;
using System.Text.RegularExpressions;

namespace LogisticsScreening.Screening.Parcels;

/// <summary>How a number is checked beyond its pattern. The name says the document, since each has its own areas and digits; the tables say which document uses it.</summary>
public enum NumberRule
{
    /// <summary>The pattern alone.</summary>
    Pattern,

    /// <summary>Check digit, mainland area and birth date.</summary>
    ResidentId18,

    /// <summary>The same with the areas 81, 82 and 83.</summary>
    ResidencePermit18,

    /// <summary>18 characters: check digit and birth date. The earlier card has another length and nothing to check.</summary>
    PermanentResident18,

    /// <summary>Check character of the unified social credit code.</summary>
    Organisation18,
}

/// <summary>A row of document_types.csv.</summary>
/// <param name="Pattern">Regular expression of the whole normalised number, without look-around and back references.</param>
/// <param name="Validity">"asPrinted", "none", or an ISO 8601 duration of one unit such as P3M, counted from issue.</param>
/// <param name="Expires">Whether the document ends at all; must agree with <paramref name="Validity"/>.</param>
public sealed record DocumentTypeRow(IdType Type, string Zh, string En, NumberRule Rule, string Pattern, string Validity, bool Expires, int Line);

/// <summary>A row of areas.csv: a code of six digits and the days on which it was in force, both included.</summary>
public sealed record AreaRow(string Code, DateOnly From, DateOnly? Until, int Line);

/// <summary>What is wrong with a row of the tables that <see cref="DocumentTypes"/> is made from.</summary>
public sealed record DocumentProblem(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>One type of document as the policy in force knows it.</summary>
public sealed class DocumentType
{
    /// <summary>Never used on text from outside without this bound of what it may cost.</summary>
    private const RegexOptions Safely = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Null when the document says itself how long it is valid, or never ends.</summary>
    private readonly (int Count, char Unit)? validity;

    private DocumentType(DocumentTypeRow row, Regex pattern, (int Count, char Unit)? validity)
    {
        (Zh, En, Rule, Pattern, NumberPattern, Validity, Expires) = (row.Zh, row.En, row.Rule, pattern, row.Pattern, row.Validity, row.Expires);
        this.validity = validity;
    }

    /// <summary>Name for people.</summary>
    public string Zh { get; }

    /// <inheritdoc cref="Zh"/>
    public string En { get; }

    /// <inheritdoc cref="DocumentTypeRow"/>
    public NumberRule Rule { get; }

    /// <summary>As the table has it: whoever types a number is told of a mistake by the same rule, before it is sent.</summary>
    public string NumberPattern { get; }

    /// <inheritdoc cref="DocumentTypeRow"/>
    public string Validity { get; }

    /// <inheritdoc cref="DocumentTypeRow"/>
    public bool Expires { get; }

    internal Regex Pattern { get; }

    /// <summary>
    /// The last valid day. A document of fixed validity was issued on the day of its registration at the latest, so it ends then whatever later day was typed in;
    /// null when nothing is known to end it.
    /// </summary>
    public DateOnly? LastDay(DateOnly? printed, DateOnly? registered)
    {
        if (validity is not { } span || registered is not { } from)
            return printed;
        var last = span.Unit switch
        {
            'D' => from.AddDays(span.Count),
            'M' => from.AddMonths(span.Count),
            _ => from.AddYears(span.Count),
        };
        return printed < last ? printed : last;
    }

    /// <returns>The compiled type, or what is wrong with the row.</returns>
    internal static (DocumentType? Type, string? Problem) Compile(DocumentTypeRow row)
    {
        if (row.Zh.Length == 0 || row.En.Length == 0)
            return (null, "zh and en must both name the document");
        if (row.Expires == (row.Validity == "none"))
            return (null, "expires must be false just where validity is none");
        (int, char)? validity = null;
        if (row.Validity is not ("asPrinted" or "none"))
        {
            var duration = row.Validity;
            if (duration.Length is < 3 or > 5 || duration[0] != 'P' || duration[^1] is not ('D' or 'M' or 'Y')
                || !int.TryParse(duration.AsSpan(1, duration.Length - 2), NumberStyles.None, null, out var count) || count == 0)
                return (null, "validity must be asPrinted, none or a duration such as P3M");
            validity = (count, duration[^1]);
        }

        try
        {
            var pattern = new Regex($"\\A(?:{row.Pattern})\\z", Safely);
            return row.Pattern.Length == 0 || pattern.IsMatch("")
                ? (null, "pattern takes a number without characters")
                : (new(row, pattern, validity), null);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return (null, "pattern is no regular expression, or one with look-around or back references");
        }
    }
}
