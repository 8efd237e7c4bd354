namespace LogisticsScreening.Server.FileScreening;

/// <summary>Opens what the command line names; what cannot be opened is one clear line.</summary>
internal static class InputFile
{
    /// <exception cref="StartupException"></exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite, Options = FileOptions.SequentialScan });
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StartupException($"There is no file {path}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Decisions and facts hold personal data: a new file is readable by its owner only.</summary>
    /// <exception cref="StartupException"></exception>
    public static FileStream Create(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new(path, options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path} cannot be written: {error.Message}", error);
        }
    }
}
