using System.CommandLine;
using System.Globalization;
using CsvHelper;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.FileScreening;
using LogisticsScreening.Server.Registry;

namespace LogisticsScreening.Server;

/// <summary>
/// <c>name-shares</c>: how frequent surnames and given names are among the active registrations, as a file of the reference directory. Part of the policy from the next start
/// on, it tells common names from rare ones better than the published figures do. It names nobody: what fewer than <see cref="NameShareCounter.LeastBearers"/> bear is left out.
/// </summary>
internal sealed class NameSharesCommand : Command
{
    private const int BetweenReports = 1_000;

    private readonly Option<string> output = new("--out") { Description = $"Gets the shares; {ReferenceData.NameShareFile} in the reference directory puts them into force.", HelpName = ReferenceData.NameShareFile, Required = true };

    public NameSharesCommand(Func<ServerSettings, WebApplication> build)
        : base("name-shares", "Count how frequent names are among the registrations, for the policy.")
    {
        Options.Add(output);
        SetAction(async (line, ct) =>
        {
            await using var app = await ServerHost.OpenAsync(CommandLine.LoadSettings(), build, ct);
            using var signals = new StopSignals(ct);
            try
            {
                return await RunAsync(app.Services, line.GetValue(output)!, signals.Token);
            }
            catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync("Stopped. Nothing was written.");
                return CommandLine.PartialExitCode;
            }
        });
    }

    private static async Task<int> RunAsync(IServiceProvider services, string file, CancellationToken ct)
    {
        var counter = new NameShareCounter();
        var read = 0L;
        await using (var connection = await services.GetRequiredService<SqlDatabase>().OpenAsync(ct))
        {
            using var bar = ProgressBar.OnStandardError();
            var all = await RegistrationStore.CountActiveAsync(connection);
            foreach (var name in services.GetRequiredService<RegistrationStore>().ActiveNames(connection))
            {
                counter.Add(name);
                if (++read % BetweenReports != 0)
                    continue;
                ct.ThrowIfCancellationRequested();
                bar.Show(read, all, $"{read} registrations");
            }
        }

        if (counter.Counted < NameShareCounter.LeastNames)
            throw new StartupException($"Shares need at least {NameShareCounter.LeastNames} active registrations with Chinese names; there are {counter.Counted}. Until then rarity is estimated from published figures.");
        var shares = counter.Shares();
        var source = string.Create(CultureInfo.InvariantCulture, $"own registrations of {services.GetRequiredService<TimeProvider>().GetUtcNow():yyyy-MM-dd}, {counter.Counted} names");
        using (var writer = new CsvWriter(new StreamWriter(InputFile.Create(file)), CultureInfo.InvariantCulture))
        {
            foreach (var column in (ReadOnlySpan<string>)["id", "part", "name", "perMillion", "source"])
                writer.WriteField(column);
            writer.NextRecord();
            foreach (var (number, share) in shares.Index())
            {
                writer.WriteField(string.Create(CultureInfo.InvariantCulture, $"name-{number + 1:00000}"));
                writer.WriteField(EnumText<NamePart>.Of(share.Part));
                writer.WriteField(share.Name);
                writer.WriteField(share.PerMillion);
                writer.WriteField(source);
                writer.NextRecord();
            }
        }

        Console.WriteLine($"{counter.Counted} names of {read} registrations counted; {shares.Count(s => s.Part == NamePart.Surname)} surnames and {shares.Count(s => s.Part == NamePart.Given)} given names written.");
        return 0;
    }
}
