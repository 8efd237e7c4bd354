namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>Whether two names can be one person's. Names alone: what else is known of the two is for the rule.</summary>
public static class NameMatcher
{
    /// <summary>Scores below it are no match and have no tier. The candidate search finds every name that reaches it.</summary>
    public const int Least = 7_000;

    [ThreadStatic]
    private static NameReading? First;

    [ThreadStatic]
    private static NameReading? Second;

    /// <summary>
    /// Symmetric; a name that can be compared equals itself with 10000. A name with hidden characters ("李*") or without any letter is like none.
    /// Never throws; allocates nothing but for names longer than any before.
    /// </summary>
    public static NameMatch Compare(string a, string b)
    {
        var (one, other) = (First ??= new(), Second ??= new());
        one.Read(a);
        other.Read(b);
        return Compare(a, one, b, other);
    }

    /// <summary>As the other, for names that were read already. Latin names are as good as unread afterwards: their words are joined as in the other.</summary>
    internal static NameMatch Compare(string a, NameReading one, string b, NameReading other) =>
        (one.Script, other.Script) switch
        {
            (NameScript.None, _) or (_, NameScript.None) => NameMatch.Different,
            (NameScript.Han, NameScript.Han) => HanNames.Compare(one, other, SameAsWritten(a, b, one, other)),
            (NameScript.Latin, NameScript.Latin) when one.IsSpelled || other.IsSpelled => RomanisedNames.Compare(a == b, one, other),
            (NameScript.Latin, NameScript.Latin) => LatinNames.Compare(one, other, SameAsWritten(a, b, one, other)),
            (NameScript.Han, NameScript.Latin) => RomanisedNames.Compare(one, other),
            _ => RomanisedNames.Compare(other, one),
        };

    /// <summary>Every folded character stands in both names as written, so nothing but separators was folded; capitals of Latin names are no other form.</summary>
    private static bool SameAsWritten(string a, string b, NameReading one, NameReading other) =>
        a == b || (Shows(a, one.Solid) && Shows(b, other.Solid));

    private static bool Shows(string written, ReadOnlySpan<char> solid)
    {
        var at = 0;
        foreach (var c in written)
        {
            if (at < solid.Length && (c == solid[at] || (char.IsAsciiLetterUpper(c) && (char)(c | 0x20) == solid[at])))
                at++;
        }

        return at == solid.Length;
    }
}
