using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>A Latin word with one letter left out (pangoln), or two neighbours exchanged (pangoiln).</summary>
internal static class Misspellings
{
    /// <summary>Letters of a strong word; of a shorter one too many other words are a letter away.</summary>
    private const int FewestLetters = 6;

    /// <summary>Letters of a weak one, which needs a second signal anyhow (ivry carving).</summary>
    private const int FewestLettersOfWeak = 5;

    /// <summary>Letters; longer words are scientific names, which nobody hides.</summary>
    private const int MostLetters = 18;

    /// <summary>Letters of the part in which one is left out (the horn of rhino horn).</summary>
    private const int ShortestPart = 4;

    /// <summary>Percent of the layer's weight: a reason to look, enough with a second signal.</summary>
    public const int Share = 70;

    /// <summary>All of a folded word, without its spaces, as which they are found; none that is an English word in the misspelled part (tiger one), where it stands alone.</summary>
    public static IEnumerable<string> Of(string word, bool strong)
    {
        var letters = word.Count(char.IsAsciiLetterLower);
        if (letters < (strong ? FewestLetters : FewestLettersOfWeak) || letters > MostLetters || word.Any(c => !char.IsAsciiLetterLower(c) && c != ' '))
            yield break;
        var parts = word.Split(' ');
        for (var i = 0; i < parts.Length; i++)
        {
            foreach (var wrong in OfPart(parts[i]))
                yield return string.Concat([.. parts[..i], wrong, .. parts[(i + 1)..]]);
        }
    }

    private static IEnumerable<string> OfPart(string part)
    {
        if (part.Length < ShortestPart)
            return [];
        var left = Enumerable.Range(0, part.Length).Select(i => part.Remove(i, 1));
        var exchanged = Enumerable.Range(0, part.Length - 1).Select(i => string.Concat(part.AsSpan(0, i), part[i + 1].ToString(), part[i].ToString(), part.AsSpan(i + 2)));
        return left.Concat(exchanged).Distinct(StringComparer.Ordinal).Where(w => w != part && !EnglishWords.Contains(w));
    }
}
