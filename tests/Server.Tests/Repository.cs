namespace LogisticsScreening.Server.Tests;

/// <summary>The checked-out repository, for tests that compare code with documents and files.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "LogisticsScreening.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
