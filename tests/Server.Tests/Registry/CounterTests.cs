using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Registry;

/// <summary>A first-time sender at the counter, and what compliance reads and changes of a registration, over HTTP.</summary>
public sealed class CounterTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Phone = "13900000666";
    private const string Name = "新演客";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstTimeSender_IsUsableByTheNextScan_AndTheSameAgainIsOne()
    {
        using var courier = await server.ClientAsync("courier");
        var audited = await AuditedAsync();
        JsonObject Parcel(string number) => SampleWaybills.Waybill(number).With("sender.name", Name).With("sender.phone", Phone).With("sender.idType", "passport").With("sender.idNumber", "N1234567");
        Assert.Equal("yellow", await ScanAsync(courier, Parcel));

        var body = Body("N1234567");
        var first = (await courier.SendAsync("/api/registrations/counter", body)).Expect(HttpStatusCode.OK);
        var again = (await courier.SendAsync("/api/registrations/counter", body)).Expect(HttpStatusCode.OK);
        Assert.Equal(first.Body.ToString(), again.Body.ToString());
        var stored = new Guid(await server.ScalarAsync<byte[]>("SELECT registration_id FROM counter_registrations WHERE client_id = @Id", new { Id = Guid.Parse((string)body["clientId"]!) }), bigEndian: true);
        // The registration's id would tell when it was first made.
        Assert.Equal(["clientId"], first.Body.EnumerateObject().Select(field => field.Name));
        Assert.Equal("green", await ScanAsync(courier, Parcel));

        var other = (JsonObject)body.DeepClone();
        other["phone"] = "13900000667";
        (await courier.SendAsync("/api/registrations/counter", other)).Expect(HttpStatusCode.Conflict);
        var renamed = Body("N1234567");
        renamed["name"] = "别演人";
        var refused = (await courier.SendAsync("/api/registrations/counter", renamed)).Expect(HttpStatusCode.Conflict);
        Assert.DoesNotContain("N1234567", refused.Body.ToString(), StringComparison.Ordinal);

        // The same refused again is the same try.
        (await courier.SendAsync("/api/registrations/counter", renamed)).Expect(HttpStatusCode.Conflict);
        // The audit trail says who and where, never whom; of a refusal too.
        Assert.Equal(audited + 1, await AuditedAsync());
        Assert.Equal(1L, await server.ScalarAsync<long>(
            "SELECT COUNT(*) FROM audit_entries WHERE action = 'registration.counterRefused' AND user_name = 'courier' AND subject = @Id", new { Id = stored.ToString() }));
    }

    [Theory]
    [InlineData("折扇", "N1239991", "N1239991", "green")]
    // What else was found stays.
    [InlineData("礼品", "N1239992", "N1239992", "yellow")]
    // Somebody else's registration mends nothing.
    [InlineData("折扇", "N1239993", "N1239994", "yellow")]
    public async Task SameParcel_AfterItsSenderWasRegistered_IsNoLongerYellowForThat(string goods, string sent, string registered, string shown)
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        var phone = "139000017" + sent[^2..];
        var waybill = SampleWaybills.Waybill(number, goods).With("sender.name", Name).With("sender.phone", phone).With("sender.idType", "passport").With("sender.idNumber", sent)
            .With("recipient.phone", "139000018" + sent[^2..]);
        Assert.Equal("yellow", (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: waybill))).Expect(HttpStatusCode.OK).Text("shown"));
        var body = Body(registered);
        body["phone"] = registered == sent ? phone : "13900001700";
        (await courier.SendAsync("/api/registrations/counter", body)).Expect(HttpStatusCode.OK);
        Assert.Equal(shown, (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number))).Expect(HttpStatusCode.OK).Text("shown"));
    }

    [Theory]
    [InlineData("idNumber", "530102198503120119", "residentId")]
    [InlineData("idNumber", "E1", "passport")]
    [InlineData("name", "新*客", "passport")]
    [InlineData("phone", "139****0666", "passport")]
    [InlineData("clientId", "1", "passport")]
    [InlineData("depot", "NOWHERE-9", "passport")]
    [InlineData("photo", "x", "passport")]
    [InlineData("responsibleName", null, "organisation")]
    [InlineData("responsibleIdNumber", "530102198503120119", "organisation")]
    public async Task RefusedRow_NamesTheFieldWithoutItsValue(string field, string? value, string type)
    {
        using var courier = await server.ClientAsync("courier");
        var before = await server.ScalarAsync<long>("SELECT COUNT(*) FROM registrations");
        var body = Body(type == "organisation" ? "91350100M000100Y43" : "N7654321");
        body["idType"] = type;
        if (field == "responsibleIdNumber")
            (body["responsibleName"], body["responsibleIdType"]) = ("演负责", "residentId");
        if (value is not null)
            body[field] = value;
        var answer = (await courier.SendAsync("/api/registrations/counter", body)).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(field, answer.Fields);
        if (value is { Length: > 2 })
            Assert.DoesNotContain(value, answer.Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await server.ScalarAsync<long>("SELECT COUNT(*) FROM registrations"));
    }

    [Fact]
    public async Task Account_OverItsLimit_Waits()
    {
        var (counter, user) = (Counter(new() { PerAccount = 2 }), NewUser());
        var outcomes = new List<CounterOutcome>();
        var ids = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToList();
        foreach (var (client, i) in ids.Append(ids[0]).Select((id, i) => (id, i % 3)))
        {
            var row = new CounterRow(client, SampleWaybills.Depot, "d", new(IdType.Other, $"LIMIT-{i}", Name, Phone, null, default, null, RegistrationStatus.Active));
            outcomes.Add((await counter.PutAsync(row, user, Ct)).Outcome);
        }

        // What was stored before is answered as before, whatever the limit.
        Assert.Equal([CounterOutcome.Stored, CounterOutcome.Stored, CounterOutcome.Limited, CounterOutcome.Stored], outcomes);
    }

    [Fact]
    public async Task Account_ThatProbesForKnownDocuments_WaitsForKnownAndUnknownAlike()
    {
        var (counter, honest, probing) = (Counter(new() { RefusedPerAccount = 2 }), NewUser(), NewUser());
        Task<(CounterOutcome Outcome, Guid Id, TimeSpan RetryAfter)> PutAsync(CurrentUser user, string number, string name) =>
            counter.PutAsync(new(Guid.NewGuid(), SampleWaybills.Depot, "d", new(IdType.Other, number, name, Phone, null, default, null, RegistrationStatus.Active)), user, Ct);
        Assert.Equal(CounterOutcome.Stored, (await PutAsync(honest, "PROBED", Name)).Outcome);

        Assert.Equal(CounterOutcome.OtherName, (await PutAsync(probing, "PROBED", "别演一")).Outcome);
        Assert.Equal(CounterOutcome.OtherName, (await PutAsync(probing, "PROBED", "别演二")).Outcome);
        // From here on the answer says nothing about the document.
        var (known, unknown) = (await PutAsync(probing, "PROBED", "别演三"), await PutAsync(probing, "NOT-KNOWN", "别演三"));
        Assert.Equal((CounterOutcome.Limited, CounterOutcome.Limited), (known.Outcome, unknown.Outcome));
        Assert.InRange(known.RetryAfter, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.Equal(2L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'registration.counterRefused' AND user_id = @Id", new { Id = probing.UserId }));
        // Another account is not held up.
        Assert.Equal(CounterOutcome.Stored, (await PutAsync(honest, "PROBED-2", Name)).Outcome);
    }

    [Fact]
    public async Task Look_ThatFindsNobody_AndFileThatChangesNothing_LeaveATrace()
    {
        using var compliance = await server.ClientAsync("compliance");
        Task<long> CountAsync(string action) => server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = @Action", new { Action = action });
        var (reads, imports) = (await CountAsync("registration.read"), await CountAsync("registrations.imported"));
        (await compliance.SendAsync("/api/registrations/find", new JsonObject { ["idType"] = "passport", ["idNumber"] = "NOBODY1" })).Expect(HttpStatusCode.NotFound);
        Assert.Equal(reads + 1, await CountAsync("registration.read"));
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE subject LIKE '%NOBODY1%'"));

        var line = Encoding.UTF8.GetBytes("""{"idType":"passport","idNumber":"F7777777","name":"史演档","phone":"13900000889","registeredAt":"2026-01-01T00:00:00Z","status":"active"}""");
        for (var time = 0; time < 2; time++)
            (await compliance.SendAsync("/api/registrations", line, "application/x-ndjson")).Expect(HttpStatusCode.OK);
        Assert.Equal(imports + 2, await CountAsync("registrations.imported"));
    }

    private CounterRegistration Counter(CounterLimits limits) => new(
        server.Services.GetRequiredService<RegistrationStore>(), server.Database, server.Services.GetRequiredService<BlindIndex>(),
        server.Services.GetRequiredService<Audit>(), limits, TimeProvider.System);

    private static CurrentUser NewUser()
    {
        var account = new Account { Id = Guid.CreateVersion7(), UserName = "limited", DisplayName = "limited", Roles = new HashSet<Role>(), Units = [], Disabled = false };
        return new(account, Guid.Empty, new([]), new(2026, 11, 27));
    }

    [Fact]
    public async Task History_OfStatusAndChange_IsMaskedAndLeavesATrace()
    {
        using var compliance = await server.ClientAsync("compliance");
        using var courier = await server.ClientAsync("courier");
        using var admin = await server.ClientAsync("admin");
        var line = """{"idType":"passport","idNumber":"H7777777","name":"史演变","phone":"13900000888","registeredAt":"2026-01-01T00:00:00Z","status":"active"}""";
        Assert.Equal(1, (await compliance.SendAsync("/api/registrations", Encoding.UTF8.GetBytes(line + "\n\nnonsense\n"), "application/x-ndjson")).Expect(HttpStatusCode.OK)["added"].GetInt32());
        var id = (await compliance.SendAsync("/api/registrations/find", new JsonObject { ["idType"] = "passport", ["idNumber"] = "h7777777" })).Expect(HttpStatusCode.OK).Text("id");
        JsonObject Parcel(string number) => SampleWaybills.Waybill(number).With("sender.name", "史演变").With("sender.phone", "13900000888").With("sender.idType", "passport").With("sender.idNumber", "H7777777");
        Assert.Equal("green", await ScanAsync(courier, Parcel));

        (await compliance.SendAsync($"/api/registrations/{id}/status", new JsonObject { ["status"] = "lost", ["reason"] = "本人报失" })).Expect(HttpStatusCode.NoContent);
        (await compliance.SendAsync($"/api/registrations/{id}/status", new JsonObject { ["status"] = "lost", ["reason"] = "本人报失" })).Expect(HttpStatusCode.NoContent);
        // The same file again, or the counter, does not take the loss back.
        await compliance.SendAsync("/api/registrations", Encoding.UTF8.GetBytes(line), "application/x-ndjson");
        var body = Body("H7777777");
        (body["name"], body["phone"]) = ("史演变", "13900000888");
        (await courier.SendAsync("/api/registrations/counter", body)).Expect(HttpStatusCode.OK);
        Assert.Equal("refuse", await ScanAsync(courier, Parcel));
        (await compliance.SendAsync($"/api/registrations/{id}/status", new JsonObject { ["status"] = "active", ["reason"] = "证件已找回" })).Expect(HttpStatusCode.NoContent);
        Assert.Equal("green", await ScanAsync(courier, Parcel));

        var history = (await compliance.ReadAsync($"/api/registrations/{id}/history")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["status lost 证件已找回 compliance", "status active 本人报失 compliance"],
            history["changes"].EnumerateArray().Select(c => $"{c.GetProperty("kind").GetString()} {c.GetProperty("before").GetProperty("status").GetString()} {c.GetProperty("reason").GetString()} {c.GetProperty("by").GetString()}"));
        foreach (var secret in new[] { "史演变", "13900000888", "H7777777" })
            Assert.DoesNotContain(secret, history.Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'registration.read' AND subject = @Id", new { Id = id }));
        Assert.Equal(2, await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'registration.status'"));
        (await courier.ReadAsync($"/api/registrations/{id}/history")).Expect(HttpStatusCode.Forbidden);
        (await admin.ReadAsync($"/api/registrations/{id}/history")).Expect(HttpStatusCode.Forbidden);
        (await compliance.ReadAsync($"/api/registrations/{Guid.NewGuid()}/history")).Expect(HttpStatusCode.NotFound);
        (await compliance.SendAsync($"/api/registrations/{id}/status", new JsonObject { ["status"] = "expired", ["reason"] = "到期了吧" })).Expect(HttpStatusCode.BadRequest);
        (await compliance.SendAsync($"/api/registrations/{id}/status", new JsonObject { ["status"] = "lost", ["reason"] = "x" })).Expect(HttpStatusCode.BadRequest);
    }

    private static JsonObject Body(string number) => new()
    {
        ["clientId"] = Guid.NewGuid().ToString(),
        ["depot"] = SampleWaybills.Depot,
        ["device"] = "test-device",
        ["idType"] = "passport",
        ["idNumber"] = number,
        ["name"] = Name,
        ["phone"] = Phone,
    };

    private async Task<long> AuditedAsync() =>
        await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'registration.counter' AND user_name = 'courier' AND subject_kind = 'registration'");

    private async Task<string?> ScanAsync(HttpClient courier, Func<string, JsonObject> parcel)
    {
        var number = server.UndrawnNumber();
        return (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: parcel(number)))).Expect(HttpStatusCode.OK).Text("shown");
    }
}
