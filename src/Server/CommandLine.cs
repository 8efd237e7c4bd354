using System.CommandLine;
using System.Globalization;

namespace LogisticsScreening.Server;

/// <summary>The verbs of the server's own executable. A start that fails is one clear line on standard error and a non-zero exit.</summary>
internal static class CommandLine
{
    /// <summary>The verb ran, but some of its input was refused; the report says what.</summary>
    public const int PartialExitCode = 1;

    public static async Task<int> RunAsync(string[] args, ServeCommand serve, IReadOnlyList<Command> others)
    {
        // With SQL Server the process knows the host's cultures; they decide nothing there either.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

        // No verb means serve: the root takes the same options and does the same.
        var root = new RootCommand("LogisticsScreening: screens parcels, alerts supervisors, reports to the police.");
        foreach (var option in serve.Options)
            root.Options.Add(option);
        root.SetAction(serve.RunAsync);
        root.Subcommands.Add(serve);
        foreach (var command in others)
            root.Subcommands.Add(command);

        try
        {
            var line = root.Parse(args);
            if (line.Errors.Count > 0)
                throw new StartupException(string.Join(" ", line.Errors.Select(e => string.Join(' ', e.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))) + " See --help.");
            return await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (StartupException error)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
            return StartupException.ExitCode;
        }
    }

    /// <summary>The settings, with a warning for each name that looks like one of ours and is none.</summary>
    public static ServerSettings LoadSettings()
    {
        var settings = ServerSettings.Load();
        foreach (var name in settings.UnknownNames)
            Console.Error.WriteLine($"warning: {name} is set, but there is no such setting");
        return settings;
    }
}
