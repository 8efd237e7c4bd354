namespace LogisticsScreening.Screening.Quality;

/// <summary>One character of a strong word and what a writer could put in its place. Empty where nothing fits.</summary>
internal sealed record CharacterRow(string Pinyin, string Homophones, string LookAlikes, string Parts, string Traditional, string Emoji);

/// <summary>Sets/characters.csv, written by hand from knowledge of the script, apart from the engine's generated tables.</summary>
internal static class CharacterTable
{
    public static IReadOnlyDictionary<char, CharacterRow> Load() =>
        Tables.Rows("characters.csv").ToDictionary(c => c[0][0], c => new CharacterRow(c[1], c[2], c[3], c[4], c[5], c[6]));
}
