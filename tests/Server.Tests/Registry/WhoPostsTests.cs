using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Tests.Intake;
using LogisticsScreening.Server.Web;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Registry;

/// <summary>Each way to post, from the stored records through a scan to the findings, over HTTP.</summary>
public sealed class WhoPostsTests(TestServer server) : IClassFixture<TestServer>
{
    private const string SenderNumber = "530102198503120118";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agreement_IsLookedUpAndNotTakenOnTrust()
    {
        var rows = $"number,idType,idNumber,from,until\nT-OWN,residentId,{SenderNumber},2026-01-01,\nT-OVER,residentId,{SenderNumber},2020-01-01,2020-12-31\nT-OTHER,organisation,91350100M000100Y43,2026-01-01,\n";
        Assert.Equal((3, 0, 0), await ImportAsync(rows));
        Assert.Equal((0, 0, 3), await ImportAsync(rows));

        Assert.Empty(await CodesAsync(Under("t-own")));
        Assert.Equal(["realName.agreementExpired"], await CodesAsync(Under("T-OVER")));
        Assert.Equal(["realName.agreementForeign"], await CodesAsync(Under("T-OTHER")));
        Assert.Equal(["realName.agreementUnknown"], await CodesAsync(Under("T-NONE")));

        // A file with an earlier agreement changes nothing, a later one replaces it.
        Assert.Equal((0, 0, 1), await ImportAsync($"number,idType,idNumber,from\nT-OWN,passport,E1234567,2025-01-01\n"));
        Assert.Equal((0, 1, 0), await ImportAsync($"number,idType,idNumber,from\nT-OVER,residentId,{SenderNumber},2026-01-01\n"));
        Assert.Empty(await CodesAsync(Under("T-OVER")));
    }

    [Fact]
    public async Task AgreementsTable_HoldsNoNumberInPlain()
    {
        await ImportAsync("number,idType,idNumber,from\nSECRET-7788,organisation,91110000101623741K,2026-01-01\n");
        Assert.Equal(0, await server.ScalarAsync<long>("SELECT COUNT(*) FROM agreements WHERE instr(number_cipher, 'SECRET-7788') + instr(customer_cipher, '91110000101623741K') > 0"));
        Assert.Equal(1, await server.ScalarAsync<long>("SELECT COUNT(*) FROM agreements WHERE customer_type = 'organisation' AND from_day = '2026-01-01' AND until_day IS NULL AND number_key IS NOT NULL AND number_cipher IS NOT NULL AND id = (SELECT MAX(id) FROM agreements)"));
    }

    [Fact]
    public async Task Organisation_WithoutAResponsiblePerson_IsSaidUntilOneIsRegistered()
    {
        const string Header = "idType,idNumber,name,phone,registeredAt,status,responsibleName,responsibleIdType,responsibleIdNumber\n";
        JsonObject Parcel(string number) => SampleWaybills.Waybill(number)
            .With("sender.name", "某演示公司").With("sender.phone", "13900000555").With("sender.idType", "organisation").With("sender.idNumber", "91350100M000100Y43");
        (await RegisterAsync(Header + "organisation,91350100M000100Y43,某演示公司,13900000555,2026-01-01T00:00:00Z,active,,,\n")).Expect(HttpStatusCode.OK);
        Assert.Equal(["realName.responsibleMissing"], await CodesAsync(Parcel));

        Assert.Contains("[2].responsibleIdNumber", (await RegisterAsync(Header + "organisation,91350100M000100Y43,某演示公司,13900000555,2026-02-01T00:00:00Z,active,李演责,residentId,\n")).Expect(HttpStatusCode.BadRequest).Fields);
        (await RegisterAsync(Header + $"organisation,91350100M000100Y43,某演示公司,13900000555,2026-02-01T00:00:00Z,active,李演责,residentId,{SenderNumber}\n")).Expect(HttpStatusCode.OK);
        Assert.Empty(await CodesAsync(Parcel));
    }

    [Fact]
    public async Task Agent_WhoIsThePrincipalOrShowsNothing_IsSaid()
    {
        JsonObject With(string number, JsonObject agent) => SampleWaybills.Waybill(number).With("sender.agent", agent);
        Assert.Equal(["realName.agentIsPrincipal"], await CodesAsync(n => With(n, new() { ["name"] = SampleWaybills.SenderName, ["phone"] = SampleWaybills.SenderPhone })));
        Assert.Equal(
            ["realName.agentWithoutDocument", "realName.notRegistered"],
            await CodesAsync(n => With(n, new() { ["name"] = "许演青", ["phone"] = "13900000120" })));
    }

    [Fact]
    public async Task Letter_OfNineKilograms_IsCheckedLikeAParcel()
    {
        JsonObject Letter(string number, int weight) => SampleWaybills.Waybill(number).With("contentKind", "letter").With("weight", weight)
            .With("sender.phone", "13900000777").With("sender.name", "无演登").Without("sender.idType").Without("sender.idNumber");
        Assert.Empty(await CodesAsync(n => Letter(n, 150)));
        Assert.Equal(["realName.letterTooHeavy", "realName.notRegistered"], await CodesAsync(n => Letter(n, 9_000)));
    }

    [Fact]
    public async Task Document_ThatIsNotTheRegisteredOne_IsSaid()
    {
        Assert.Equal(["realName.typeDiffers"], await CodesAsync(n => SampleWaybills.Waybill(n).With("sender.idType", "temporaryId")));
        Assert.Equal(["realName.numberDiffers"], await CodesAsync(n => SampleWaybills.Waybill(n).With("sender.idType", "passport").With("sender.idNumber", "E7654321")));
    }

    private static Func<string, JsonObject> Under(string agreement) => number =>
        SampleWaybills.Waybill(number).With("channel", "agreement").With("agreement", new JsonObject { ["number"] = agreement });

    /// <summary>Of the real-name check; that one person posts with many documents here is another's business.</summary>
    private async Task<List<string>> CodesAsync(Func<string, JsonObject> waybill)
    {
        var number = server.UndrawnNumber();
        using var courier = await server.ClientAsync("courier");
        var scan = (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: waybill(number)))).Expect(HttpStatusCode.OK);
        using var compliance = await server.ClientAsync("compliance");
        var decision = (await compliance.ReadAsync($"/api/decisions/{scan["decisionId"].GetGuid()}")).Expect(HttpStatusCode.OK);
        return [.. decision["findings"].EnumerateArray().Select(f => f.GetProperty("code").GetString()!).Where(c => c.StartsWith("realName.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private async Task<JsonAnswer> RegisterAsync(string csv)
    {
        using var compliance = await server.ClientAsync("compliance");
        return await compliance.SendAsync("/api/registrations", Encoding.UTF8.GetBytes(csv), "text/csv");
    }

    private async Task<(long Added, long Changed, long Unchanged)> ImportAsync(string csv)
    {
        var import = server.Services.GetRequiredKeyedService<IFileImport>("agreements");
        var report = await import.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), new Progress<long>(), Ct);
        Assert.Empty(report.Refused);
        return (report.Added, report.Changed, report.Unchanged);
    }
}
