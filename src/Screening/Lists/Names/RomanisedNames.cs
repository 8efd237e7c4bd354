using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>
/// Compares a name in characters with one in Latin letters: family name first or last, words joined or apart. One character may be spelled by another than its usual reading, or with
/// u for ü; more would not be found by the syllables of the other places (<see cref="NameKeys"/>).
/// </summary>
internal static class RomanisedNames
{
    /// <summary>Many names share a spelling without tones, so the best is far from certain.</summary>
    private const int FamilyFirst = 8_500, GivenFirst = 8_300;

    /// <summary>Longer names are organisations', which are translated, not spelled.</summary>
    public const int Longest = 6;

    public static NameMatch Compare(NameReading han, NameReading latin)
    {
        if (han.Solid.Length is < 2 or > Longest)
            return NameMatch.Different;
        if (Spells(han.Surname, han.Given, latin.Tokens.Letters, surnameFirst: true))
            return new(FamilyFirst, NameTier.Romanised);
        return han.SurnameLength > 0 && Spells(han.Given, han.Surname, latin.Tokens.Letters, surnameFirst: false)
            ? new(GivenFirst, NameTier.Romanised, Reordered: true)
            : NameMatch.Different;
    }

    /// <summary>Names of which one is half in characters: what was read as pinyin is no better told than pinyin.</summary>
    public static NameMatch Compare(bool sameAsWritten, NameReading a, NameReading b)
    {
        if (sameAsWritten)
            return new(10_000, NameTier.Same);
        if (a.Solid.SequenceEqual(b.Solid))
            return new(FamilyFirst, NameTier.Romanised);
        return LatinNames.SameLetters(a, b) ? new(GivenFirst, NameTier.Romanised, Reordered: true) : NameMatch.Different;
    }

    private static bool Spells(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> latin, bool surnameFirst)
    {
        Span<char> characters = stackalloc char[Longest];
        first.CopyTo(characters);
        second.CopyTo(characters[first.Length..]);
        var surname = surnameFirst ? 0 : first.Length;
        return Spells(characters[..(first.Length + second.Length)], 0, surname, latin, mayDiffer: true);
    }

    /// <param name="at">The character that the rest of the letters begins with.</param>
    /// <param name="surname">Place of a surname, which may have a reading of its own.</param>
    /// <param name="mayDiffer">No character before was spelled in an unusual way.</param>
    private static bool Spells(ReadOnlySpan<char> characters, int at, int surname, ReadOnlySpan<char> latin, bool mayDiffer)
    {
        if (at == characters.Length)
            return latin.IsEmpty;
        var usual = at == surname ? Surnames.SyllableOf(characters[at]) : Pronunciation.Main(characters[at]);
        if (Begins(usual, characters, at, surname, latin, mayDiffer, mayDiffer))
            return true;
        if (!mayDiffer)
            return false;
        foreach (var reading in Pronunciation.Of(characters[at]))
        {
            if (reading.Syllable != usual && Begins(reading.Syllable, characters, at, surname, latin, mayDiffer, mayDifferAfter: false))
                return true;
        }

        return false;
    }

    private static bool Begins(int syllable, ReadOnlySpan<char> characters, int at, int surname, ReadOnlySpan<char> latin, bool mayDiffer, bool mayDifferAfter)
    {
        var spelling = Pronunciation.Spelling(syllable);
        if (spelling.Length == 0)
            return false;
        if (latin.StartsWith(spelling, StringComparison.Ordinal) && Spells(characters, at + 1, surname, latin[spelling.Length..], mayDifferAfter))
            return true;
        // "ü" is also written u, and yu in passports.
        if (!mayDiffer || !spelling.Contains('v', StringComparison.Ordinal) || latin.IsEmpty || latin[0] != spelling[0])
            return false;
        var rest = spelling.AsSpan(2);
        foreach (var vowel in (ReadOnlySpan<string>)["yu", "u"])
        {
            if (latin[1..].StartsWith(vowel, StringComparison.Ordinal) && latin[(1 + vowel.Length)..].StartsWith(rest, StringComparison.Ordinal))
                return Spells(characters, at + 1, surname, latin[(1 + vowel.Length + rest.Length)..], mayDiffer: false);
        }

        return false;
    }
}
