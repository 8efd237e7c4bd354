using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Cases;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.Referrals;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Intake;
using LogisticsScreening.Server.Tests.RiskLists;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Referrals;

/// <summary>From a scanned parcel to the file on the officer's table, over HTTP and with the officer's tools.</summary>
public sealed class ReferralScenarioTests(TestServer server) : IClassFixture<TestServer>, IDisposable
{
    private const string ListedPhone = "13900000118";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ls-referral-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Post_FromAnAlert_GivesADocumentThatStandsOnItsOwn()
    {
        var parcel = await ReferredParcel.ScanAsync(server);
        using var client = await server.ClientAsync("compliance");
        var made = await MakeAsync(client, parcel, "请核查 <b>此件</b>");
        Assert.Matches(@"^LS-20\d\d-\d{6}$", made.GetProperty("reference").GetString());
        Assert.Equal("sealed", made.GetProperty("state").GetString());
        Assert.Equal(parcel.Number, made.GetProperty("waybillNumber").GetString());

        var path = await DownloadAsync(client, made);
        var signature = await ReportTool.RunAsync("pdfsig", path);
        Assert.Contains("Signature is Valid.", signature, StringComparison.Ordinal);
        Assert.Contains("Total document signed", signature, StringComparison.Ordinal);
        await ReportTool.RunAsync("qpdf", "--check", path);
        var text = await ReportTool.RunAsync("pdftotext", "-layout", path, "-");
        string[] expected = [ReferredParcel.Sender, ReferredParcel.Recipient, "13900009901", ReferredParcel.Description, parcel.Number, "请核查 <b>此件</b>", "handheld-3", "未附照片"];
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
        await CheckAttachmentsAsync(path, made, parcel);
    }

