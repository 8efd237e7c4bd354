using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using LogisticsScreening.IdentityGateway.Simulator;
using LogisticsScreening.Screening.Benchmarks;
using Microsoft.Data.Sqlite;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>
/// Registrations at the counter and scans at a steady rate while the simulated authority fails in every way that it knows. Of a registration two times count: until the courier has his answer,
/// and until the authority's answer, or its failure, is stored. Every scan and every registration that was acknowledged must be in the database afterwards.
/// </summary>
internal static class GatewayBenchmark
{
    private const double ScansPerSecond = 200, RegistrationsPerSecond = 4;
    private const string Client = "bench";

    public static async Task RunAsync(bool quick)
    {
        var length = TimeSpan.FromSeconds(quick ? 3 : 15);
        var directory = Directory.CreateTempSubdirectory("ls-bench-gateway-").FullName;
        try
        {
            var volume = new SeededVolume(2_000);
            await volume.LoadAsync(directory);
            var (key, keyFile) = (RandomNumberGenerator.GetBytes(32), Path.Combine(directory, "gateway.key"));
            await File.WriteAllTextAsync(keyFile, Convert.ToBase64String(key));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await using var simulator = await SimulatorHost.StartAsync(Client, key, new Script());
            Environment.SetEnvironmentVariable("LS_GATEWAY_URL", simulator.Address.ToString());
            Environment.SetEnvironmentVariable("LS_GATEWAY_CLIENT", Client);
            Environment.SetEnvironmentVariable("LS_GATEWAY_KEY", keyFile);
            await using var server = await ChildProcess.StartAsync("server", directory, Demo.Password);
            Environment.SetEnvironmentVariable("LS_GATEWAY_URL", null);
            var demo = new Demo(server.Address);
            using var courier = await demo.ClientAsync("courier");
            using var load = new LoadGenerator(server.Address, await demo.TokenAsync("courier"), volume.Numbers);
            await load.SendAsync(5_000);

            var lines = new List<Row>();
            var run = new Run(directory, simulator, courier, load, length);
            lines.Add(await run.MeasureAsync("no registrations", null, registers: false));
            lines.Add(await run.MeasureAsync("answers at once", null, registers: true));
            foreach (var fault in Enum.GetValues<Fault>())
                lines.Add(await run.MeasureAsync(fault.ToString(), fault, registers: true));
            var text = Section(length, lines);
            Console.WriteLine(text);
            if (!quick)
                PerformancePage.Replace("gateway", text);
        }
        finally
        {
            Environment.SetEnvironmentVariable("LS_GATEWAY_CLIENT", null);
            Environment.SetEnvironmentVariable("LS_GATEWAY_KEY", null);
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <param name="Posted">Milliseconds until the courier has his answer, sorted.</param>
    /// <param name="Settled">Milliseconds until an answer or a failure is stored, sorted.</param>
    private sealed record Row(string What, LoadResult Scans, double[] Posted, double[] Settled, int Lost);

    private sealed class Run(string directory, SimulatorHost simulator, HttpClient courier, LoadGenerator load, TimeSpan length)
    {
        /// <summary>A circuit that a fault opened is to close before the next one is measured.</summary>
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(35);

        private int person;

        public async Task<Row> MeasureAsync(string what, Fault? fault, bool registers)
        {
            var script = simulator.Authority.Script;
            script.Clear();
            if (fault is not null)
                script.Set(new() { Number = "*", Fault = fault });
            var before = await CountAsync();
            var scans = load.RunAsync(length, ScansPerSecond);
            var people = registers ? RegisterAsync() : Task.FromResult<(double[], double[])>(([], []));
            var (posted, settled) = await people;
            var result = await scans;
            var after = await CountAsync();
            script.Clear();
            if (fault is not null)
                await Task.Delay(Pause);
            return new(what, result, posted, settled, (int)(result.Latencies.Length - (after.Scans - before.Scans) + posted.Length - (after.Registrations - before.Registrations)));
        }

        private async Task<(double[] Posted, double[] Settled)> RegisterAsync()
        {
            var (watch, count) = (Stopwatch.StartNew(), (int)(length.TotalSeconds * RegistrationsPerSecond));
            var results = new List<Task<(double Posted, double Settled)>>();
            for (var i = 0; i < count; i++)
            {
                if (TimeSpan.FromSeconds(i / RegistrationsPerSecond) - watch.Elapsed is { Ticks: > 0 } wait)
                    await Task.Delay(wait);
                results.Add(OneAsync(++person));
            }

            var times = await Task.WhenAll(results);
            return ([.. times.Select(t => t.Posted).Order()], [.. times.Select(t => t.Settled).Order()]);
        }

        private async Task<(double Posted, double Settled)> OneAsync(int number)
        {
            var watch = Stopwatch.StartNew();
            var body = new
            {
                clientId = Guid.NewGuid(),
                depot = "KMG-01",
                device = "bench-1",
                idType = "passport",
                idNumber = string.Create(CultureInfo.InvariantCulture, $"B{number:00000000}"),
                name = "登演记",
                phone = string.Create(CultureInfo.InvariantCulture, $"137{number:00000000}"),
                validUntil = "2035-01-01",
            };
            using var answer = await courier.PostAsJsonAsync("/api/registrations/counter", body);
            answer.EnsureSuccessStatusCode();
            var posted = watch.Elapsed.TotalMilliseconds;
            await using var connection = await OpenAsync();
            // Stored is a row that nobody holds any more: with an answer, or with the failure of an attempt.
            while (await connection.ExecuteScalarAsync<long>(
                """
                SELECT COUNT(*)
                FROM counter_registrations r
                JOIN identity_checks c ON c.registration_id = r.registration_id
                WHERE r.client_id = @Id AND c.attempts + CASE WHEN c.answered_at IS NULL THEN 0 ELSE 1 END > 0 AND c.holder IS NULL
                """,
                new { Id = body.clientId.ToByteArray(bigEndian: true) }) == 0 && watch.Elapsed < TimeSpan.FromMinutes(1))
                await Task.Delay(20);
            return (posted, watch.Elapsed.TotalMilliseconds);
        }

        private async Task<(long Scans, long Registrations)> CountAsync()
        {
            await using var connection = await OpenAsync();
            return await connection.QuerySingleAsync<(long, long)>("SELECT (SELECT COUNT(*) FROM scans), (SELECT COUNT(*) FROM counter_registrations)");
        }

        private async Task<SqliteConnection> OpenAsync()
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = MeasuredServer.Settings(directory, demo: false).SqliteFile, Mode = SqliteOpenMode.ReadOnly }.ToString());
            await connection.OpenAsync();
            return connection;
        }
    }

    private static string Section(TimeSpan length, List<Row> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("## Registrations and scans while the authority fails").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`./dev bench`, {DateTime.UtcNow:yyyy-MM-dd}: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors shared with the load generator and the simulated authority.");
        text.AppendLine(CultureInfo.InvariantCulture, $"{ScansPerSecond:N0} scans and {RegistrationsPerSecond:N0} registrations a second for {length.TotalSeconds:N0} s under each fault, which every question meets; 3 s are the authority's whole budget. \"Stored\" is the authority's answer or its failure (bar: p99 under 3,200 ms); \"lost\" are acknowledged scans and registrations that the database does not hold (bar: 0).").AppendLine();
        text.AppendLine("| the authority | scan p50 / p99, ms | registered p50 / p99, ms | stored p50 / p99, ms | lost |").AppendLine("|---|---:|---:|---:|---:|");
        foreach (var row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.What} | {row.Scans.Percentile(0.5):N1} / {row.Scans.Percentile(0.99):N1} | {Pair(row.Posted)} | {Pair(row.Settled)} | {row.Lost} |");
        }

        return text.ToString().TrimEnd();
    }

    private static string Pair(double[] sorted) => sorted.Length == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:N0} / {sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * 0.99))]:N0}");
}
