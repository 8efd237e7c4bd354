namespace LogisticsScreening.Screening.Quality;

/// <summary>One character of a strong word and what a writer could put in its place. Empty where nothing fits.</summary>
internal sealed record CharacterRow(string Pinyin, string Homophones, string LookAlikes, string Parts, string Traditional, string Emoji);

/// <summary>Sets/characters.csv, written by hand from knowledge of the script, apart from the engine's generated tables.</summary>
internal static class CharacterTable
{
    public static IReadOnlyDictionary<char, CharacterRow> Load()
    {
        using var stream = typeof(CharacterTable).Assembly.GetManifestResourceStream("characters.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(c => c[0][0], c => new CharacterRow(c[1], c[2], c[3], c[4], c[5], c[6]));
    }
}
