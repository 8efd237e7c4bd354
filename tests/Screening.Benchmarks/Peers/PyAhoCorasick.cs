using System.Diagnostics;
using System.Text.Json;

namespace LogisticsScreening.Screening.Benchmarks.Peers;

/// <summary>pyahocorasick, an automaton in C behind Python, where Debian's python3-ahocorasick is installed. It runs and is timed in a process of its own.</summary>
internal sealed class PyAhoCorasick(string[] patterns, string[] texts)
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Null when it is not installed.</summary>
    public static PyAhoCorasick? TryCreate(string[] patterns, string[] texts)
    {
        if (!File.Exists(Python))
            return null;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import ahocorasick"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0 ? new(patterns, texts) : null;
    }

    /// <summary>Occurrences by text, start (UTF-16 units) and pattern, for the check before anything is timed.</summary>
    public (int Text, int Start, int Pattern)[] FindAll()
    {
        var all = new List<(int, int, int)>();
        foreach (var found in Run(rounds: 0).Found)
        {
            var end = 0;
            for (var rest = found[1]; rest > 0; rest--)
                end += char.IsHighSurrogate(texts[found[0]][end]) ? 2 : 1;
            all.Add((found[0], end - patterns[found[2]].Length, found[2]));
        }

        return [.. all.Order()];
    }

    /// <summary>Seconds of each round, measured inside its process.</summary>
    public double[] Seconds(int rounds) => Run(rounds).Seconds;

    private Answer Run(int rounds)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Peers", "pyahocorasick_peer.py");
        using var process = Process.Start(new ProcessStartInfo(Python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        JsonSerializer.Serialize(process.StandardInput.BaseStream, new { patterns, texts, rounds });
        process.StandardInput.Close();
        var answer = JsonSerializer.Deserialize<Answer>(process.StandardOutput.BaseStream, JsonSerializerOptions.Web)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? answer : throw new InvalidOperationException($"{script} ended with {process.ExitCode}.");
    }

    private sealed record Answer(int[][] Found, double[] Seconds);
}
