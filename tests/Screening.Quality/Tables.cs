namespace LogisticsScreening.Screening.Quality;

/// <summary>The hand-written tables in Sets, built into the program.</summary>
internal static class Tables
{
    public static IEnumerable<string> Lines(string resource)
    {
        using var stream = typeof(Tables).Assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException(resource);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Cells of each row after the heading; no cell holds a comma.</summary>
    public static IEnumerable<string[]> Rows(string resource) => Lines(resource).Skip(1).Select(l => l.Split(','));
}
