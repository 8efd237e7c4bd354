namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>docs/performance.md: each benchmark replaces the part between its own two marks and leaves the rest.</summary>
internal static class PerformancePage
{
    public static void Replace(string mark, string text)
    {
        if (Find() is not { } root)
            return;
        var (file, begin, end) = (Path.Combine(root, "docs", "performance.md"), $"<!-- {mark}: begin -->\n", $"<!-- {mark}: end -->\n");
        var page = File.Exists(file) ? File.ReadAllText(file) : "# Performance\n";
        var part = begin + text.ReplaceLineEndings("\n") + "\n" + end;
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal), page.IndexOf(end, StringComparison.Ordinal));
        page = from >= 0 && to > from ? page[..from] + part + page[(to + end.Length)..] : page.TrimEnd() + "\n\n" + part;
        File.WriteAllText(file, page);
    }

    private static string? Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "LogisticsScreening.sln")))
                return directory.FullName;
        }

        return null;
    }
}
