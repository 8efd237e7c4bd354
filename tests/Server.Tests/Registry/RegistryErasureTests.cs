using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Registry;

/// <summary>POST /api/personal-data/erasures and the registry: what goes, what stays and is counted, and that a reported loss outlives its registration.</summary>
public sealed class RegistryErasureTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Counts = ["erased", "keptAsEvidence", "keptForAgreement", "keptInUse", "keptShared"];

    private static int last;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ByPhone_TakesTheRegistrationWithHistoryAndHashes_AndTheIdStaysInTheAuditTrail()
    {
        var person = NewPerson();
        await RegisterAsync(person);
        // A second name: so there is a history.
        await RegisterAsync(person with { Name = person.Name + "改" }, "2026-02-01");
        var id = await FindAsync(person);
        using var courier = await server.ClientAsync("courier");
        await server.Database.WriteAsync((connection, transaction) => { Dapper.SqlMapper.Execute(connection, "UPDATE counter_registrations SET registered_at = 0", transaction: transaction); }, Ct);
        (await courier.SendAsync("/api/registrations/counter", Counter(person with { Name = person.Name + "改" }))).Expect(HttpStatusCode.OK);
        await PostAsync(person with { Name = person.Name + "改" });
        using var compliance = await server.ClientAsync("compliance");
        foreach (var status in new[] { "lost", "active" })
            (await compliance.SendAsync($"/api/registrations/{id}/status", new JsonObject { ["status"] = status, ["reason"] = "报失与找回" })).Expect(HttpStatusCode.NoContent);
        const string ActiveByHand = "SELECT COUNT(*) FROM document_statuses WHERE status = 'active'";
        Assert.Equal(1L, await server.ScalarAsync<long>(ActiveByHand));
        Assert.Equal((1L, 4L, 1L), (await CountAsync("registration_uses", id), await CountAsync("registration_changes", id), await CountAsync("counter_registrations", id)));

        var report = await EraseAsync(new() { ["phone"] = person.Phone });

        Assert.Equal((1, 0, "1 0 0 0 0"), (report["erased"].GetInt32(), report["kept"].GetInt32(), Registry(report)));
        foreach (var table in new[] { "registration_uses", "registration_changes", "identity_checks", "identity_waits" })
            Assert.Equal(0L, await CountAsync(table, id));
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM registrations WHERE id = @Id", new { Id = id }));
        Assert.Equal(0L, await server.ScalarAsync<long>(ActiveByHand));
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COALESCE(MAX(LENGTH(body_key)), 0) FROM counter_registrations WHERE registration_id = @Id", new { Id = id }));
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'personalData.erased' AND subject_kind = 'registration' AND subject = @Id", new { Id = id.ToString() }));
        Assert.Null(await FindOrNullAsync(person));
        // Again is nothing more.
        Assert.Equal("0 0 0 0 0", Registry(await EraseAsync(new() { ["phone"] = person.Phone })));
    }

    [Fact]
    public async Task DeviceThatSendsAnErasedRegistrationAgain_DoesNotRegisterThePersonAnew()
    {
        var person = NewPerson();
        using var courier = await server.ClientAsync("courier");
        var body = Counter(person);
        (await courier.SendAsync("/api/registrations/counter", body)).Expect(HttpStatusCode.OK);
        Assert.Equal("1 0 0 0 0", Registry(await EraseAsync(ByDocument(person))));
        (await courier.SendAsync("/api/registrations/counter", body)).Expect(HttpStatusCode.Conflict);
        Assert.Null(await FindOrNullAsync(person));
    }

    [Fact]
    public async Task ParcelUnderAlert_KeepsItsRegistration_UntilItIsReleased()
    {
        var person = NewPerson();
        await RegisterAsync(person);
        await PostAsync(person, SampleWaybills.Ivory);
        var kept = await EraseAsync(ByDocument(person));
        Assert.Equal((0, 1, "0 1 0 0 0"), (kept["erased"].GetInt32(), kept["kept"].GetInt32(), Registry(kept)));
        Assert.NotNull(await FindOrNullAsync(person));

        await server.Database.WriteAsync((connection, transaction) => { Dapper.SqlMapper.Execute(connection, "UPDATE alerts SET state = 'released'", transaction: transaction); }, Ct);
        var erased = await EraseAsync(ByDocument(person));
        Assert.Equal((1, 0, "1 0 0 0 0"), (erased["erased"].GetInt32(), erased["kept"].GetInt32(), Registry(erased)));
        Assert.Null(await FindOrNullAsync(person));
    }

    [Fact]
    public async Task ParcelOfAnotherPhone_KeepsTheRegistrationInUse_AndIsErasedByDocument()
    {
        var person = NewPerson();
        await RegisterAsync(person);
        await PostAsync(person with { Phone = NewPerson().Phone });
        Assert.Equal("0 0 0 1 0", Registry(await EraseAsync(new() { ["phone"] = person.Phone })));

        var byDocument = await EraseAsync(ByDocument(person));
        Assert.Equal((1, "1 0 0 0 0"), (byDocument["erased"].GetInt32(), Registry(byDocument)));
    }

    [Fact]
    public async Task ParcelPostedUnderADocumentThatIsNotRegistered_IsErasedByIt()
    {
        var person = NewPerson();
        await PostAsync(person);
        var report = await EraseAsync(ByDocument(person));
        Assert.Equal((1, 0, "0 0 0 0 0"), (report["erased"].GetInt32(), report["kept"].GetInt32(), Registry(report)));
    }

    [Fact]
    public async Task PhoneOfTwoPeople_IsLeftToTheirDocuments()
    {
        var (one, other) = (NewPerson(), NewPerson());
        other = other with { Phone = one.Phone };
        await RegisterAsync(one);
        await RegisterAsync(other);
        Assert.Equal("0 0 0 0 2", Registry(await EraseAsync(new() { ["phone"] = one.Phone })));
        Assert.Equal("1 0 0 0 0", Registry(await EraseAsync(ByDocument(one))));
        Assert.Null(await FindOrNullAsync(one));
        Assert.NotNull(await FindOrNullAsync(other));
    }

    [Fact]
    public async Task Agreement_ThatRuns_KeepsItsCustomer_AndOneThatEndedGoesWithHim()
    {
        var person = NewPerson();
        await RegisterAsync(person);
        await AgreeAsync(person, "RUNS", "");
        Assert.Equal("0 0 1 0 0", Registry(await EraseAsync(ByDocument(person))));
        await AgreeAsync(person, "RUNS", "2026-02-01");
        var foreign = NewPerson();
        await AgreeAsync(foreign, "FOREIGN", "2026-02-01");
        var before = await server.ScalarAsync<long>("SELECT COUNT(*) FROM agreements");

        var report = await EraseAsync(ByDocument(person));

        Assert.Equal("1 0 0 0 0", Registry(report));
        Assert.Equal(1, report["registrations"].GetProperty("agreementsErased").GetInt32());
        Assert.Equal(before - 1, await server.ScalarAsync<long>("SELECT COUNT(*) FROM agreements"));
    }

    [Fact]
    public async Task DocumentReportedLost_StaysLost_WhenItIsRegisteredAfterTheErasure()
    {
        var person = NewPerson();
        await RegisterAsync(person);
        using var compliance = await server.ClientAsync("compliance");
        (await compliance.SendAsync($"/api/registrations/{await FindAsync(person)}/status", new JsonObject { ["status"] = "lost", ["reason"] = "本人报失" })).Expect(HttpStatusCode.NoContent);
        Assert.Equal("1 0 0 0 0", Registry(await EraseAsync(ByDocument(person))));
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM document_statuses WHERE status = 'lost' AND until_at > set_at"));

        using var courier = await server.ClientAsync("courier");
        (await courier.SendAsync("/api/registrations/counter", Counter(person))).Expect(HttpStatusCode.OK);
        Assert.Equal("refuse", (await PostAsync(person)).Text("shown"));
        // Nor does the file of before the report take it back; one of a later registration does, as it would have without the erasure.
        await RegisterAsync(person with { Name = person.Name + "改" }, "2026-01-02");
        Assert.Equal("refuse", (await PostAsync(person)).Text("shown"));
        await RegisterAsync(person, DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("green", (await PostAsync(person)).Text("shown"));
    }

    [Fact]
    public async Task AuditThatCannotBeWritten_ErasesNothing()
    {
        var person = NewPerson();
        await RegisterAsync(person);
        await PostAsync(person);
        var texts = await server.ScalarAsync<long>("SELECT COUNT(*) FROM waybill_versions WHERE content_cipher IS NOT NULL");
        await server.Database.WriteAsync(
            (connection, transaction) =>
            {
                Dapper.SqlMapper.Execute(
                    connection,
                    "CREATE TRIGGER no_audit BEFORE INSERT ON audit_entries WHEN NEW.action = 'personalData.erased' AND NEW.subject_kind = 'waybill' BEGIN SELECT RAISE(ABORT, 'full'); END",
                    transaction: transaction);
            },
            Ct);
        try
        {
            using var compliance = await server.ClientAsync("compliance");
            var answer = await compliance.SendAsync("/api/personal-data/erasures", ByDocument(person));
            Assert.True((int)answer.Status >= 500, $"{answer.Status}");
        }
        finally
        {
            await server.Database.WriteAsync((connection, transaction) => { Dapper.SqlMapper.Execute(connection, "DROP TRIGGER no_audit", transaction: transaction); }, Ct);
        }

        Assert.NotNull(await FindOrNullAsync(person));
        Assert.Equal(texts, await server.ScalarAsync<long>("SELECT COUNT(*) FROM waybill_versions WHERE content_cipher IS NOT NULL"));
    }

    [Theory]
    [InlineData("""{"reason":"依本人申请"}""", "phone")]
    [InlineData("""{"reason":"依本人申请","phone":"13977700001","idType":"passport"}""", "phone")]
    [InlineData("""{"reason":"依本人申请","phone":"13977700001","idNumber":"E1"}""", "phone")]
    [InlineData("""{"reason":"依本人申请","idType":"passport"}""", "idNumber")]
    [InlineData("""{"reason":"依本人申请","idType":"passport","idNumber":"--"}""", "idNumber")]
    [InlineData("""{"reason":"依本人申请","idNumber":"E1234567"}""", "phone")]
    public async Task Request_ThatNamesNobodyOrTwice_IsRefused(string body, string field)
    {
        using var compliance = await server.ClientAsync("compliance");
        var answer = (await compliance.SendAsync("/api/personal-data/erasures", Encoding.UTF8.GetBytes(body))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal([field], answer.Fields);
    }

    private sealed record Person(string Number, string Name, string Phone);

    private static Person NewPerson()
    {
        var n = Interlocked.Increment(ref last);
        return new($"E77{n:00000}", "消演" + (char)('一' + n), $"139788{n:00000}");
    }

    private async Task RegisterAsync(Person person, string day = "2026-01-01")
    {
        using var compliance = await server.ClientAsync("compliance");
        var line = $$"""{"idType":"passport","idNumber":"{{person.Number}}","name":"{{person.Name}}","phone":"{{person.Phone}}","registeredAt":"{{day}}T00:00:00Z","status":"active"}""";
        (await compliance.SendAsync("/api/registrations", Encoding.UTF8.GetBytes(line), "application/x-ndjson")).Expect(HttpStatusCode.OK);
    }

    private async Task AgreeAsync(Person person, string number, string until)
    {
        var import = (LogisticsScreening.Server.Registry.AgreementImport)server.Services.GetService(typeof(LogisticsScreening.Server.Registry.AgreementImport))!;
        var report = await import.ImportAsync(
            new MemoryStream(Encoding.UTF8.GetBytes($"number,idType,idNumber,from,until\n{number},passport,{person.Number},2026-01-01,{until}\n")), new Progress<long>(), Ct);
        Assert.Equal(1, report.Added + report.Changed);
    }

    private async Task<Guid> FindAsync(Person person) => (await FindOrNullAsync(person))!.Value;

    private async Task<Guid?> FindOrNullAsync(Person person)
    {
        using var compliance = await server.ClientAsync("compliance");
        var answer = await compliance.SendAsync("/api/registrations/find", new JsonObject { ["idType"] = "passport", ["idNumber"] = person.Number });
        return answer.Status == HttpStatusCode.NotFound ? null : answer.Expect(HttpStatusCode.OK)["id"].GetGuid();
    }

    private static JsonObject Counter(Person person) => new()
    {
        ["clientId"] = Guid.NewGuid().ToString(),
        ["depot"] = SampleWaybills.Depot,
        ["device"] = "test-device",
        ["idType"] = "passport",
        ["idNumber"] = person.Number,
        ["name"] = person.Name,
        ["phone"] = person.Phone,
    };

    private static JsonObject ByDocument(Person person) => new() { ["idType"] = "passport", ["idNumber"] = person.Number, ["reason"] = "依本人申请" };

    private async Task<JsonAnswer> EraseAsync(JsonObject request)
    {
        request["reason"] = "依本人申请";
        using var compliance = await server.ClientAsync("compliance");
        return (await compliance.SendAsync("/api/personal-data/erasures", request)).Expect(HttpStatusCode.OK);
    }

    /// <summary>erased, keptAsEvidence, keptForAgreement, keptInUse, keptShared</summary>
    private static string Registry(JsonAnswer report) => string.Join(' ', Counts
        .Select(name => report["registrations"].GetProperty(name).GetInt32()));

    private Task<long> CountAsync(string table, Guid id) => server.ScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE registration_id = @Id", new { Id = id });

    private async Task<JsonAnswer> PostAsync(Person person, string description = "折扇")
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        var waybill = SampleWaybills.Waybill(number, description).With("sender.name", person.Name).With("sender.phone", person.Phone).With("sender.idType", "passport").With("sender.idNumber", person.Number);
        return (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: waybill))).Expect(HttpStatusCode.OK);
    }
}
