using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LogisticsScreening.Server.Tests.PersonalData;

/// <summary>What a real server process writes to its two outputs while real work passes through it.</summary>
public sealed class LogTests : IDisposable
{
    private static readonly string[] Parties = ["sender", "recipient"];
    private static readonly string[] PersonalFields = ["name", "phone", "address", "idNumber"];

    private readonly string directory = Directory.CreateTempSubdirectory("ls-log-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Output_OfAWholeDay_HoldsNoNamePhoneNumberOrAddress()
    {
        var waybills = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "demo", "waybills.jsonl"), Ct)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        await using var server = await ServerProcess.ServeAsync(directory, Ct);
        using var admin = await server.ClientAsync("admin");
        using var courier = await server.ClientAsync("courier");
        using var supervisor = await server.ClientAsync("supervisor");

        Assert.True((await admin.PostAsJsonAsync("/api/waybills", waybills, Ct)).IsSuccessStatusCode);
        foreach (var waybill in waybills.Where(waybill => waybill.GetProperty("depot").GetString() == "KMG-01"))
            await ScanAsync(courier, waybill);
        Assert.True((await supervisor.GetAsync("/api/alerts", Ct)).IsSuccessStatusCode);

        // What is refused must not be quoted either.
        using var broken = new StringContent("[{\"number\": \"" + waybills[0].GetProperty("sender").GetProperty("name").GetString() + "\", \"sender\": 13900000101,", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsync("/api/waybills", broken, Ct)).StatusCode);
        using var file = new StringContent(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "demo", "registrations.csv"), Ct), Encoding.UTF8, "text/csv");
        Assert.True((await admin.PostAsync("/api/registrations", file, Ct)).IsSuccessStatusCode);
        await courier.PostAsJsonAsync("/api/auth/token", new { userName = "13900000101", password = "赵演一" }, Ct);
        await courier.GetAsync("/api/waybills?sender=赵演一&phone=13900000101", Ct);
        await server.StopAsync(Ct);

        var output = string.Join('\n', server.Output.Concat(server.Errors));
        Assert.Contains("Migrated", output, StringComparison.Ordinal);
        var secrets = waybills.SelectMany(waybill => Parties.Select(waybill.GetProperty)).SelectMany(Secrets).Distinct().ToList();
        Assert.True(secrets.Count > 60);
        // Non-ASCII characters may be escaped in the JSON log, so that form is looked for too.
        Assert.DoesNotContain(secrets, secret => output.Contains(secret, StringComparison.Ordinal) || output.Contains(JsonEncodedText.Encode(secret).ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(TestServer.Password, output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Secrets(JsonElement party) =>
        PersonalFields
            .Select(field => party.TryGetProperty(field, out var value) ? value.GetString() : null)
            .OfType<string>()
            .Where(secret => secret.Length > 1);

    private static async Task ScanAsync(HttpClient courier, JsonElement waybill)
    {
        using var answer = await courier.PostAsJsonAsync(
            "/api/scans",
            new
            {
                scanId = Guid.CreateVersion7(),
                carrier = waybill.GetProperty("carrier").GetString(),
                waybillNumber = waybill.GetProperty("number").GetString(),
                depot = "KMG-01",
                device = "test-1",
                scannedAt = TimeProvider.System.GetUtcNow(),
                kind = "acceptance",
            },
            Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
