using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace LogisticsScreening.Server.Tests;

/// <summary>The built server as a child process, for what only a real process can show: kill -9, exit codes, signals, two processes on one database.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Ready = "LogisticsScreening is ready at ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource<Uri> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string directory, IReadOnlyDictionary<string, string?> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "LogisticsScreening.Server.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Nothing of the developer's own settings may reach the server under test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("LS_", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LS_DATA"] = directory;
        start.Environment["LS_DEMO_PASSWORD"] = TestServer.Password;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The server ended: {string.Join('\n', errors)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");
    public IReadOnlyCollection<string> Output => output;
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Starts <c>serve --demo</c> on a free port and waits until it says it is ready.</summary>
    public static async Task<ServerProcess> ServeAsync(string directory, CancellationToken ct, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var server = new ServerProcess(directory, environment ?? new Dictionary<string, string?>(), ["serve", "--demo", "--urls", "http://127.0.0.1:0"]);
        server.Address = await server.ready.Task.WaitAsync(Patience, ct);
        return server;
    }

    /// <summary>Runs one verb to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string directory, string[] arguments, IReadOnlyDictionary<string, string?>? environment, CancellationToken ct)
    {
        await using var verb = new ServerProcess(directory, environment ?? new Dictionary<string, string?>(), arguments);
        _ = verb.ready.Task.ContinueWith(task => task.Exception, TaskScheduler.Default);
        await verb.process.WaitForExitAsync(ct).WaitAsync(Patience, ct);
        return (verb.process.ExitCode, string.Join('\n', verb.output), string.Join('\n', verb.errors));
    }

    public async Task<HttpClient> ClientAsync(string userName)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TestServer.SignInAsync(client, userName, TestServer.Password));
        return client;
    }

    /// <summary>kill -9: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator or a container stops it; returns the exit code.</summary>
    public async Task<int> StopAsync(CancellationToken ct)
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(ct).WaitAsync(Patience, ct);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private void Read(string? line)
    {
        Keep(output, line);
        if (line?.StartsWith(Ready, StringComparison.Ordinal) == true)
            ready.TrySetResult(new Uri(line[Ready.Length..]));
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
