using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>Bad scans: a problem document that names the field, nothing stored, never a failure of the server.</summary>
public sealed class BadScanTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Mark = "\"@@@\"";

    public static TheoryData<string, string, string> BadMembers => new()
    {
        { "scanId", "null", "scanId" },
        { "scanId", "\"1\"", "scanId" },
        { "scanId", "\"{0199d7a0-0000-7000-8000-000000000000}\"", "scanId" },
        { "scanId", "7", "scanId" },
        { "carrier", "\"s f\"", "carrier" },
        { "waybillNumber", "null", "waybillNumber" },
        { "waybillNumber", "\"\\ud83d\"", "waybillNumber" },
        { "waybillNumber", "\"' OR 1=1 --\"", "waybillNumber" },
        { "waybillNumber", "[\"SF1390000000001\"]", "waybillNumber" },
        { "depot", "null", "depot" },
        { "depot", "\"KMG-02\"", "depot" },
        { "depot", "\"JH-01\"", "depot" },
        { "depot", "\"kmg-01\"", "depot" },
        { "device", "\"\"", "device" },
        { "device", "\"" + new string('d', 61) + "\"", "device" },
        { "device", "\"a\\u202eb\"", "device" },
        { "scannedAt", "null", "scannedAt" },
        { "scannedAt", "\"2099-01-01T00:00:00Z\"", "scannedAt" },
        { "scannedAt", "\"2026-13-01T00:00:00Z\"", "scannedAt" },
        { "scannedAt", "\"2026-11-22 08:00\"", "scannedAt" },
        { "kind", "null", "kind" },
        { "kind", "\"teleport\"", "kind" },
        { "kind", "0", "kind" },
        { "lane", "\"green\"", "lane" },
        { "waybill", "\"SF\"", "waybill" },
        { "waybill", "{}", "waybill.number" },
        { "waybill", "{\"number\":\"SF1\",\"number\":\"SF2\"}", "waybill.number" },
    };

    public static TheoryData<string?, string, HttpStatusCode, string?> BadBodies => new()
    {
        { "application/json", "", HttpStatusCode.BadRequest, "$" },
        { "application/json", "{\"scanId\":", HttpStatusCode.BadRequest, null },
        { "application/json", "[]", HttpStatusCode.BadRequest, "$" },
        { "application/json", "null", HttpStatusCode.BadRequest, "$" },
        { "application/json", "3", HttpStatusCode.BadRequest, "$" },
        { "application/json", "{\"\\udc00\":1}", HttpStatusCode.BadRequest, null },
        { "application/json", "{\"kind\":\"depot\",\"kind\":\"depot\"}", HttpStatusCode.BadRequest, "kind" },
        { "application/json", new string('[', 3_000), HttpStatusCode.BadRequest, null },
        { "application/json; charset=utf-16", "{}", HttpStatusCode.UnsupportedMediaType, null },
        { "application/json; charset=no-such", "{}", HttpStatusCode.UnsupportedMediaType, null },
        { "text/plain", "{}", HttpStatusCode.UnsupportedMediaType, null },
        { null, "{}", HttpStatusCode.UnsupportedMediaType, null },
    };

    [Theory]
    [MemberData(nameof(BadMembers))]
    public async Task Scan_BadMember_IsRefusedByNameAndNothingStored(string path, string value, string field)
    {
        using var client = await server.ClientAsync("courier");
        var number = SampleWaybills.NewNumber();
        await client.SendAsync("/api/waybills", SampleWaybills.Waybill(number));
        var before = await server.StoredRowsAsync();
        var body = Encoding.UTF8.GetBytes(SampleWaybills.Scan(number).With(path, "@@@").ToJsonString().Replace(Mark, value, StringComparison.Ordinal));
        var answer = (await client.SendAsync("/api/scans", body)).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(field, answer.Fields);
        Assert.Equal("application/problem+json", answer.ContentType);
        byte[] array = [(byte)'[', .. body, (byte)']'];
        var element = (await client.SendAsync("/api/scans", array)).Expect(HttpStatusCode.OK).Body[0];
        Assert.Equal(400, element.GetProperty("status").GetInt32());
        Assert.True(element.GetProperty("errors").TryGetProperty(field, out _), element.ToString());
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Scans_BadBody_IsAProblemAndNothingStored(string? contentType, string body, HttpStatusCode status, string? field)
    {
        using var client = await server.ClientAsync("courier");
        var before = await server.StoredRowsAsync();
        var answer = (await client.SendAsync("/api/scans", Encoding.UTF8.GetBytes(body), contentType)).Expect(status);
        if (field is not null)
            Assert.Contains(field, answer.Fields);
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Theory]
    [InlineData("{\"waybillNumb\\ud800\":1}")]
    [InlineData("{\"wayb\\ud800illNumber\":1,\"waybillNumber\":\"SF1\"}")]
    [InlineData("{\"waybillNumber\":\"\\ud800\",\"\\udfff\":{}}")]
    [InlineData("7")]
    public async Task Scans_ArrayElementWithNamesThatAreNoText_IsRefusedElementByElement(string element)
    {
        using var client = await server.ClientAsync("courier");
        var before = await server.StoredRowsAsync();
        var answer = (await client.SendAsync("/api/scans", Encoding.UTF8.GetBytes($"[{element},{element}]"))).Expect(HttpStatusCode.OK);
        Assert.All(answer.Body.EnumerateArray(), each => Assert.Equal(400, each.GetProperty("status").GetInt32()));
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Fact]
    public async Task Scans_MoreThanFiveHundred_AreRefusedAsAWhole()
    {
        using var client = await server.ClientAsync("courier");
        var before = await server.StoredRowsAsync();
        var array = new JsonArray([.. Enumerable.Range(0, 501).Select(_ => SampleWaybills.Scan("SF1390000000001"))]);
        Assert.Equal(["$"], (await client.SendAsync("/api/scans", array)).Expect(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Fact]
    public async Task Scan_InlineWaybillOfAnotherNumberOrCarrier_IsRefused()
    {
        using var client = await server.ClientAsync("courier");
        var before = await server.StoredRowsAsync();
        var number = SampleWaybills.NewNumber();
        var other = (await client.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: SampleWaybills.Waybill(SampleWaybills.NewNumber())))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["waybill.number"], other.Fields);
        var carrier = (await client.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: SampleWaybills.Waybill(number).With("carrier", "ZTO")))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["waybill.carrier"], carrier.Fields);
        Assert.Equal(before, await server.StoredRowsAsync());
    }

    [Fact]
    public async Task Scan_WithoutSigningIn_IsRefused()
    {
        using var client = server.Anonymous();
        (await client.SendAsync("/api/scans", SampleWaybills.Scan("SF1390000000001"))).Expect(HttpStatusCode.Unauthorized);
        using var analyst = await server.ClientAsync("analyst");
        (await analyst.SendAsync("/api/scans", SampleWaybills.Scan("SF1390000000001"))).Expect(HttpStatusCode.Forbidden);
    }
}
