using System.ComponentModel;
using System.Diagnostics;

namespace LogisticsScreening.Server.Tests.Referrals;

/// <summary>Runs the stock PDF programs that an officer would use (qpdf, poppler-utils). A missing one fails the test: a signature nobody else checked proves nothing.</summary>
internal static class ReportTool
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Start(start);
        using var timeout = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        var text = await output + await errors;
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
        return text;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"'{start.FileName}' is needed to test reports: install qpdf and poppler-utils ('./dev test' does).");
        }
    }
}