    [Fact]
    public async Task Post_AfterADeliveryToAThirdPersonAndAFind_NamesHimAndTellsOfTheInspection()
    {
        var parcel = await ReferredParcel.ScanAsync(server);
        using var courier = await server.ClientAsync("courier");
        var scan = Guid.NewGuid();
        var collector = new { relation = "other", name = "取演丙", phone = "13900009903", idType = "residentId", idNumber = "530102199003070016" };
        (await courier.PostAsJsonAsync("/api/scans", new { scanId = scan, carrier = "SF", waybillNumber = parcel.Number, depot = "KMG-01", device = "handheld-3", scannedAt = DateTimeOffset.UtcNow, kind = "delivery", collector }, Ct)).EnsureSuccessStatusCode();
        var inspection = new
        {
            inspectionId = Guid.NewGuid(), scanId = scan, depot = "KMG-01", device = "handheld-3", startedAt = DateTimeOffset.UtcNow.AddSeconds(-75), endedAt = DateTimeOffset.UtcNow, result = "found", photos = 4, mark = "YS-0007",
            found = new[] { new { kind = "wildlife", description = "角质杯", quantity = 1, weight = 310 } },
        };
        (await courier.PostAsJsonAsync("/api/inspections", inspection, Ct)).EnsureSuccessStatusCode();
        await using var connection = await server.Database.OpenAsync(Ct);
        var alert = new Guid(await connection.QuerySingleAsync<byte[]>("SELECT id FROM alerts WHERE waybill_number = @Number AND lane = 'hold'", new { parcel.Number }), bigEndian: true);
        using var client = await server.ClientAsync("compliance");
        var text = (await ReportTool.RunAsync("pdftotext", "-layout", await DownloadAsync(client, await MakeAsync(client, parcel with { AlertId = alert })), "-")).ReplaceLineEndings("");
        string[] expected = ["取演丙", "13900009903", "其他代收人", "角质杯，1，310克", "验视：查出问题", "75 s", "YS-0007"];
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("530102199003070016", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_Twice_GivesTheSameBytesAndTwoAuditEntries()
    {
        using var client = await server.ClientAsync("compliance");
        var made = await MakeAsync(client, await ReferredParcel.ScanAsync(server));
        var (first, second) = (await File.ReadAllBytesAsync(await DownloadAsync(client, made), Ct), await File.ReadAllBytesAsync(await DownloadAsync(client, made), Ct));
        Assert.True(first.AsSpan().SequenceEqual(second));
        Assert.Equal(made.GetProperty("documentHash").GetString(), Convert.ToHexStringLower(SHA256.HashData(first)));

        var reference = made.GetProperty("reference").GetString()!;
        Assert.Equal(1, await AuditCountAsync("referral.made", reference));
        Assert.Equal(2, await AuditCountAsync("referral.read", reference));
    }

    [Fact]
    public async Task Post_SameAlertAgain_IsAConflictThatNamesTheReferral()
    {
        var parcel = await ReferredParcel.ScanAsync(server);
        using var client = await server.ClientAsync("compliance");
        var made = await MakeAsync(client, parcel);
        using var again = await client.PostAsJsonAsync("/api/referrals", new { alertId = parcel.AlertId }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        var problem = await again.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(made.GetProperty("reference").GetString(), problem.GetProperty("reference").GetString());
        Assert.Equal(made.GetProperty("id").GetGuid(), problem.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Alert_AfterItsReferral_SaysSoToComplianceAlone()
    {
        var parcel = await ReferredParcel.ScanAsync(server);
        async Task<JsonElement> OpenAsync(string user)
        {
            using var reader = await server.ClientAsync(user);
            return await reader.GetFromJsonAsync<JsonElement>($"/api/alerts/{parcel.AlertId}", Ct);
        }

        var before = (await OpenAsync("supervisor")).GetRawText();
        Assert.Equal(JsonValueKind.Null, (await OpenAsync("compliance")).GetProperty("referral").ValueKind);
        using var client = await server.ClientAsync("compliance");
        var made = await MakeAsync(client, parcel);
        var reference = made.GetProperty("reference").GetString();

        var seen = await OpenAsync("compliance");
        var referral = seen.GetProperty("referral");
        Assert.Equal((made.GetProperty("id").GetGuid(), reference, "compliance"), (referral.GetProperty("id").GetGuid(), referral.GetProperty("reference").GetString(), referral.GetProperty("by").GetString()));
        Assert.Equal(made.GetProperty("createdAt").GetDateTimeOffset(), referral.GetProperty("at").GetDateTimeOffset());
        var entry = Assert.Single(seen.GetProperty("history").EnumerateArray());
        Assert.Equal(("referred", reference, "compliance"), (entry.GetProperty("action").GetString(), entry.GetProperty("note").GetString(), entry.GetProperty("by").GetString()));
        // To the letter what it was: nothing tips the depot off.
        Assert.Equal(before, (await OpenAsync("supervisor")).GetRawText());
        Assert.Equal(JsonValueKind.Null, (await OpenAsync("areaManager")).GetProperty("referral").ValueKind);
    }

    [Fact]
    public async Task Post_ManyAtOnce_MakeOneReferralAndNoGap()
    {
        var parcel = await ReferredParcel.ScanAsync(server);
        using var client = await server.ClientAsync("compliance");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.PostAsJsonAsync("/api/referrals", new { alertId = parcel.AlertId }, Ct)));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(4, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));

        await MakeAsync(client, await ReferredParcel.ScanAsync(server));
        await using var connection = await server.Database.OpenAsync(Ct);
        var numbers = (await connection.QueryAsync<string>("SELECT reference FROM referrals ORDER BY reference")).Select(reference => int.Parse(reference[^6..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Fact]
    public async Task Post_AfterAStopBeforeTheSeal_FinishesTheDraftUnderItsReference()
    {
        var parcel = await ReferredParcel.ScanAsync(server);
        var store = server.Services.GetRequiredService<ReferralStore>();
        var (now, by) = (DateTimeOffset.UtcNow, Guid.CreateVersion7());
        var draft = await store.DraftAsync(
            new NewCase { Id = Guid.CreateVersion7(now), AlertId = parcel.AlertId, OpenedAt = now, OpenedBy = by, OpenedByName = "before" },
            new ReferralRow { Id = Guid.CreateVersion7(now), CaseId = Guid.Empty, AlertId = parcel.AlertId, Reference = "", State = ReferralRow.Draft, Depot = "KMG-01", WaybillNumber = parcel.Number, CreatedAt = now, CreatedBy = by, CreatedByName = "before" },
            now.Year,
            Ct);
        using var client = await server.ClientAsync("compliance");
        using (var early = await client.GetAsync($"/api/referrals/{draft.Id}/document.pdf", Ct))
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);

        var made = await MakeAsync(client, parcel);
        Assert.Equal(draft.Id, made.GetProperty("id").GetGuid());
        Assert.Equal(draft.Reference, made.GetProperty("reference").GetString());
        Assert.Equal("sealed", made.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Seal_ASecondTime_ChangesNothing()
    {
        using var client = await server.ClientAsync("compliance");
        var made = await MakeAsync(client, await ReferredParcel.ScanAsync(server));
        var store = server.Services.GetRequiredService<ReferralStore>();
        Assert.False(await store.SealAsync(made.GetProperty("id").GetGuid(), "other", "other", [1], (_, _) => Assert.Fail("nothing goes with it"), Ct));
        Assert.Equal(made.GetProperty("documentHash").GetString(), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(await DownloadAsync(client, made), Ct))));
    }

    [Fact]
    public async Task Stored_Document_IsEncrypted()
    {
        using var client = await server.ClientAsync("compliance");
        var made = await MakeAsync(client, await ReferredParcel.ScanAsync(server), "只给办案机关");
        await using var connection = await server.Database.OpenAsync(Ct);
        var (document, note) = await connection.QuerySingleAsync<(byte[] Document, byte[] Note)>(
            "SELECT document_cipher, note_cipher FROM referrals WHERE id = @Id",
            new { Id = made.GetProperty("id").GetGuid() });
        Assert.True(document.Length > 20_000);
        Assert.Equal(-1, document.AsSpan().IndexOf("%PDF"u8));
        Assert.Equal(-1, note.AsSpan().IndexOf(Encoding.UTF8.GetBytes("办案")));
    }

    [Fact]
    public async Task List_NewestFirst_PagesThroughAllWithoutPersonalData()
    {
        using var client = await server.ClientAsync("compliance");
        var first = await MakeAsync(client, await ReferredParcel.ScanAsync(server), "备注里的名字");
        var second = await MakeAsync(client, await ReferredParcel.ScanAsync(server));
        var page = await client.GetFromJsonAsync<JsonElement>("/api/referrals?limit=1", Ct);
        Assert.Equal(second.GetProperty("id").GetGuid(), page.GetProperty("items")[0].GetProperty("id").GetGuid());
        page = await client.GetFromJsonAsync<JsonElement>($"/api/referrals?limit=1&before={page.GetProperty("next").GetGuid()}", Ct);
        Assert.Equal(first.GetProperty("id").GetGuid(), page.GetProperty("items")[0].GetProperty("id").GetGuid());
        var all = await client.GetStringAsync("/api/referrals", Ct);
        Assert.DoesNotContain(ReferredParcel.Sender, all, StringComparison.Ordinal);
        Assert.DoesNotContain("备注里的名字", all, StringComparison.Ordinal);
        var one = await client.GetFromJsonAsync<JsonElement>($"/api/referrals/{first.GetProperty("id").GetGuid()}", Ct);
        Assert.Equal("compliance", one.GetProperty("createdBy").GetString());
    }

    [Fact]
    public async Task Post_DecisionAlreadyChained_CarriesItsPlaceInTheLog()
    {
        var parcel = await ReferredParcel.ScanAsync(server);
        await server.Services.GetRequiredService<EvidenceLog>().NumberAsync(Ct);
        using var client = await server.ClientAsync("compliance");
        var path = await DownloadAsync(client, await MakeAsync(client, parcel));
        var decision = (await AttachedJsonAsync(path)).GetProperty("decision");
        var chain = decision.GetProperty("chain");
        byte[] Hex(JsonElement holder, string member) => Convert.FromHexString(holder.GetProperty(member).GetString()!);
        Assert.Equal(Hex(chain, "value"), SHA256.HashData([2, .. Hex(chain, "previous"), .. Hex(decision, "decisionHash")]));
        Assert.True(chain.GetProperty("number").GetInt64() >= 1);
    }

    [Fact]
    public async Task Post_ListedSender_CarriesTheEntryAndItsProof()
    {
        // The phone of an invented entry in db/demo/entries.csv.
        var parcel = await ReferredParcel.ScanAsync(server, "秦演北", ListedPhone);
        using var client = await server.ClientAsync("compliance");
        var path = await DownloadAsync(client, await MakeAsync(client, parcel));
        var json = await AttachedJsonAsync(path);
        var entry = Assert.Single(json.GetProperty("entries").EnumerateArray());
        Assert.Contains(entry.GetProperty("entry").GetProperty("source").GetString()!, (await ReportTool.RunAsync("pdftotext", "-raw", path, "-")).ReplaceLineEndings(""), StringComparison.Ordinal);

        var content = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, entry.GetProperty("file").GetString()!), Ct);
        var (salt, proof) = (Convert.FromHexString(entry.GetProperty("salt").GetString()!), entry.GetProperty("proof"));
        var root = ListVersion.RootFrom(
            SHA256.HashData([0, .. salt, .. content]),
            proof.GetProperty("index").GetInt32(),
            proof.GetProperty("count").GetInt32(),
            [.. proof.GetProperty("path").EnumerateArray().Select(neighbour => Convert.FromHexString(neighbour.GetString()!))]);
        var decided = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "decision-public.json"), Ct)).RootElement;
        Assert.Equal(decided.GetProperty("listVersion").GetString(), root);
    }

    /// <summary>Checked as docs/evidence-format.md tells the officer to, with hashes alone.</summary>
    [Fact]
    public async Task Post_SenderSetAside_CarriesTheSuppressionAndItsProof()
    {
        var phone = SetAside.NewPhone();
        var listed = await server.ListAsync(phone);
        var (_, hit) = await server.ScanNewAsync(waybill => waybill.With("sender.phone", phone).Without("sender.idType").Without("sender.idNumber"));
        (await server.SetAsideAsync(server.Body(hit, listed, "sender"))).Expect(HttpStatusCode.Created);
        await server.ListInForceAsync();
        var parcel = await ReferredParcel.ScanAsync(server, "秦演北", phone);
        // What was set aside since, from the same entry and otherwise, is no part of it.
        var other = SetAside.NewPhone();
        var otherListed = await server.ListAsync(other);
        (await server.SetAsideAsync(server.Body((await server.ScanToAsync(other)).DecisionId, otherListed))).Expect(HttpStatusCode.Created);
        using var client = await server.ClientAsync("compliance");

        var path = await DownloadAsync(client, await MakeAsync(client, parcel));

        var json = await AttachedJsonAsync(path);
        var finding = Assert.Single(json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "riskList.suppressed");
        var carried = Assert.Single(json.GetProperty("suppressions").EnumerateArray());
        var suppression = carried.GetProperty("suppression");
        Assert.Equal((listed, ListKeys.Phone(phone), SetAside.Reason, "compliance"), (suppression.GetProperty("entryId").GetString(), suppression.GetProperty("phoneKey").GetString(), suppression.GetProperty("reason").GetString(), suppression.GetProperty("author").GetString()));
        Assert.Equal(finding.GetProperty("entry").GetString(), suppression.GetProperty("entryId").GetString());
        var content = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, carried.GetProperty("file").GetString()!), Ct);
        Assert.Equal(suppression.GetRawText(), Encoding.UTF8.GetString(content));
        var decided = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "decision-public.json"), Ct)).RootElement;
        Assert.Equal(decided.GetProperty("listVersion").GetString(), Root(content, carried));
        Assert.Equal(decided.GetProperty("listVersion").GetString(), Root(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, $"entry-{listed}.json"), Ct), json.GetProperty("entries")[0]));
        content[^2] ^= 1;
        Assert.NotEqual(decided.GetProperty("listVersion").GetString(), Root(content, carried));
        Assert.Contains(SetAside.Reason, (await ReportTool.RunAsync("pdftotext", "-raw", path, "-")).ReplaceLineEndings(""), StringComparison.Ordinal);
    }

    private static string Root(byte[] content, JsonElement leaf)
    {
        var (salt, proof) = (Convert.FromHexString(leaf.GetProperty("salt").GetString()!), leaf.GetProperty("proof"));
        var path = new Queue<byte[]>(proof.GetProperty("path").EnumerateArray().Select(neighbour => Convert.FromHexString(neighbour.GetString()!)));
        var node = SHA256.HashData([0, .. salt, .. content]);
        for (var (index, count) = (proof.GetProperty("index").GetInt32(), proof.GetProperty("count").GetInt32()); count > 1; index /= 2, count = (count + 1) / 2)
        {
            if (index % 2 == 1)
                node = SHA256.HashData([1, .. path.Dequeue(), .. node]);
            else if (index + 1 < count)
                node = SHA256.HashData([1, .. node, .. path.Dequeue()]);
        }

        Assert.Empty(path);
        return Convert.ToHexStringLower(node);
    }

    [Fact]
    public async Task Post_AfterTheSupervisorHeld_TellsItInTheTimeline()
    {
        var parcel = await ReferredParcel.ScanAsync(server);
        using var supervisor = await server.ClientAsync("supervisor");
        using var held = await supervisor.PostAsJsonAsync($"/api/alerts/{parcel.AlertId}/hold", new { version = 1, reason = "两人复检，见角状物" }, Ct);
        Assert.True(held.IsSuccessStatusCode, await held.Content.ReadAsStringAsync(Ct));
        using var client = await server.ClientAsync("compliance");
        var json = await AttachedJsonAsync(await DownloadAsync(client, await MakeAsync(client, parcel)));
        var last = json.GetProperty("timeline").EnumerateArray().Last();
        Assert.Equal("alert.hold", last.GetProperty("code").GetString());
        Assert.Equal("supervisor", last.GetProperty("by").GetString());
        Assert.Equal("两人复检，见角状物", last.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Post_ErasedFacts_IsAConflictAndTakesNoNumber()
    {
        var parcel = await ReferredParcel.ScanAsync(server);
        await server.Database.WriteAsync((connection, transaction) => DecisionStore.Erase(connection, transaction, parcel.WaybillId, DateTimeOffset.UtcNow), Ct);
        using var client = await server.ClientAsync("compliance");
        using var answer = await client.PostAsJsonAsync("/api/referrals", new { alertId = parcel.AlertId }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        await using var connection = await server.Database.OpenAsync(Ct);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM referrals WHERE alert_id = @AlertId", new { parcel.AlertId }));
    }

    [Theory]
    [InlineData("courier")]
    [InlineData("supervisor")]
    [InlineData("areaManager")]
    [InlineData("analyst")]
    [InlineData("admin")]
    public async Task Anything_ForOtherRoles_IsForbidden(string userName)
    {
        using var client = await server.ClientAsync(userName);
        using var post = await client.PostAsJsonAsync("/api/referrals", new { alertId = Guid.NewGuid() }, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, post.StatusCode);
        foreach (var path in new[] { "/api/referrals", $"/api/referrals/{Guid.NewGuid()}", $"/api/referrals/{Guid.NewGuid()}/document.pdf", "/api/referrals/certificate.pem" })
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(path, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("""{"alertId":"0199d7a0-0000-7000-8000-000000000000"}""", HttpStatusCode.NotFound, null)]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "alertId")]
    [InlineData("""{"alertId":"x"}""", HttpStatusCode.BadRequest, "alertId")]
    [InlineData("""{"alertId":"0199d7a0-0000-7000-8000-000000000000","colour":1}""", HttpStatusCode.BadRequest, "colour")]
    [InlineData("""{"alertId":"0199d7a0-0000-7000-8000-000000000000","note":5}""", HttpStatusCode.BadRequest, "note")]
    public async Task Post_BadInput_IsAProblemThatNamesTheField(string body, HttpStatusCode status, string? field)
    {
        using var client = await server.ClientAsync("compliance");
        using var answer = await client.PostAsync("/api/referrals", new StringContent(body, Encoding.UTF8, "application/json"), Ct);
        Assert.Equal(status, answer.StatusCode);
        if (field is not null)
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Post_NoteTooLong_IsRefused()
    {
        using var client = await server.ClientAsync("compliance");
        using var answer = await client.PostAsJsonAsync("/api/referrals", new { alertId = Guid.NewGuid(), note = new string('长', 2_001) }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Certificate_FromTheServer_IsTheOneThatSigned()
    {
        using var client = await server.ClientAsync("compliance");
        var pem = await client.GetStringAsync("/api/referrals/certificate.pem", Ct);
        Assert.DoesNotContain("PRIVATE", pem, StringComparison.Ordinal);
        using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(pem);
        var json = await AttachedJsonAsync(await DownloadAsync(client, await MakeAsync(client, await ReferredParcel.ScanAsync(server))));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)), json.GetProperty("signingCertificateSha256").GetString());
    }

    private async Task CheckAttachmentsAsync(string path, JsonElement made, ReferredParcel parcel)
    {
        var json = await AttachedJsonAsync(path);
        byte[] Attached(string name) => File.ReadAllBytes(Path.Combine(folder.FullName, name));
        Assert.Equal(made.GetProperty("dossierHash").GetString(), Convert.ToHexStringLower(SHA256.HashData(Attached("dossier.json"))));
        await using var connection = await server.Database.OpenAsync(Ct);
        var stored = await connection.QuerySingleAsync<string>("SELECT decision_hash FROM decisions WHERE id = @DecisionId", new { parcel.DecisionId });
        Assert.Equal(stored, json.GetProperty("decision").GetProperty("decisionHash").GetString());
        Assert.Equal(stored, Convert.ToHexStringLower(SHA256.HashData([0, .. Attached("decision-public.json")])));
        Assert.Equal(json.GetProperty("decision").GetProperty("contentHash").GetString(), Convert.ToHexStringLower(SHA256.HashData(Attached("decision-content.json"))));
        Assert.Equal(
            JsonDocument.Parse(Attached("decision-public.json")).RootElement.GetProperty("commitment").GetString(),
            Convert.ToHexStringLower(SHA256.HashData([.. Attached("decision-salt.bin"), .. Attached("decision-content.json")])));
        Assert.Equal(ReferredParcel.Sender, json.GetProperty("waybill").GetProperty("sender").GetProperty("name").GetString());
        Assert.Contains(json.GetProperty("findings").EnumerateArray(), finding => finding.TryGetProperty("text", out var text) && text.GetString() == "犀角杯");
        Assert.NotEmpty(json.GetProperty("legalBases").EnumerateArray());
        Assert.Equal(
            ["alert.raised", "decision.made", "scan.acceptance", "waybill.received"],
            json.GetProperty("timeline").EnumerateArray().Select(item => item.GetProperty("code").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

    private async Task<JsonElement> AttachedJsonAsync(string path)
    {
        await ReportTool.RunAsync("pdfdetach", "-saveall", "-o", folder.FullName, path);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "dossier.json"), Ct));
        return document.RootElement.Clone();
    }

    private static async Task<JsonElement> MakeAsync(HttpClient client, ReferredParcel parcel, string? note = null)
    {
        using var answer = await client.PostAsJsonAsync("/api/referrals", note is null ? new { alertId = parcel.AlertId } : (object)new { alertId = parcel.AlertId, note }, Ct);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement.Clone();
    }

    private async Task<string> DownloadAsync(HttpClient client, JsonElement made)
    {
        using var answer = await client.GetAsync($"/api/referrals/{made.GetProperty("id").GetGuid()}/document.pdf", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(made.GetProperty("reference").GetString()!, answer.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var path = Path.Combine(folder.FullName, "referral.pdf");
        await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync(Ct), Ct);
        return path;
    }

    private async Task<long> AuditCountAsync(string action, string reference)
    {
        await using var connection = await server.Database.OpenAsync(Ct);
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = @action AND subject = @reference", new { action, reference });
    }
}
