using System.CommandLine;
using LogisticsScreening.Server.FileScreening;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server;

/// <summary><c>rotate-keys</c>: a new encryption key, and everything stored re-encrypted with it. May be stopped and called again; servers go on working.</summary>
internal sealed class RotateKeysCommand : Command
{
    public RotateKeysCommand(Func<ServerSettings, WebApplication> build)
        : base("rotate-keys", "Make a new encryption key and re-encrypt what is stored; may be stopped and called again.") =>
        SetAction(async (_, ct) =>
        {
            await using var app = await ServerHost.OpenAsync(CommandLine.LoadSettings(), build, ct);
            using var signals = new StopSignals(ct);
            RotationReport report;
            try
            {
                using var bar = ProgressBar.OnStandardError();
                report = await app.Services.GetRequiredService<KeyRotation>().RunAsync(new Drawn(bar), signals.Token);
            }
            catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync("Stopped. What is re-encrypted stays so; the same command carries on, without another key.");
                return CommandLine.PartialExitCode;
            }

            Console.WriteLine(report.Resumed ? $"Carried on with encryption key {report.KeyName}." : $"New encryption key {report.KeyName}. Back up the key ring now, and keep the older keys: backups of the database name them.");
            Console.WriteLine($"{report.Rows} rows re-encrypted, {report.Left} left.");
            return report.Left == 0 ? 0 : CommandLine.PartialExitCode;
        });

    private sealed class Drawn(ProgressBar bar) : IProgress<RotationProgress>
    {
        public void Report(RotationProgress value) => bar.Show(value.Done, value.Total, value.Table);
    }
}
