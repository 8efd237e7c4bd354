using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.RiskLists;

/// <summary>Steps of the scenarios about suppressions: an entry on the list, a parcel that hits it, setting its person aside.</summary>
internal static class SetAside
{
    public const string Path = "/api/lists/suppressions";
    public const string Reason = "现场核对证件，并非名单所指的人";

    private static int last;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A mobile number that no other test has.</summary>
    public static string NewPhone() => string.Create(CultureInfo.InvariantCulture, $"1380000{Interlocked.Increment(ref last):0000}");

    public static string Day(this TestServer server, int daysAhead) => server.Services.GetRequiredService<TimeProvider>().Today().AddDays(daysAhead).ToStored();

    /// <summary>Puts a phone on the list and the list in force.</summary>
    /// <returns>The entry's id.</returns>
    public static async Task<string> ListAsync(this TestServer server, string phone, string audience = "depot", string kind = "phone", string? value = null)
    {
        using var analyst = await server.ClientAsync("analyst");
        var id = $"sup-{phone[^4..]}-{kind}";
        var entry = new JsonObject
        {
            ["id"] = id,
            ["kind"] = kind,
            ["value"] = value ?? phone,
            ["source"] = "test",
            ["reason"] = "a test",
            ["lawfulBasis"] = "basis-1",
            ["confidence"] = 0.9,
            ["from"] = "2026-01-01",
            ["until"] = "2099-12-31",
            ["audience"] = audience,
        };
        (await analyst.SendAsync("/api/lists/entries", new JsonArray(entry))).Expect(HttpStatusCode.OK);
        await server.ListInForceAsync();
        return id;
    }

    /// <summary>The newest list is in force on this server now, not only within a second.</summary>
    public static Task ListInForceAsync(this TestServer server) => server.Services.GetRequiredService<RiskListPoll>().RefreshAsync(Ct);

    /// <summary>The newest list as a server reads it that has just been started.</summary>
    public static Task<RiskList> FreshListAsync(this TestServer server)
    {
        var services = server.Services;
        return new RiskListLoader(services.GetRequiredService<RiskListStore>(), server.Database, services.GetRequiredService<FieldCipher>()).LoadAsync(Ct);
    }

    /// <summary>Scans a new parcel.</summary>
    /// <returns>What the courier was shown, and the decision.</returns>
    public static async Task<(string Shown, Guid DecisionId)> ScanNewAsync(this TestServer server, Func<JsonObject, JsonObject> change)
    {
        using var orders = await server.ClientAsync("admin");
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        (await orders.SendAsync("/api/waybills", change(SampleWaybills.Waybill(number)))).Expect(HttpStatusCode.OK);
        var answer = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK);
        return (answer.Text("shown")!, answer["decisionId"].GetGuid());
    }

    public static Task<(string Shown, Guid DecisionId)> ScanToAsync(this TestServer server, string phone) => server.ScanNewAsync(waybill => waybill.With("recipient.phone", phone));

    /// <summary>Code and severity of the list's findings in a decision.</summary>
    public static async Task<IReadOnlyList<string>> ListFindingsAsync(this TestServer server, Guid decisionId)
    {
        using var compliance = await server.ClientAsync("compliance");
        return
        [
            .. (await compliance.ReadAsync($"/api/decisions/{decisionId}")).Expect(HttpStatusCode.OK)["findings"].EnumerateArray()
                .Where(finding => finding.GetProperty("check").GetString() == "riskList")
                .Select(finding => $"{finding.GetProperty("code").GetString()} {finding.GetProperty("severity").GetString()}"),
        ];
    }

    public static JsonObject Body(this TestServer server, Guid decisionId, string entryId, string party = "recipient", int daysAhead = 30) => new()
    {
        ["decisionId"] = decisionId.ToString(),
        ["entryId"] = entryId,
        ["party"] = party,
        ["reason"] = Reason,
        ["until"] = server.Day(daysAhead),
    };

    public static async Task<JsonAnswer> SetAsideAsync(this TestServer server, JsonObject body, string account = "compliance")
    {
        using var client = await server.ClientAsync(account);
        return await client.SendAsync(Path, body);
    }

    public static async Task<JsonAnswer> EndAsync(this TestServer server, Guid id, string reason = "条目已经更正", string account = "compliance")
    {
        using var client = await server.ClientAsync(account);
        return await client.SendAsync($"{Path}/{id}/end", new JsonObject { ["reason"] = reason });
    }
}
