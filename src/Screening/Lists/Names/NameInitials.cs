using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>Names of which some or all characters are given by the first letters of their pinyin: Z.H.M., zhaihm, 翟HM; and names in Latin letters by theirs. They fit many people.</summary>
internal static class NameInitials
{
    /// <param name="part">What is written, folded and without separators.</param>
    /// <param name="name">A whole name in characters, the same.</param>
    public static bool Agree(string written, ReadOnlySpan<char> part, ReadOnlySpan<char> name)
    {
        var surname = Surnames.LengthOf(name);
        if (name.Length > RomanisedNames.Longest || surname == 0)
            return false;
        Span<char> givenFirst = stackalloc char[name.Length];
        name[surname..].CopyTo(givenFirst);
        name[..surname].CopyTo(givenFirst[(name.Length - surname)..]);
        return Tells(part, name, surnameAt: 0)
            || Tells(part, givenFirst, surnameAt: name.Length - surname)
            || IsSurname(written, name[..surname]);
    }

    /// <summary>"A. T." for Anna Testova, and one of her names alone.</summary>
    public static bool AgreeLatin(string written, string listed)
    {
        const int LeastWord = 4;
        var (part, name) = (new LatinTokens(), new LatinTokens());
        part.Read(TextFolding.Fold(written));
        name.Read(TextFolding.Fold(listed));
        if (name.Count < 2 || part.Count == 0)
            return false;
        for (var i = 0; i < name.Count; i++)
        {
            if (part.Count == 1 && part[0].Length >= LeastWord && name[i].SequenceEqual(part[0]))
                return true;
        }

        if (part.Letters.Length != name.Count || (part.Count > 1 && part.Count != name.Count))
            return false;
        Span<char> initials = stackalloc char[name.Count];
        for (var i = 0; i < name.Count; i++)
            initials[i] = name[i][0];
        if (initials.SequenceEqual(part.Letters))
            return true;
        // Family name last.
        var first = initials[0];
        initials[1..].CopyTo(initials);
        initials[^1] = first;
        return initials.SequenceEqual(part.Letters);
    }

    /// <summary>Every character in its turn: itself, its syllable, or the letters that its syllable begins with. Not all of them whole: that is another likeness.</summary>
    private static bool Tells(ReadOnlySpan<char> part, ReadOnlySpan<char> name, int surnameAt)
    {
        if (name.IsEmpty || part.IsEmpty)
            return name.IsEmpty && part.IsEmpty;
        if (part[0] == name[0])
            return Tells(part[1..], name[1..], surnameAt - 1);
        var spelling = Pronunciation.Spelling(surnameAt == 0 ? Surnames.SyllableOf(name[0]) : Pronunciation.Main(name[0])).AsSpan();
        if (spelling.IsEmpty || part[0] != spelling[0])
            return false;
        if (Tells(part[1..], name[1..], surnameAt - 1))
            return true;
        // zh, ch, sh.
        if (spelling.Length > 1 && spelling[1] == 'h' && part.Length > 1 && part[1] == 'h' && Tells(part[2..], name[1..], surnameAt - 1))
            return true;
        return part.StartsWith(spelling, StringComparison.Ordinal) && Tells(part[spelling.Length..], name[1..], surnameAt - 1);
    }

    /// <summary>"Mr Zhai": as 翟先生.</summary>
    private static bool IsSurname(string written, ReadOnlySpan<char> surname)
    {
        if (surname.Length != 1)
            return false;
        var tokens = new LatinTokens();
        tokens.Read(TextFolding.Fold(written));
        return !tokens.Letters.IsEmpty && tokens.Letters.SequenceEqual(Pronunciation.Spelling(Surnames.SyllableOf(surname[0])));
    }
}
