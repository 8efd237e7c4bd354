using System.Diagnostics;
using System.Runtime;
using System.Text.Json;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>What a server process has done since it started.</summary>
/// <param name="Allocated">Bytes.</param>
/// <param name="CompilerSeconds">Spent in the just-in-time compiler, a part of <paramref name="CpuSeconds"/>.</param>
internal sealed record ServerFigures(long Groups = 0, long Writes = 0, long Allocated = 0, double CpuSeconds = 0, double CompilerSeconds = 0)
{
    public static ServerFigures operator +(ServerFigures one, ServerFigures other) => new(
        one.Groups + other.Groups, one.Writes + other.Writes, one.Allocated + other.Allocated, one.CpuSeconds + other.CpuSeconds, one.CompilerSeconds + other.CompilerSeconds);

    public static ServerFigures operator -(ServerFigures one, ServerFigures other) => new(
        one.Groups - other.Groups, one.Writes - other.Writes, one.Allocated - other.Allocated, one.CpuSeconds - other.CpuSeconds, one.CompilerSeconds - other.CompilerSeconds);
}

/// <summary>This program once more, in a process of its own. A server says its address on standard output and its figures whenever a line comes in; when the input ends it stops.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const string Ready = "listening ";
    private readonly Process process;

    private ChildProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ChildProcess> StartAsync(params string[] arguments)
    {
        var (process, errors) = Start([], arguments);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
                return new(process, new(line[Ready.Length..]));
        }

        throw new InvalidOperationException($"{arguments[0]} did not start: {string.Join('\n', errors)}");
    }

    /// <summary>Runs this program to its end, with settings in its environment; returns the last line of its output.</summary>
    public static async Task<string> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var (process, errors) = Start(environment, arguments);
        using (process)
        {
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output.TrimEnd().Split('\n')[^1] : throw new InvalidOperationException($"{arguments[0]} failed: {string.Join('\n', errors)}");
        }
    }

    /// <summary>The child's side.</summary>
    public static async Task ServeAsync(string address, Func<ServerFigures> figures)
    {
        Console.WriteLine(Ready + address);
        while (await Console.In.ReadLineAsync() is not null)
        {
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(JsonSerializer.Serialize(figures() with
            {
                Allocated = GC.GetTotalAllocatedBytes(),
                CpuSeconds = self.TotalProcessorTime.TotalSeconds,
                CompilerSeconds = JitInfo.GetCompilationTime().TotalSeconds,
            }));
        }
    }

    public async Task<ServerFigures> FiguresAsync()
    {
        await process.StandardInput.WriteLineAsync();
        await process.StandardInput.FlushAsync();
        return JsonSerializer.Deserialize<ServerFigures>((await process.StandardOutput.ReadLineAsync())!)!;
    }

    private static (Process Process, List<string> Errors) Start(Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Started by `dotnet program.dll` the process path is dotnet's, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var errors = new List<string>();
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data ?? "");
        process.BeginErrorReadLine();
        return (process, errors);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
