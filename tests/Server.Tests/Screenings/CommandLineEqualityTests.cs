using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>For equal facts, versions, now and key the server and <c>screen</c> say the same, down to the hash of the content.</summary>
public sealed class CommandLineEqualityTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Compared = ["check", "code", "severity", "party", "field", "text", "start", "length", "legalBasis", "entry", "tier"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("折扇", "13900000101")]
    [InlineData("象牙手串", "13900000101")]
    [InlineData("烟花 组合装", "13900000101")]
    [InlineData("折\u200B扇", "13900000101")]
    [InlineData("xiangya 吊坠 按克", "13900000118")]
    public async Task Screen_OfTheSameWaybill_GivesTheServersDecision(string description, string phone)
    {
        using var courier = await server.ClientAsync("courier");
        var (waybill, scan, decided) = await DecideAsync(courier, description, phone);

        var directory = Directory.CreateTempSubdirectory("ls-equal-").FullName;
        try
        {
            var (from, to) = (Path.Combine(directory, "waybills.jsonl"), Path.Combine(directory, "decisions.jsonl"));
            await File.WriteAllTextAsync(from, waybill.ToJsonString() + "\n", Ct);
            var arguments = new List<string>
            {
                "screen", "--in", from, "--out", to, "--list", DemoRiskList.File,
                "--control-key", Assert.Single(Directory.GetFiles(server.Settings.KeysDirectory, "control-*")),
                "--now", decided.DecidedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null),
            };
            if (decided.Content!.Facts.SenderRegistration is not null)
                arguments.AddRange(["--registry", Path.Combine(Repository.Root, "db", "demo", "registrations.csv")]);
            var (code, _, errors) = await ServerProcess.RunAsync(directory, [.. arguments], environment: null, Ct);
            Assert.True(code == 0, errors);
            var line = JsonDocument.Parse(await File.ReadAllTextAsync(to, Ct)).RootElement;

            Assert.Equal(decided.ContentHash, line.GetProperty("contentHash").GetString());
            Assert.Equal(scan.Text("shown"), line.GetProperty("shown").GetString());
            using var compliance = await server.ClientAsync("compliance");
            var view = (await compliance.ReadAsync($"/api/decisions/{decided.Id}")).Expect(HttpStatusCode.OK);
            Assert.Equal(view.Text("lane"), line.GetProperty("lane").GetString());
            Assert.Equal(view.Text("contentHash"), line.GetProperty("contentHash").GetString());
            Assert.Equal(
                view["findings"].EnumerateArray().Select(Comparable),
                line.GetProperty("findings").EnumerateArray().Select(Comparable));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<(JsonObject Waybill, JsonAnswer Scan, DecisionDetails Decided)> DecideAsync(HttpClient courier, string description, string phone)
    {
        for (var tries = 1; ; tries++)
        {
            var number = SampleWaybills.NewNumber();
            var waybill = SampleWaybills.Waybill(number, description).With("sender.phone", phone);
            // The command line keeps no records of earlier parcels, those of a try before this one among them.
            await server.Database.WriteAsync((connection, transaction) => connection.Execute("DELETE FROM postings", transaction: transaction), Ct);
            var version = DemoRiskList.PutInForce(server);
            var scan = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: waybill))).Expect(HttpStatusCode.OK);
            var decided = await server.Services.GetRequiredService<DecisionStore>().FindAsync(scan["decisionId"].GetGuid(), Ct);
            // Otherwise the server's own list came back in between.
            if (decided!.Content!.Decision.ListVersion == version || tries == 10)
                return (waybill, scan, decided);
        }
    }

    private static string Comparable(JsonElement finding) => string.Join(
        '|',
        Compared.Select(name => finding.TryGetProperty(name, out var value) ? value.ToString() : "")
            .Append(finding.GetProperty("explanation").GetProperty("zh").GetString()));
}
